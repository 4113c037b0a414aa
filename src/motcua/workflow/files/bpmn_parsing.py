"""XML from strangers: no document type and hence no entities, no floods, no endless nesting."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from motcua.kernel.refusals import Refused
from motcua.workflow.files.bpmn_names import BPMN

LARGEST_FILE = 4 * 1024 * 1024
MOST_ELEMENTS = 20_000
DEEPEST = 60


class _Builder(ET.TreeBuilder):
    """Builds the tree unless the file declares a document type, floods, or nests without end."""

    def __init__(self) -> None:
        super().__init__()
        self._count = self._depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _unreadable("tệp khai báo kiểu tài liệu (DOCTYPE), điều mà BPMN không cần và có thể gây hại")

    def start(self, tag: Any, attributes: Any, /) -> ET.Element:
        self._count, self._depth = self._count + 1, self._depth + 1
        if self._count > MOST_ELEMENTS or self._depth > DEEPEST:
            raise _unreadable("tệp có quá nhiều phần tử hoặc lồng quá sâu")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def parse(data: bytes) -> ET.Element:
    """The file's tree, when it is harmless XML of BPMN 2.0.

    :raises Refused: "file-too-large", "file-unreadable".
    """
    if len(data) > LARGEST_FILE:
        raise Refused(
            "file-too-large", f"Tệp lớn hơn {LARGEST_FILE // 2**20} MB nên không phải một quy trình BPMN."
        )
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - see _Builder
    try:
        parser.feed(data)
        root: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError, AssertionError) as broken:
        raise _unreadable("tệp không phải XML đúng chuẩn") from broken
    if root.tag != BPMN + "definitions":
        raise _unreadable("tệp không phải BPMN 2.0 (phần tử gốc phải là definitions)")
    return root


def _unreadable(why: str) -> Refused:
    return Refused(
        "file-unreadable", f"Không đọc được tệp BPMN: {why}. Xuất lại từ phần mềm vẽ dưới dạng BPMN 2.0."
    )
