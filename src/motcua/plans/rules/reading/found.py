"""What was found in a plan document. Every item knows its place; nothing here was corrected or guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.documents.reading.blocks import Place, ReadingWarning
from motcua.plans.enums import Commitment, Direction, ItemSource, Severity
from motcua.plans.rules.terms.term import Term


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document that is named: "Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ"."""

    text: str
    kind: str
    number: str
    issued_on: date | None
    issuer: str
    place: Place
    is_basis: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The citation as plain data."""
        return {
            "text": self.text,
            "kind": self.kind,
            "number": self.number,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "issuer": self.issuer,
            "place": self.place.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Header:
    """Who issued the document, under which number, where and when, what it is called, who signed, on what basis.

    What the document does not say is empty; `date_text` is the date as written, also with blanks not filled in.
    `year` is the plan's year, from the title, else from the text; None when it is not said.
    """

    superior: str = ""
    issuer: str = ""
    number: str = ""
    symbol: str = ""
    place_name: str = ""
    issued_on: date | None = None
    date_text: str = ""
    kind: str = ""
    title: str = ""
    year: int | None = None
    signer: str = ""
    signer_title: str = ""
    signing_authority: str = ""
    recipients: tuple[str, ...] = ()
    bases: tuple[Citation, ...] = ()
    place: Place | None = None

    def as_dict(self) -> dict[str, Any]:
        """The header as plain data."""
        return {
            "superior": self.superior,
            "issuer": self.issuer,
            "number": self.number,
            "symbol": self.symbol,
            "place_name": self.place_name,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "date_text": self.date_text,
            "kind": self.kind,
            "title": self.title,
            "year": self.year,
            "signer": self.signer,
            "signer_title": self.signer_title,
            "signing_authority": self.signing_authority,
            "recipients": list(self.recipients),
            "legal_bases": [each.as_dict() for each in self.bases],
            "place": self.place.as_dict() if self.place else None,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the text: `mark` as written without its dot ("II", "1", "a", "2.1"), `path` from the top
    ("IV", "2", "2.1", "a"), `title` its first words, `text` what follows up to the next mark."""

    mark: str
    path: tuple[str, ...]
    level: int
    title: str
    text: str
    place: Place

    def as_dict(self) -> dict[str, Any]:
        """The section as plain data."""
        return {
            "mark": self.mark,
            "path": list(self.path),
            "level": self.level,
            "title": self.title,
            "text": self.text,
            "place": self.place.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A piece of work that the document gives to somebody.

    `number` as written ("1.5", "a"); `group` the heading it stands under; `lead` and `partners` as written, each
    partner apart; `product` empty when the document names none; `submitted_to` to whom it is put up ("cấp trình").
    """

    number: str
    content: str
    lead: str
    partners: tuple[str, ...]
    term: Term
    product: str
    source: ItemSource
    place: Place
    group: str = ""
    submitted_to: str = ""
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The task as plain data."""
        return {
            "number": self.number,
            "content": self.content,
            "lead": self.lead,
            "partners": list(self.partners),
            "term": self.term.as_dict(),
            "product": self.product,
            "source": self.source.value,
            "group": self.group,
            "submitted_to": self.submitted_to,
            "note": self.note,
            "place": self.place.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A number the document wants reached: `measures` says of what, `text` is the sentence it stands in."""

    number: Decimal
    unit: str
    direction: Direction
    commitment: Commitment
    measures: str
    text: str
    source: ItemSource
    place: Place
    section: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The target as plain data; the number as a string of digits with a point."""
        return {
            "number": str(self.number),
            "unit": self.unit,
            "direction": self.direction.value,
            "commitment": self.commitment.value,
            "measures": self.measures,
            "text": self.text,
            "source": self.source.value,
            "section": self.section,
            "place": self.place.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the document that a person should look at. The system changes nothing by itself."""

    code: str
    severity: Severity
    message: str
    place: Place | None
    excerpt: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain data."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "excerpt": self.excerpt,
            "place": self.place.as_dict() if self.place else None,
        }


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A whole plan document as it was read."""

    header: Header
    sections: tuple[Section, ...]
    tasks: tuple[FoundTask, ...]
    targets: tuple[FoundTarget, ...]
    findings: tuple[Finding, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[ReadingWarning, ...]

    def as_dict(self) -> dict[str, Any]:
        """The reading as plain data, as `./motcua plan read --json` prints it."""
        return {
            "header": self.header.as_dict(),
            "sections": [each.as_dict() for each in self.sections],
            "tasks": [each.as_dict() for each in self.tasks],
            "targets": [each.as_dict() for each in self.targets],
            "findings": [each.as_dict() for each in self.findings],
            "citations": [each.as_dict() for each in self.citations],
            "warnings": [each.as_dict() for each in self.warnings],
        }
