"""One act on many dossiers: each is an act of its own through its own action, and tells its own outcome.

A refusal of one leaves the others as they are; nothing is half done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.documents.enums import SigningAuthority
from motcua.dossiers.actions.handling import assign
from motcua.dossiers.actions.results import approve, return_result, sign
from motcua.dossiers.enums import ReturnWay, Verb
from motcua.kernel.refusals import Refused

# What can be done to many at once; who reads each dossier first does not lose by it.
IN_BULK = (Verb.ASSIGN, Verb.APPROVE, Verb.SIGN, Verb.RETURN_RESULT)
MOST = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """A dossier that was ticked, as it was seen: whoever changed it since is not overruled."""

    dossier_id: UUID
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one: `refusal` None means it was done."""

    dossier_id: UUID
    refusal: Refused | None = None

    @property
    def is_done(self) -> bool:
        """Whether the act was done."""
        return self.refusal is None


def assign_many(
    *,
    chosen: Sequence[Chosen],
    by: Person,
    at: datetime,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    note: str = "",
) -> list[Outcome]:
    """Give each to the same person or division; an outcome for each, in the order given.

    :raises Refused: "bulk-too-many", "bulk-nothing-chosen".
    """
    return _each(
        chosen,
        lambda one: assign(
            dossier_id=one.dossier_id,
            by=by,
            at=at,
            seen=one.seen,
            person_id=person_id,
            unit_id=unit_id,
            note=note,
        ),
    )


def approve_many(*, chosen: Sequence[Chosen], by: Person, at: datetime, note: str = "") -> list[Outcome]:
    """Approve the proposed result of each.

    :raises Refused: "bulk-too-many", "bulk-nothing-chosen".
    """
    return _each(
        chosen, lambda one: approve(dossier_id=one.dossier_id, by=by, at=at, seen=one.seen, note=note)
    )


def sign_many(
    *,
    chosen: Sequence[Chosen],
    by: Person,
    at: datetime,
    authority: SigningAuthority = SigningAuthority.OWN,
    head_title: str = "",
) -> list[Outcome]:
    """Sign the approved result of each.

    :raises Refused: "bulk-too-many", "bulk-nothing-chosen".
    """
    return _each(
        chosen,
        lambda one: sign(
            dossier_id=one.dossier_id,
            by=by,
            at=at,
            seen=one.seen,
            authority=authority,
            head_title=head_title,
        ),
    )


def return_many(
    *, chosen: Sequence[Chosen], by: Person, at: datetime, way: ReturnWay, taken_by: str, proof: str
) -> list[Outcome]:
    """Hand over the result of each in the same way to the same person, such as one school that fetches for many.

    :raises Refused: "bulk-too-many", "bulk-nothing-chosen".
    """
    return _each(
        chosen,
        lambda one: return_result(
            dossier_id=one.dossier_id,
            by=by,
            at=at,
            seen=one.seen,
            way=way,
            taken_by=taken_by,
            proof=proof,
        ),
    )


def _each(chosen: Sequence[Chosen], act: Callable[[Chosen], object]) -> list[Outcome]:
    if not chosen:
        raise Refused("bulk-nothing-chosen", "Chưa chọn hồ sơ nào. Đánh dấu các hồ sơ trong danh sách.")
    if len(chosen) > MOST:
        raise Refused("bulk-too-many", f"Mỗi lần làm nhiều nhất {MOST} hồ sơ. Bỏ bớt dấu chọn rồi làm tiếp.")
    return [_tried(one, act) for one in dict.fromkeys(chosen)]


def _tried(one: Chosen, act: Callable[[Chosen], object]) -> Outcome:
    try:
        act(one)
    except Refused as refused:
        return Outcome(one.dossier_id, refused)
    return Outcome(one.dossier_id)
