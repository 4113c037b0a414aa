"""`./motcua catalogue`: the catalogue of procedures; its commands are in the files beside this one."""

from __future__ import annotations

from typing import Any

from motcua.cli import catalogue_files, catalogue_quality, catalogue_search


def add_to(groups: Any) -> None:
    """Add this group's commands to the command line."""
    catalogue = groups.add_parser("catalogue", help="danh mục thủ tục: tìm, rà lỗi, nhập, xuất")
    commands = catalogue.add_subparsers(metavar="VIỆC", required=True)
    catalogue_search.add_to(commands)
    catalogue_quality.add_to(commands)
    catalogue_files.add_to(commands)
