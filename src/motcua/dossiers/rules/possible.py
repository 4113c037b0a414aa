"""Which acts a person may do to a dossier as it stands: the table of moves, the step at hand, what they may where.

Pure: the facts are read before, so that nobody has to try an act to learn whether it is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from motcua.accounts.enums import Capability, Role
from motcua.dossiers.enums import DeliveryStatus, Status, Verb
from motcua.dossiers.rules.abilities import ASKED, OWN_ACTS, STEP_CAPABILITY, Where
from motcua.dossiers.rules.moves import may_move
from motcua.workflow.enums import Act as StepAct

V = Verb

# Acts that the step at hand must allow.
STEP_ACTS: Mapping[Verb, StepAct] = MappingProxyType(
    {
        V.FORWARD: StepAct.FORWARD,
        V.CONSULT: StepAct.CONSULT,
        V.REQUEST_SUPPLEMENT: StepAct.REQUEST_SUPPLEMENT,
        V.RETURN_INELIGIBLE: StepAct.RETURN_INELIGIBLE,
        V.REQUIRE_PAYMENT: StepAct.REQUIRE_PAYMENT,
        V.PROPOSE: StepAct.PROPOSE,
        V.APPROVE: StepAct.APPROVE,
        V.SEND_BACK: StepAct.SEND_BACK,
        V.SIGN: StepAct.SIGN,
        V.ISSUE: StepAct.ISSUE,
    }
)
# By which acts a dossier comes to the next officer, who may not have begun yet.
TAKEN_BACK = frozenset({V.FORWARD, V.ASSIGN, V.SEND_BACK, V.PROPOSE, V.APPROVE})

# The order of the bar; the first that may be done is the one to do next.
_ORDER = (
    V.ACCEPT_TRANSFER,
    V.TRANSFER,
    V.RECEIVE,
    V.RECEIVE_SUPPLEMENT,
    V.CONFIRM_PAYMENT,
    V.ANSWER_CONSULTATION,
    V.PROPOSE,
    V.APPROVE,
    V.SIGN,
    V.ISSUE,
    V.RETURN_RESULT,
    V.ASSIGN,
    V.FORWARD,
    V.START_WORK,
    V.REQUEST_INTAKE_SUPPLEMENT,
    V.REQUEST_SUPPLEMENT,
    V.CONSULT,
    V.REQUIRE_PAYMENT,
    V.SEND_BACK,
    V.RETURN_INELIGIBLE,
    V.TAKE_BACK,
    V.EXTEND,
    V.APOLOGISE,
    V.REFUSE_INTAKE,
    V.STOP,
    V.WITHDRAW,
    V.REOPEN,
    V.WRITE_MESSAGE,
)
_NEVER_FIRST = frozenset(
    {V.START_WORK, V.WRITE_MESSAGE, V.TAKE_BACK, V.WITHDRAW, V.STOP, V.REFUSE_INTAKE, V.REOPEN}
)


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """One act of the bar. `why_not` says why it cannot be done right now; "" when it can."""

    verb: Verb
    label: str
    is_primary: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ActFacts:
    """What the answer depends on. `able` names, for each capability, the agencies of the dossier where the person
    has it; `left_by` is how the dossier came to the step at hand."""

    status: Status
    delivery: DeliveryStatus
    person: UUID
    at: datetime
    reception: UUID
    competent: UUID
    holder_agency: UUID | None
    holder: UUID | None
    holder_name: str
    step_role: Role | None
    step_acts: Collection[StepAct]
    able: Mapping[Capability, Collection[UUID]]
    is_own: bool = False
    is_reader: bool = False
    sent_by: UUID | None = None
    left_by: str = ""
    is_begun: bool = True
    is_asked: bool = False
    is_elsewhere: bool = False
    is_on_its_way: bool = False
    due_at: datetime | None = None
    finished_at: datetime | None = None
    is_extended: bool = False
    is_apologised: bool = False
    left_vnd: int = 0
    places: Mapping[Where, UUID | None] = field(init=False)

    def __post_init__(self) -> None:
        places = {
            Where.RECEPTION: self.reception,
            Where.HOLDER: self.holder_agency,
            Where.COMPETENT: self.competent,
        }
        object.__setattr__(self, "places", places)

    @property
    def is_late(self) -> bool:
        """Whether the dossier is, or was answered, later than promised."""
        return self.due_at is not None and (self.finished_at or self.at) > self.due_at


def possible_acts(facts: ActFacts) -> list[PossibleAct]:
    """The acts for this person, in the order of the bar. Acts that are not theirs are left out; acts that are
    theirs but cannot be done right now come with the reason. At most one is primary."""
    found = list(_found(facts))
    first = next((one for one in found if not one.why_not and one.verb not in _NEVER_FIRST), None)
    return [PossibleAct(one.verb, one.label, is_primary=one is first, why_not=one.why_not) for one in found]


def _found(facts: ActFacts) -> Iterator[PossibleAct]:
    for verb in _ORDER:
        if not may_move(facts.status, verb) or not _fits(facts, verb) or not _is_theirs(facts, verb):
            continue
        yield PossibleAct(verb, _label(facts, verb), why_not=_why_not(facts, verb))


def _fits(facts: ActFacts, verb: Verb) -> bool:
    """Whether the act makes sense at the step and at the moment at all."""
    if verb in STEP_ACTS:
        return STEP_ACTS[verb] in facts.step_acts
    fits = _FITS.get(verb)
    return fits is None or fits(facts)


_FITS: Mapping[Verb, Callable[[ActFacts], bool]] = {
    V.TAKE_BACK: lambda facts: facts.left_by in TAKEN_BACK and not facts.is_begun,
    V.START_WORK: lambda facts: not facts.is_begun or facts.holder is None,
    V.TRANSFER: lambda facts: facts.is_elsewhere and not facts.is_on_its_way,
    V.ACCEPT_TRANSFER: lambda facts: facts.is_on_its_way,
    V.EXTEND: lambda facts: facts.due_at is not None,
    V.APOLOGISE: lambda facts: facts.is_late,
    V.RETURN_RESULT: lambda facts: facts.delivery is not DeliveryStatus.DELIVERED,
    V.ANSWER_CONSULTATION: lambda facts: facts.is_asked,
}


def _is_theirs(facts: ActFacts, verb: Verb) -> bool:
    """Whether the person may do such an act where the dossier is; mirrors policy.require_act."""
    if verb in OWN_ACTS and facts.is_own:
        return True
    if verb is V.TAKE_BACK:
        return facts.sent_by == facts.person
    if verb is V.ANSWER_CONSULTATION:
        return facts.is_asked
    if verb is V.WRITE_MESSAGE:
        return facts.is_reader
    if verb in ASKED:
        capability, where = ASKED[verb]
        places = {facts.places[where]} | ({facts.competent} if where is not Where.HOLDER else set())
        return not places.isdisjoint(facts.able.get(capability, ()))
    at = facts.holder_agency or facts.reception
    capability = STEP_CAPABILITY[facts.step_role or Role.RECEPTION_OFFICER]
    return at in facts.able.get(capability, ())


def _label(facts: ActFacts, verb: Verb) -> str:
    if verb is V.ASSIGN and StepAct.ASSIGN not in facts.step_acts:
        return "Giao lại"
    return verb.label


def _why_not(facts: ActFacts, verb: Verb) -> str:
    at_step = (verb in STEP_ACTS and verb not in ASKED) or verb is V.START_WORK
    if at_step and facts.holder is not None and facts.holder != facts.person:
        return f"Hồ sơ đang giao cho {facts.holder_name}."
    if verb is V.FORWARD and facts.is_elsewhere:
        return "Chuyển hồ sơ tới cơ quan có thẩm quyền trước."
    if verb is V.EXTEND and facts.is_extended:
        return "Đã gia hạn một lần; chỉ được hẹn lại một lần."
    if verb is V.APOLOGISE and facts.is_apologised:
        return "Đã có văn bản xin lỗi."
    if verb is V.CONFIRM_PAYMENT and facts.left_vnd:
        return "Còn khoản chưa nộp; thu tiền hoặc miễn, giảm trước."
    return ""
