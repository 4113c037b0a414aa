"""From which state a proposal comes to which other, and what follows from what was thought of papers.

Basis: Nghị định 63/2010/NĐ-CP, Điều 31: proposals are approved, carried out, and the carrying out is followed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from motcua.reviews.enums.proposals import ProposalStatus, Verdict

PROPOSAL_GOES: Mapping[ProposalStatus, frozenset[ProposalStatus]] = MappingProxyType(
    {
        ProposalStatus.DRAFT: frozenset({ProposalStatus.SUBMITTED}),
        ProposalStatus.SUBMITTED: frozenset(
            {ProposalStatus.DRAFT, ProposalStatus.APPROVED, ProposalStatus.REJECTED}
        ),
        ProposalStatus.APPROVED: frozenset({ProposalStatus.CARRIED_OUT}),
        ProposalStatus.CARRIED_OUT: frozenset({ProposalStatus.MEASURED, ProposalStatus.APPROVED}),
        ProposalStatus.MEASURED: frozenset({ProposalStatus.MEASURED}),
        ProposalStatus.REJECTED: frozenset(),
    }
)
# Approved, and of those the ones that are carried out.
DECIDED = frozenset({ProposalStatus.APPROVED, ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED})
EXECUTED = frozenset({ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED})

_COUNTS = re.compile(r"; \d+ bản (?:chính|sao)(?:, \d+ bản (?:chính|sao))*$")


def proposal_may_become(now: ProposalStatus, then: ProposalStatus) -> bool:
    """Whether a proposal in state `now` may come to `then` by one act."""
    return then in PROPOSAL_GOES[now]


def papers_left(verdicts: Sequence[Verdict | None]) -> tuple[int, int]:
    """How many papers are asked for now, and how many would be after what was thought of each: dropped papers and
    those replaced by data are not asked for any more."""
    papers = list(verdicts)
    gone = sum(verdict in {Verdict.DROP, Verdict.DATA} for verdict in papers)
    return len(papers), len(papers) - gone


def paper_named(said: str) -> str:
    """The paper as the review form has it, without how many originals and copies stand behind its name."""
    return _COUNTS.sub("", said)
