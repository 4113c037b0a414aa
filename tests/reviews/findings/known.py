"""Procedures made up for the rules of findings."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.reviews.rules.findings.finding import Examined, Paper


def known(
    code: str, name: str = "Cấp giấy phép dạy thêm", *, papers: tuple[str, ...] = (), **facts: Any
) -> Examined:
    """A procedure of this code: `known("1.000001", papers=("Giấy khai sinh",), results=("…",))`."""
    usual: dict[str, Any] = {
        "field": "Giáo dục trung học",
        "levels": ("province",),
        "applicants": ("citizen",),
        "authority": "Sở Giáo dục và Đào tạo",
        "since": date(2020, 1, 1),
    }
    asked = tuple(Paper(number, text) for number, text in enumerate(papers))
    return Examined(f"id-{code}", code, name, papers=asked, **{**usual, **facts})
