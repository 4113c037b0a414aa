"""The changes of one version made to another version of the same procedure, whose parts may stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from motcua.kernel.refusals import Refused
from motcua.reviews.rules.changes.effects import Change, target_of, targets
from motcua.reviews.rules.changes.facts import Neighbour, Part, ProcedureFacts


def moved(changes: Iterable[Change], *, out_of: ProcedureFacts, into: ProcedureFacts) -> list[Change]:
    """The same changes to the version `into`: a part is found again by its place and name, else by its name, else by
    what it is.

    :raises Refused: "scenario-other-version" when a part is not in that version any more.
    """
    return [_moved(change, out_of, into) for change in changes]


def _moved(change: Change, out_of: ProcedureFacts, into: ProcedureFacts) -> Change:
    part = target_of(change, out_of)
    if part is None or isinstance(part, Neighbour):
        return change
    known = {key: one for key, one in targets(change.kind, into).items() if isinstance(one, Part)}
    if change.target in known and known[change.target].name == part.name:
        return change
    alike = [one.key for one in known.values() if one.name == part.name] or [
        one.key for one in known.values() if part.same_as and one.same_as == part.same_as
    ]
    if not alike:
        raise Refused(
            "scenario-other-version",
            f"Phương án thử lập trên phiên bản khác của thủ tục {into.code}: “{part.name}” không có trong phiên bản "
            "đang rà soát. Mở lại phương án thử, chọn lại thay đổi rồi lưu.",
            field="scenario",
        )
    return replace(change, target=alike[0])
