"""The parts of one paper while it is put together: lines, tables, who signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from motcua.documents.rules.papers.facts import SignBlock
from motcua.documents.rules.papers.wording import signing_titles

Block = dict[str, Any]


@dataclass(slots=True)
class Sheet:
    """The parts of one paper while it is put together."""

    blocks: list[Block] = field(default_factory=list)
    signatures: list[Block] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    def lines(self, *facts: tuple[str, str]) -> None:
        """Name and value; what is empty is left out."""
        items = [{"label": name, "value": value} for name, value in facts if value]
        if items:
            self.blocks.append({"kind": "lines", "items": items})

    def text(self, words: str) -> None:
        if words:
            self.blocks.append({"kind": "text", "text": words})

    def heading(self, words: str) -> None:
        self.blocks.append({"kind": "heading", "text": words})

    def bullets(self, words: tuple[str, ...]) -> None:
        if words:
            self.blocks.append({"kind": "bullets", "items": list(words)})

    def table(self, columns: list[tuple[str, str, str]], rows: list[list[str]]) -> None:
        """Columns are heading, width (typst) and alignment."""
        self.blocks.append(
            {
                "kind": "table",
                "headings": [heading for heading, _, _ in columns],
                "widths": [width for _, width, _ in columns],
                "aligned": [aligned for _, _, aligned in columns],
                "rows": rows,
            }
        )


def officer_signs(title: str, name: str) -> Block:
    return {"titles": [title], "name": name, "is_ours": True, "mark": "signer"}


def applicant_signs(name: str) -> Block:
    return {"titles": ["NGƯỜI NỘP HỒ SƠ"], "name": name, "is_ours": False, "mark": ""}


def head_signs(signer: SignBlock) -> Block:
    return {"titles": signing_titles(signer), "name": signer.name, "is_ours": True, "mark": "signer"}
