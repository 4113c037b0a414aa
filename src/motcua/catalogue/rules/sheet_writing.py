"""The rows of the project's own workbook that say what a procedure says."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalogue.enums import ProcedureKind
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    FormContent,
    LegalBasisContent,
    MethodContent,
    plain_number,
)
from motcua.catalogue.rules.diff import describe, describe_fee, describe_limit
from motcua.catalogue.rules.sheets import CODE, FLAGS, KIND, OLD_CODES, SETS, SOURCE_URL, TEXTS, WORDS, labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A procedure as it is exported: its code and kind with what its version says."""

    code: str
    kind: ProcedureKind
    content: Content
    source_url: str = ""
    old_codes: tuple[str, ...] = ()


def write_row(procedure: Listed) -> dict[str, str]:
    """The row of the first sheet."""
    content = procedure.content
    row = {
        CODE: procedure.code,
        KIND: procedure.kind.label,
        SETS: describe(content.sets_count),
        OLD_CODES: "; ".join(procedure.old_codes),
        SOURCE_URL: procedure.source_url,
    }
    row.update({heading: getattr(content, name) for heading, name in TEXTS.items()})
    row.update({heading: labels(getattr(content, name)) for heading, (name, _) in WORDS.items()})
    row.update({heading: describe(getattr(content, name)) for heading, name in FLAGS.items()})
    return row


def write_parts(procedure: Listed) -> dict[str, list[dict[str, str]]]:
    """The rows of the other sheets, by field."""
    content = procedure.content
    rows: dict[str, list[dict[str, str]]] = {
        "steps": [{"Tên bước": step.title, "Nội dung": step.text} for step in content.steps],
        "methods": [_method_row(method) for method in content.methods],
        "components": [_component_row(component) for component in content.components],
        "results": [{"Tên kết quả": result.name, "Mã kết quả": result.code} for result in content.results],
        "legal_bases": [_legal_basis_row(basis) for basis in content.legal_bases],
    }
    return {field: [{CODE: procedure.code, **row} for row in items] for field, items in rows.items()}


def _method_row(method: MethodContent) -> dict[str, str]:
    amount = method.limit_amount
    return {
        "Hình thức nộp": method.channel.label,
        "Thời hạn": method.limit_text or describe_limit(method),
        "Phí, lệ phí": "\n".join(describe_fee(fee) for fee in method.fees),
        "Mô tả": method.note,
        "Số": "" if amount is None else plain_number(amount).replace(".", ","),
        "Đơn vị": method.limit_unit.label if method.limit_unit else "",
        "Cần xem lại": "Có" if method.limit_needs_person else "Không",
    }


def _component_row(component: ComponentContent) -> dict[str, str]:
    return {
        "Trường hợp": component.case_name,
        "Tên giấy tờ": component.name,
        "Bản chính": describe(component.originals),
        "Bản sao": describe(component.copies),
        "Mẫu đơn, tờ khai": "\n".join(
            f"{form.name} | {form.url}" if form.url else form.name for form in component.forms
        ),
        "Ghi chú": component.note,
    }


def _form_line(form: FormContent) -> str:
    return f"{form.name} | {form.url}" if form.url else form.name


def _legal_basis_row(basis: LegalBasisContent) -> dict[str, str]:
    return {
        "Số, ký hiệu": basis.number,
        "Trích yếu": basis.title,
        "Cơ quan ban hành": basis.issuer,
        "Ngày ban hành": f"{basis.issued_on:%d/%m/%Y}" if basis.issued_on else "",
    }
