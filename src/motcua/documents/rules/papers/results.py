"""Decisions and letters: what stands where in the State's layout."""

from __future__ import annotations

from typing import Any

from motcua.documents.rules.papers.facts import ResultPaper
from motcua.documents.rules.papers.wording import long_day, result_qr_text, signing_titles


def lay_out_result(paper: ResultPaper) -> dict[str, Any]:
    """What the template `result.typ` reads, without the drawing of the QR code (its text is `qr_text`).

    Basis: NĐ 30/2020/NĐ-CP annex I.
    """
    is_decision = bool(paper.basis) and paper.kind_name.casefold() == "quyết định"
    return {
        "superior": paper.superior,
        "agency": paper.agency,
        "place": paper.place,
        "day": long_day(paper.on) if paper.on else "",
        "number": paper.number,
        "symbol": paper.symbol,
        "kind_name": paper.kind_name,
        "title": paper.title,
        "letter_title": "" if paper.kind_name else paper.title,
        "authority_line": _deciding(paper) if is_decision else "",
        "order_word": "QUYẾT ĐỊNH:" if is_decision else "",
        "addressee": paper.addressee,
        "basis": list(paper.basis),
        "body": [*paper.body[:-1], f"{paper.body[-1]}/."] if paper.body else [],
        "recipients": list(paper.recipients),
        "signer_titles": signing_titles(paper.signer),
        "signer_name": paper.signer.name,
        "is_sample": paper.is_sample,
        "qr_text": result_qr_text(
            dossier_code=paper.dossier_code,
            procedure_code=paper.procedure_code,
            identifier=paper.applicant_identifier,
            paper=paper.kind_name or "Công văn",
            verify_at=paper.verify_at,
        ),
    }


def _deciding(paper: ResultPaper) -> str:
    return f"{paper.signer.head_title or paper.signer.title} {paper.agency}".upper()
