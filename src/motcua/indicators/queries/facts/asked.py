"""The dated facts of each source in SQL: which rows belong to a window, whose they are, in which tally each stands.

Every statement begins with `ASKED`, the only place that takes values: many windows and places are counted at once.
`since` and `until` are instants, `until` being where the window ends or the figures are closed, whichever is earlier;
a row belongs to the moment at which it happened, so a dossier finished on a Saturday is that Saturday's. What was
entered after the closing (`known`) is not seen. A mutable column is read through the journal where it may have changed
since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.indicators.enums import Dimension, Tally

# Under whom an agency stands on the last day of a window; one that has ended stays where it stood at its end, so that
# what it did is not lost from the sum above it.
ASKED = """
    WITH RECURSIVE asked AS (
        SELECT a.*, (a.until AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today,
               (a.since AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS first_day,
               ((a.until - interval '1 microsecond') AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS last_day,
               date_trunc('day', a.until, 'Asia/Ho_Chi_Minh') AS today_at
        FROM unnest(%s::int[], %s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
            AS a (n, place, since, until, known)
    ), unheard (id) AS (
        SELECT unnest(%s::uuid[])
    ), below (n, id) AS (
        SELECT n, place FROM asked WHERE place IS NOT NULL
        UNION
        SELECT b.n, s.agency_id
        FROM below b
        JOIN asked a ON a.n = b.n
        JOIN organisations_subordination s ON s.parent_id = b.id
        JOIN organisations_agency g ON g.id = s.agency_id
        WHERE s.in_force @> a.last_day
           OR (upper(g.held) <= a.last_day AND upper(s.in_force) >= upper(g.held))
    )
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """One source: its rows joined to `asked a`, the agency whose each row is (`whose`, else `working`), and for each
    tally the condition under which a row stands in it. `parts` gives the key of a row in a dimension; `within` is the
    condition that a row belongs to a place, where it has not one agency. A row counts `number`: one, where it does not
    stand for several. Of what people say of single dossiers: `said_at`, the instant to whose month a row belongs, and
    `people`, the tallies that say how many are hidden among one another (see `queries.telling`)."""

    rows: str
    row: str
    whose: str
    tallies: Mapping[Tally, str]
    working: str = ""
    within: str = ""
    parts: Mapping[Dimension, str] = field(default_factory=dict)
    number: str = "1"
    said_at: str = ""
    people: tuple[Tally, ...] = ()

    @property
    def in_place(self) -> str:
        """The condition that a row belongs to the place asked for or one below it; None asked for is everything."""
        if self.within:
            return f"(a.place IS NULL OR {self.within})"
        within = "a.place IS NULL OR (a.n, {0}) IN (SELECT n, id FROM below)"
        found = within.format(self.whose)
        return (
            f"({found} OR (a.n, {self.working}) IN (SELECT n, id FROM below))"
            if self.working
            else f"({found})"
        )

    @property
    def agency(self) -> str:
        """The one agency in the place to which a row is counted."""
        if not self.working:
            return self.whose
        return (
            f"CASE WHEN a.place IS NULL OR (a.n, {self.whose}) IN (SELECT n, id FROM below)"
            f" THEN {self.whose} ELSE {self.working} END"
        )

    def key(self, dimension: Dimension) -> str:
        """The key of a row in the dimension, as text."""
        said = self.agency if dimension is Dimension.AGENCY else self.parts[dimension]
        return f"({said})::text"
