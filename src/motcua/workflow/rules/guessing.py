"""What a table or drawing that was not made here most likely means: kinds, roles and acts from ordinary words.

Everything guessed is said to the person, who sees it in the draft and corrects it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from motcua.accounts.enums import Role
from motcua.kernel.text import fold
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.processes import MoveContent

ACTS: Mapping[StepKind, frozenset[Act]] = MappingProxyType(
    {
        StepKind.RECEPTION: frozenset({Act.FORWARD, Act.REQUEST_SUPPLEMENT, Act.REQUIRE_PAYMENT, Act.REFUSE}),
        StepKind.ASSIGNMENT: frozenset({Act.ASSIGN}),
        StepKind.APPRAISAL: frozenset(
            {
                Act.PROPOSE,
                Act.CONSULT,
                Act.REQUEST_SUPPLEMENT,
                Act.RETURN_INELIGIBLE,
                Act.REFUSE,
                Act.STOP,
                Act.EXTEND,
            }
        ),
        StepKind.CONSULTATION: frozenset({Act.FORWARD, Act.CONSULT}),
        StepKind.APPROVAL: frozenset({Act.APPROVE, Act.EXTEND}),
        StepKind.SIGNING: frozenset({Act.SIGN, Act.EXTEND}),
        StepKind.ISSUING: frozenset({Act.ISSUE}),
        StepKind.RETURNING: frozenset({Act.RETURN_RESULT}),
    }
)
AHEAD: Mapping[StepKind, Act] = MappingProxyType(
    {
        StepKind.RECEPTION: Act.FORWARD,
        StepKind.ASSIGNMENT: Act.ASSIGN,
        StepKind.APPRAISAL: Act.PROPOSE,
        StepKind.CONSULTATION: Act.FORWARD,
        StepKind.APPROVAL: Act.APPROVE,
        StepKind.SIGNING: Act.SIGN,
        StepKind.ISSUING: Act.ISSUE,
        StepKind.RETURNING: Act.FORWARD,
    }
)
_KINDS: Sequence[tuple[StepKind, Sequence[str]]] = (
    (StepKind.CONSULTATION, ("lay y kien", "tham van", "xin y kien")),
    (StepKind.ASSIGNMENT, ("phan cong", "giao viec", "phan xu ly")),
    (StepKind.ISSUING, ("vao so", "dong dau", "ban hanh", "phat hanh", "cap so")),
    (StepKind.SIGNING, ("ky", "ky duyet", "ky so")),
    (StepKind.APPRAISAL, ("tham dinh", "tham tra", "xac minh", "giai quyet", "du thao", "thu ly", "xu ly")),
    (StepKind.APPROVAL, ("duyet", "xem xet", "phe duyet", "cho y kien")),
    (StepKind.RETURNING, ("tra ket qua",)),
    (StepKind.RECEPTION, ("tiep nhan", "nhan ho so")),
)
_NAMED_ROLES: Sequence[tuple[Role, Sequence[str]]] = (
    (Role.RECORDS_OFFICER, ("van thu",)),
    (Role.FINANCE_OFFICER, ("ke toan",)),
    (
        Role.HEAD,
        (
            "lanh dao",
            "truong phong",
            "pho phong",
            "giam doc",
            "chu tich",
            "hieu truong",
            "chanh van phong",
            "thu truong",
        ),
    ),
    (
        Role.RECEPTION_OFFICER,
        ("tiep nhan", "mot cua", "tra ket qua", "trung tam phuc vu hanh chinh cong", "ttpvhcc"),
    ),
)
_HANDLERS = ("chuyen vien", "cong chuc", "vien chuc", "can bo", "thu ly", "phong chuyen mon", "nhan vien")


def kind_of(work: str, *, is_first: bool, is_last: bool) -> StepKind:
    """The kind of step that the words for its work tell of; an appraisal when they tell nothing."""
    words = f" {fold(work)} ".replace(" dang ky ", " ")
    if is_first and (" tiep nhan " in words or " nhan " in words):
        return StepKind.RECEPTION
    if is_last and " tra " in words:
        return StepKind.RETURNING
    return next(
        (kind for kind, said in _KINDS if any(f" {phrase} " in words for phrase in said)), StepKind.APPRAISAL
    )


def role_of(words: str) -> Role | None:
    """The one role that the words for who is responsible name; None when they name none, or several."""
    plain = fold(words)
    for role in Role:
        if plain in {fold(role.label), fold(role.value)}:
            return role
    spaced = f" {plain} "
    named = [role for role, said in _NAMED_ROLES if any(f" {phrase} " in spaced for phrase in said)]
    if len(named) == 1:
        return named[0]
    if not named and any(f" {phrase} " in spaced for phrase in _HANDLERS):
        return Role.HANDLER
    return None


def act_of(words: str) -> Act | None:
    """The act that its label or code names, however written."""
    plain = fold(words)
    return next((act for act in Act if plain in {fold(act.label), fold(act.value)}), None)


def step_kind_of(words: str) -> StepKind | None:
    """The kind that its label or code names, however written."""
    plain = fold(words)
    return next((kind for kind in StepKind if plain in {fold(kind.label), fold(kind.value)}), None)


def moves_in_order(keys: Sequence[str], kinds: Sequence[StepKind]) -> list[tuple[MoveContent, ...]]:
    """The moves of a plain table: from each step to the next, by the act that its kind is for."""
    following = [*keys[1:], ""]
    return [
        (MoveContent(AHEAD[kind], to_key),) if to_key else ()
        for kind, to_key in zip(kinds, following, strict=True)
    ]
