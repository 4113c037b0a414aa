"""From the facts of a paper to what its template reads: head, parts, signatures as they come out on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.documents.enums import PaperSize, PaperUse
from motcua.documents.rules.form_sets import FormSet
from motcua.documents.rules.papers.facts import Head, Paper
from motcua.documents.rules.papers.forms import fill
from motcua.documents.rules.papers.sheet import Block, Sheet
from motcua.documents.rules.papers.wording import iso_moment, long_day, qr_text
from motcua.kernel.clock import local_day

_SIGN_BY_HAND = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """What a digital copy says of its signer."""

    name: str
    title: str
    agency: str
    at: datetime
    code: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """How a paper is to come out: sheet (the form's own when none is named), by hand or digital, signed by whom."""

    use: PaperUse = PaperUse.PRINTING
    size: PaperSize | None = None
    signed: SignedBy | None = None


def lay_out(paper: Paper, *, form_set: FormSet, printing: Printing) -> dict[str, Any]:
    """What the template `form.typ` reads, without the drawing of the QR code (its text is `qr_text`)."""
    form = form_set.form(paper.kind)
    sheet = Sheet()
    fill(paper, sheet)
    return {
        **_head(paper.head),
        "size": (printing.size or form.size).value,
        "title": form.title,
        "form_mark": f"Mẫu số {form.number} · {form_set.instrument}" if form.number else "",
        "blocks": sheet.blocks,
        "recipients": sheet.recipients,
        "signatures": [_signature(each, printing) for each in sheet.signatures],
        "qr_text": qr_text(head=paper.head, identifier=paper.applicant.identifier, paper=form.title),
    }


def _head(head: Head) -> dict[str, Any]:
    return {
        "superior": head.superior,
        "agency": head.agency,
        "unit": head.unit,
        "number": head.number,
        "place_and_day": f"{head.place}, {long_day(local_day(head.made_at))}",
        "dossier_code": head.dossier_code,
        "verify_at": head.verify_at,
        "is_sample": head.is_sample,
    }


def _signature(block: Block, printing: Printing) -> Block:
    """Digital copies say who confirmed and when; copies for printing leave room for the hand."""
    if printing.use == PaperUse.PRINTING or not block["is_ours"]:
        hint = _SIGN_BY_HAND if printing.use == PaperUse.PRINTING else ""
        return {**block, "hint": hint, "details": [], "room": printing.use == PaperUse.PRINTING}
    return {**block, "hint": "", "details": _details(printing.signed), "room": printing.signed is None}


def _details(signed: SignedBy | None) -> list[str]:
    if signed is None:
        return []
    lines = ["Xác nhận điện tử nội bộ", signed.agency, f"Thời gian: {iso_moment(signed.at)}"]
    return [*lines, f"Mã kiểm tra: {signed.code}"] if signed.code else lines
