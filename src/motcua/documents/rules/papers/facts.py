"""What stands on each paper, as plain facts. The same facts always print the same paper.

Names, titles and terms are given as they were when the paper was made; nothing is looked up when printing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.documents.enums import PaperKind, SigningAuthority


@dataclass(frozen=True, slots=True)
class Head:
    """The upper part that all papers of a dossier share, and what its QR code says.

    `verify_at` is the address where the paper can be checked. `superior` is the body above the agency, if named.
    """

    agency: str
    place: str
    made_at: datetime
    dossier_code: str
    procedure_code: str
    procedure_name: str
    verify_at: str
    superior: str = ""
    unit: str = ""
    number: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whom the paper concerns. `identifier` is printed masked; `submitter` is who came, if somebody else."""

    name: str
    identifier: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    submitter: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer who receives or guides."""

    name: str
    title: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SignBlock:
    """Who signs a letter, and by whose power."""

    name: str
    title: str
    authority: SigningAuthority = SigningAuthority.OWN
    head_title: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper handed in: its name, in which form, how many."""

    name: str
    form: str = ""
    count: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgencyDue:
    """One agency's share of an interconnected dossier."""

    agency: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a dossier was received, and when its result is promised."""

    kind: ClassVar = PaperKind.RECEIPT
    head: Head
    applicant: Applicant
    received_at: datetime
    due_at: datetime | None
    time_limit: str
    papers: tuple[PaperLine, ...]
    officer: Officer
    sets: int = 1
    request: str = ""
    agencies: tuple[AgencyDue, ...] = ()
    return_way: str = ""
    fee: str = ""
    book: str = ""
    order_number: str = ""
    desk_phone: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A paper that is missing or wrong, what is the matter, and what to do."""

    name: str
    problem: str
    to_do: str = ""


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """What is to be added or mended, why, and until when."""

    kind: ClassVar = PaperKind.SUPPLEMENT_REQUEST
    head: Head
    applicant: Applicant
    stage: str
    lacking: tuple[Lacking, ...]
    reason: str
    legal_basis: str
    officer: Officer
    respond_by: datetime | None = None
    after_answer: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a dossier is not taken, why, and where to turn."""

    kind: ClassVar = PaperKind.REFUSAL
    head: Head
    applicant: Applicant
    reasons: tuple[str, ...]
    legal_basis: str
    officer: Officer
    request: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Apology:
    """That a promise will not be kept, why, the apology, and the new date; none where it was extended before."""

    kind: ClassVar = PaperKind.APOLOGY
    head: Head
    applicant: Applicant
    received_at: datetime
    due_at: datetime
    new_due_at: datetime | None
    reason: str
    signer: SignBlock
    responsible: str = ""
    return_way: str = ""
    desk_phone: str = ""


@dataclass(frozen=True, slots=True)
class StopNotice:
    """That work on a dossier ends without a result, why, and what becomes of papers and money."""

    kind: ClassVar = PaperKind.STOP
    head: Head
    applicant: Applicant
    received_at: datetime
    stage: str
    reason: str
    legal_basis: str
    signer: SignBlock
    papers: str = ""
    money: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One passing of a dossier from hand to hand. `result` is early, on time or late in words."""

    giver: str
    receiver: str
    handed_at: datetime
    received_at: datetime | None = None
    due_at: datetime | None = None
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSlip:
    """Through which hands a dossier went, when, and whether in time."""

    kind: ClassVar = PaperKind.CONTROL_SLIP
    head: Head
    applicant: Applicant
    received_at: datetime
    due_at: datetime | None
    hand_overs: tuple[HandOver, ...]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One dossier in the register."""

    dossier_code: str
    procedure_name: str
    papers: int
    applicant: str
    received_at: datetime
    address: str = ""
    phone: str = ""
    agency: str = ""
    due_at: datetime | None = None
    result_at: datetime | None = None
    returned_at: datetime | None = None
    return_way: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """Whose register it is and which days it covers; the rows come apart, as many as there are."""

    kind: ClassVar = PaperKind.REGISTER
    agency: str
    place: str
    made_at: datetime
    first_day: date
    last_day: date
    superior: str = ""
    unit: str = ""
    book: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class ResultPaper:
    """A decision, certificate or letter that answers a dossier. Without `kind_name` it is a letter.

    `number` and `on` stay empty until the records office gives them.
    """

    agency: str
    place: str
    title: str
    body: tuple[str, ...]
    signer: SignBlock
    made_at: datetime
    superior: str = ""
    kind_name: str = ""
    number: str = ""
    symbol: str = ""
    on: date | None = None
    addressee: str = ""
    basis: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    dossier_code: str = ""
    procedure_code: str = ""
    applicant_identifier: str = ""
    verify_at: str = ""
    is_sample: bool = False


Paper = Receipt | SupplementRequest | Refusal | Apology | StopNotice | ControlSlip
PAPERS: tuple[type[Paper], ...] = (Receipt, SupplementRequest, Refusal, Apology, StopNotice, ControlSlip)
