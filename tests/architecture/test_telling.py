"""Doors of what people say: each is written down with its rule, and none counts past the gate."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from motcua.indicators.enums import Tally
from motcua.indicators.queries.measuring import cross
from motcua.indicators.rules.declared import MEASURES
from motcua.indicators.rules.measures import SEALED

TOP = Path(__file__).resolve().parents[2]
SOURCE = TOP / "src" / "motcua"
TABLE = TOP / "docs" / "telling.md"
# Who asks one of these gets numbers of what people say.
COUNTS = {
    "motcua.indicators.queries.measuring": {"measure", "figures", "tallied", "over", "count", "cross"},
    "motcua.indicators.queries.telling": {"told", "told_within"},
    "motcua.indicators.queries.scores": {"scores"},
    "motcua.indicators.queries.evaluations": {"evaluate", "officer_sheets"},
    "motcua.indicators.queries.rows": {"rows_of"},
    "motcua.feedback.queries.rating_figures": {"figures_of", "comments_of", "Scope"},
    "motcua.feedback.queries.rating_summaries": {"counted_of", "published_summaries"},
    "motcua.feedback.queries.surveys.results": {
        "results_of",
        "results_of_many",
        "theme_counts",
        "by_channel",
    },
}
# What counts for the doors.
COUNTED_IN = {
    f"indicators/queries/{name}.py" for name in ("measuring", "telling", "scores", "evaluations", "rows")
}
# Where single ratings may be touched: kept, flagged, looked through, counted for the gate.
RATINGS_IN = {
    "feedback/actions",
    "feedback/models",
    "feedback/migrations",
    "feedback/queries/ratings.py",
    "feedback/queries/rating_work.py",
    "feedback/queries/rating_figures.py",
    "indicators/queries/facts/dossiers.py",
    "config",
    "simulation",
}


def files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def asks(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(COUNTS.get(node.module or "", set()) & {name.name for name in node.names} for node in imports)


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_every_door_is_written_down() -> None:
    """A new door of numbers needs a row in docs/telling.md: who reads there, and what keeps small numbers back."""
    doors = {name_of(path) for path in files() if asks(path) and name_of(path) not in COUNTED_IN}
    assert len(doors) > 10
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    written = set(re.findall(r"`([a-z_/]+\.py)`", " ".join(rows)))
    assert doors - written == set(), "without a row in docs/telling.md"
    assert {name for name in written if not (SOURCE / name).exists()} == set()


def test_single_ratings_are_touched_where_they_are_kept() -> None:
    touching = re.compile(r"\bRating(Answer)?\.objects\b|\bfeedback_rating(answer)?\b")
    found = {name_of(path) for path in files() if touching.search(path.read_text(encoding="utf-8"))}
    beyond = {name for name in found if not any(name.startswith(each) for each in RATINGS_IN)}
    assert beyond == set()


@pytest.mark.parametrize("tally", sorted(SEALED))
def test_what_people_say_of_dossiers_is_counted_by_the_gate_alone(tally: Tally) -> None:
    with pytest.raises(ValueError, match=r"queries\.telling alone"):
        cross((tally,), [], by=())


def test_every_measure_moved_by_ratings_is_parted_by_bodies_alone() -> None:
    rated = [known for known in MEASURES if known.is_rated]
    assert len(rated) > 1
    for known in rated:
        assert known.is_voice, known.code
        assert [each.value for each in known.dimensions] == ["agency"], known.code
