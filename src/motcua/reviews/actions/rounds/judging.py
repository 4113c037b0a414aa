"""What a trial thinks of each constituent, written into the review form.

What the reviewer decided otherwise than to keep stays, except that a paper which the trial takes away is taken away;
a reason somebody wrote stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from motcua.catalogue.enums import Constituent
from motcua.reviews.enums.proposals import Verdict
from motcua.reviews.models import ReviewedPart, ReviewForm
from motcua.reviews.rules.rounds.following.taking import Judged, Taken
from motcua.reviews.rules.rounds.prefill import is_nothing

_GONE = frozenset({Verdict.DROP, Verdict.DATA})


def judge_parts(form: ReviewForm, taken: Taken, *, drafted: Collection[str] = ()) -> None:
    """Write what the trial thinks; verdicts whose reason was drafted from it before and which it does not say any more
    are open again."""
    rows = list(form.parts.all())
    wanted = dict(_wanted(rows, taken))
    for row in rows:
        judged = wanted.get(row.position)
        if row.reason in drafted and (judged is None or judged.reason != row.reason):
            row.verdict, row.reason = "", ""
        if judged is not None:
            _judge(row, judged)
    ReviewedPart.objects.bulk_update(rows, ["verdict", "reason"])


def _wanted(rows: Collection[ReviewedPart], taken: Taken) -> Iterator[tuple[int, Judged]]:
    papers = [row for row in rows if row.constituent == Constituent.COMPONENTS and not is_nothing(row.said)]
    for place, row in enumerate(papers, start=1):
        if str(place) in taken.papers:
            yield row.position, taken.papers[str(place)]
    for constituent, judged in taken.parts.items():
        for row in [one for one in rows if one.constituent == constituent][:1]:
            yield row.position, judged


def _judge(row: ReviewedPart, judged: Judged) -> None:
    if row.verdict in {"", Verdict.KEEP} or (judged.verdict in _GONE and row.verdict not in _GONE):
        row.verdict = judged.verdict
    row.reason = row.reason or judged.reason
