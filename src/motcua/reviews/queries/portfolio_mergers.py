"""Which procedures of an agency might be merged, and what that would do to its portfolio."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from motcua.catalogue.queries.contents import contents_of
from motcua.kernel.text import fold
from motcua.reviews.enums import Clue
from motcua.reviews.queries.changes.facts import current_versions
from motcua.reviews.queries.findings.finding import findings, seen
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.content import conditions_of, papers_of
from motcua.reviews.rules.changes.mergers import Asks, disjoint


@dataclass(frozen=True, slots=True)
class Candidate:
    """Procedures of the agency that are so alike that they might be one, and why in words."""

    key: str
    codes: tuple[str, ...]
    says: str


def merger_candidates(scope: Scope, *, codes: Collection[str]) -> list[Candidate]:
    """The groups that were found alike and not put aside, as far as they are of the agency's own procedures (`codes`);
    groups that share one are one."""
    found = findings(agency_id=scope.agency_id, at=scope.at, clues=[Clue.MERGE])
    standing = [one.finding for one in seen(found, agency_id=scope.agency_id)[Clue.MERGE] if not one.is_aside]
    own = set(codes)
    groups = [(own & set(one.parts), one.says) for one in standing]
    said = {code: says for group, says in groups for code in group}
    return [
        Candidate(group[0], group, said[group[0]]) for group in disjoint(group for group, _says in groups)
    ]


def asks_of(codes: Collection[str], scope: Scope) -> Mapping[str, Asks]:
    """What these procedures ask today, by code: papers by what they are, conditions by their words. Some six queries,
    however many procedures."""
    versions = current_versions(scope, codes=codes)
    contents = contents_of(set(versions.values()))
    return {
        code: Asks(
            tuple(paper.same_as or fold(paper.name) for paper in papers_of(contents[version])),
            tuple(one.same_as for one in conditions_of(contents[version])),
        )
        for code, version in versions.items()
    }
