"""Where collected static files are kept: hashed names, and one stylesheet in one request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

ENTRANCE = "css/motcua.css"
_IMPORT = re.compile(r'@import "([^"]+)" layer\((\w+)\);')


class OneStylesheetStorage(ManifestStaticFilesStorage):
    """As the manifest storage, with the imports of the entrance stylesheet put in their place.

    A phone on a slow line then asks once instead of some twenty-five times. The files beside the templates stay
    as they are written.
    """

    def post_process(self, paths: Mapping[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if ENTRANCE in paths and not dry_run:
            Path(self.path(ENTRANCE)).write_text(flattened(paths), encoding="utf-8")
            paths = {**paths, ENTRANCE: (self, ENTRANCE)}
        yield from super().post_process(paths, dry_run, **options)


def flattened(paths: Mapping[str, Any]) -> str:
    """The entrance stylesheet with each imported file inside its layer; `paths` are those being collected."""

    def inside(found: re.Match[str]) -> str:
        name = _beside(ENTRANCE, found[1])
        return f"@layer {found[2]} {{\n{_text(paths, name)}}}"

    return _IMPORT.sub(inside, _text(paths, ENTRANCE))


def _text(paths: Mapping[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode("utf-8"))


def _beside(name: str, relative: str) -> str:
    parts = list(PurePosixPath(name).parent.parts)
    for part in PurePosixPath(relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
