"""What is said when a dossier is handed in, as plain data, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from motcua.accounts.enums import PartyKind
from motcua.dossiers.enums import Door, PaperForm, PartyRole, Representation, ReturnWay
from motcua.kernel.text import fold


@dataclass(frozen=True, slots=True)
class NewParty:
    """Somebody in the dossier. `person_id` when they have an account; `proof_file_id` proves representation."""

    role: PartyRole
    name: str
    kind: PartyKind = PartyKind.CITIZEN
    person_id: UUID | None = None
    identity_number: str = ""
    born_on: date | None = None
    phone: str = ""
    email: str = ""
    area_id: int | None = None
    address: str = ""
    representation: Representation = Representation.SELF
    proof_file_id: UUID | None = None
    proof_note: str = ""


@dataclass(frozen=True, slots=True)
class NewPaper:
    """One line of the check-list. `component_id` None: a paper the procedure does not name.

    `is_missing` says that the line was looked at and the paper is not there.
    """

    name: str
    component_id: int | None = None
    form: PaperForm | None = None
    count: int = 1
    is_missing: bool = False
    reused_from: str = ""
    note: str = ""
    file_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenPaper:
    """What the desk saw of one line of a lodged dossier's check-list; `form` None: the paper is not there."""

    position: int
    form: PaperForm | None
    count: int = 1
    note: str = ""
    reused_from: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """A whole handing-in. `submission_key` makes it one, however often it is sent.

    `reception_id` is where it is received, `help_point_id` where the applicant was helped; `area_id` is the place
    whose competent agency is wanted (None: that of the reception). `case_name` chooses one of the procedure's cases.
    """

    submission_key: UUID
    procedure_id: UUID
    door: Door
    reception_id: UUID
    parties: Sequence[NewParty]
    papers: Sequence[NewPaper] = ()
    help_point_id: UUID | None = None
    area_id: int | None = None
    case_name: str = ""
    form_id: UUID | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    summary: str = ""
    sets_count: int = 1
    return_way: ReturnWay = ReturnWay.DESK
    return_address: str = ""
    outside_code: str = ""
    outside_system: str = ""

    def party(self, role: PartyRole) -> NewParty | None:
        """Who is this in the dossier; None when nobody was named apart."""
        return next((party for party in self.parties if party.role is role), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a handing-in: where, and in words for who must mend it."""

    place: str
    message: str


def problems_of(intake: Intake) -> list[Problem]:
    """What is wrong with a handing-in as such, before anything is looked up; empty when nothing is."""
    found = [*_of_parties(intake), *_of_papers(intake)]
    if intake.return_way in {ReturnWay.POST, ReturnWay.HOME} and not intake.return_address.strip():
        found.append(Problem("return_address", "Chọn nhận kết quả tận nơi thì cần ghi địa chỉ nhận."))
    if not 1 <= intake.sets_count <= 99:
        found.append(Problem("sets_count", "Số bộ hồ sơ phải từ 1 đến 99."))
    return found


def _of_parties(intake: Intake) -> list[Problem]:
    found = []
    applicant, submitter = intake.party(PartyRole.APPLICANT), intake.party(PartyRole.SUBMITTER)
    if applicant is None or not applicant.name.strip():
        found.append(Problem("applicant.name", "Chưa ghi tên chủ hồ sơ."))
    if len({party.role for party in intake.parties}) < len(intake.parties):
        found.append(Problem("parties", "Mỗi vai trong hồ sơ chỉ ghi một người."))
    for party in intake.parties:
        found += [Problem(f"{party.role.value}.{place}", said) for place, said in _of_party(party)]
    if submitter is not None and submitter.representation is Representation.SELF:
        found.append(Problem("submitter.representation", "Chọn người nộp thay theo tư cách nào."))
    return found


def _of_party(party: NewParty) -> list[tuple[str, str]]:
    found = []
    if party.identity_number and not is_identity_number(party.identity_number):
        found.append(
            (
                "identity_number",
                "Số định danh gồm 12 chữ số (CMND cũ: 9 chữ số), hộ chiếu gồm chữ và số, mã số thuế 10 hoặc 13 số.",
            )
        )
    if party.phone and not is_phone(party.phone):
        found.append(("phone", "Số điện thoại chưa đúng: gồm 10 hoặc 11 chữ số, bắt đầu bằng 0 hoặc +84."))
    proven = party.proof_file_id is not None or party.proof_note.strip()
    if party.representation in NEEDS_PROOF and not proven:
        found.append(
            (
                "proof",
                f"“{party.representation.label}” cần giấy tờ chứng minh: đính kèm tệp hoặc ghi rõ giấy đã xem.",
            )
        )
    return found


def _of_papers(intake: Intake) -> list[Problem]:
    found = []
    for place, paper in enumerate(intake.papers):
        if not paper.name.strip():
            found.append(Problem(f"papers.{place}.name", "Chưa ghi tên giấy tờ."))
        if not 0 <= paper.count <= 999:
            found.append(Problem(f"papers.{place}.count", f"Số lượng của “{paper.name}” phải từ 0 đến 999."))
        if paper.form is PaperForm.REUSED and not paper.reused_from.strip():
            found.append(
                Problem(
                    f"papers.{place}.reused_from",
                    f"“{paper.name}” dùng lại dữ liệu có sẵn: ghi rõ lấy từ đâu.",
                )
            )
    return found


NEEDS_PROOF = frozenset({Representation.AUTHORISED, Representation.ORGANISATION_MEMBER})


def is_identity_number(text: str) -> bool:
    """Whether it can be a citizen's number, an old identity card, a passport or a tax code."""
    bare = text.replace(" ", "").replace("-", "").upper()
    return bare.isascii() and (
        (bare.isdigit() and len(bare) in {9, 10, 12, 13}) or (bare.isalnum() and 6 <= len(bare) <= 12)
    )


def is_phone(text: str) -> bool:
    """Whether it can be a telephone number in Vietnam."""
    bare = "".join(sign for sign in text if sign not in " .-()")
    bare = "0" + bare[3:] if bare.startswith("+84") else bare
    return bare.isascii() and bare.isdigit() and bare.startswith("0") and len(bare) in {10, 11}


def identifiers_in(answers: Any) -> set[UUID]:
    """Everything in the answers of a form, however deep, that may be the identifier of a file."""
    if isinstance(answers, Mapping):
        return {found for one in answers.values() for found in identifiers_in(one)}
    if isinstance(answers, list):
        return {found for one in answers for found in identifiers_in(one)}
    try:
        return {UUID(answers)} if isinstance(answers, str) and len(answers) in {32, 36} else set()
    except ValueError:
        return set()


def search_text(*parts: str) -> str:
    """What a dossier is found by: the parts folded, codes and numbers broken where they have signs between."""
    words: dict[str, None] = {}
    for part in parts:
        folded = fold(part)
        for word in re.split(r"[^0-9a-z]+", folded):
            if word:
                words[word] = None
        joined = re.sub(r"[^0-9a-z]", "", folded)
        if joined.isdigit() and len(joined) <= 20:
            words[joined] = None
    return " ".join(words)
