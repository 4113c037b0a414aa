"""Tables by their drawn lines. Two neighbouring fields of the grid are one cell where no line runs between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from motcua.documents.reading.blocks import Cell, Place, Table
from motcua.documents.reading.joining import join_lines, put_together
from motcua.documents.reading.pdf.letters import Letter, Rule
from motcua.documents.reading.pdf.raw_lines import cell_lines
from motcua.documents.reading.pdf.rows import rows_of

_NEAR = 2.5  # points: lines this near are one line
_REACH = 4.0  # points: how far a line may end before the one it should meet
_LEAST_LENGTH = 6.0
_COVERED = 0.6  # of a side that has to be drawn
_OPEN_SIDE = 8.0
_MOST_FIELDS = 12_000
_MOST_RULES = 12_000


@dataclass(slots=True)
class Frame:
    """A table as it is drawn: the lines of its grid, and to which cell each field belongs."""

    xs: list[float]
    ys: list[float]
    owner: list[list[int]]  # per row and column of the grid: the number of the cell's first field
    letters: dict[int, list[Letter]] = field(default_factory=dict)

    def take(self, letter: Letter) -> bool:
        """Put a letter into the cell it stands in; False when it stands outside."""
        x, y = (letter.x0 + letter.x1) / 2, letter.base - 0.3 * letter.size
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return False
        self.letters.setdefault(self.owner[row][column], []).append(letter)
        return True

    @property
    def cells(self) -> int:
        return len({number for row in self.owner for number in row})

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    @property
    def top(self) -> float:
        return self.ys[0]

    def holds(self, letter: Letter) -> bool:
        """Whether a letter stands inside of the frame."""
        x, y = (letter.x0 + letter.x1) / 2, letter.base - 0.3 * letter.size
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def frames_of(rules: Sequence[Rule]) -> list[Frame]:
    """The tables that lines draw, from the top."""
    if len(rules) < 4 or len(rules) > _MOST_RULES:
        return []
    across = _merged(rule for rule in rules if rule.is_horizontal)
    down = _merged(rule for rule in rules if not rule.is_horizontal)
    if len(across) * len(down) > _MOST_FIELDS:
        return []
    frames = [_frame(*group) for group in _groups(across, down)]
    return sorted((frame for frame in frames if frame is not None), key=lambda frame: frame.top)


def table_of(frame: Frame, place: Place) -> Table | None:
    """The table of a frame whose letters were taken; None when it has no words."""
    texts = {number: _cell_text(frame, number, letters) for number, letters in frame.letters.items()}
    if not any(text for text, _ in texts.values()):
        return None
    columns = len(frame.xs) - 1
    rows = []
    for row, owners in enumerate(frame.owner):
        cells = tuple(
            Cell(
                text=texts.get(owner, ("", False))[0],
                place=Place(page=place.page, table=place.table, row=row + 1, column=column + 1),
                is_inherited=owner != row * columns + column,
                is_bold=texts.get(owner, ("", False))[1],
            )
            for column, owner in enumerate(owners)
        )
        if any(cell.text for cell in cells):
            rows.append(cells)
    return Table(rows=_without_repeated_columns(rows), place=place)


def _without_repeated_columns(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """A column in which no cell begins comes from a doubled line and is left out."""
    kept = [column for column in range(len(rows[0])) if any(not row[column].is_inherited for row in rows)]
    return tuple(tuple(row[column] for column in kept) for row in rows)


def _cell_text(frame: Frame, number: int, letters: Sequence[Letter]) -> tuple[str, bool]:
    columns = len(frame.xs) - 1
    row, column = divmod(number, columns)
    last = max(other for other in range(column, columns) if frame.owner[row][other] == number)
    rows = rows_of(letters, is_cell=True)
    lines = cell_lines(rows, left=frame.xs[column], right=frame.xs[last + 1])
    text = "\n".join(put_together(line.text for line in group) for group in join_lines(lines))
    return text, bool(lines) and all(line.is_bold for line in lines)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line put together: borders are often drawn cell by cell."""
    merged: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda each: each.at):
        if group and rule.at - group[0].at > _NEAR:
            merged.extend(_chained(group))
            group = []
        group.append(rule)
    merged.extend(_chained(group))
    return [rule for rule in merged if rule.end - rule.start >= _LEAST_LENGTH]


def _chained(group: list[Rule]) -> list[Rule]:
    if not group:
        return []
    at = sum(rule.at for rule in group) / len(group)
    chains: list[Rule] = []
    for rule in sorted(group, key=lambda each: each.start):
        if chains and rule.start <= chains[-1].end + _REACH:
            last = chains[-1]
            chains[-1] = Rule(rule.is_horizontal, at, last.start, max(last.end, rule.end))
        else:
            chains.append(Rule(rule.is_horizontal, at, rule.start, rule.end))
    return chains


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, directly or through others, belong to one table."""
    parents = list(range(len(across) + len(down)))

    for first, horizontal in enumerate(across):
        for second, vertical in enumerate(down):
            if _meet(horizontal, vertical):
                _unite(parents, first, len(across) + second)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*across, *down]):
        found.setdefault(_root(parents, number), ([], []))[0 if rule.is_horizontal else 1].append(rule)
    return [group for group in found.values() if len(group[0]) > 1 and group[1]]


def _meet(horizontal: Rule, vertical: Rule) -> bool:
    return (
        horizontal.start - _REACH <= vertical.at <= horizontal.end + _REACH
        and vertical.start - _REACH <= horizontal.at <= vertical.end + _REACH
    )


def _frame(across: list[Rule], down: list[Rule]) -> Frame | None:
    xs = _positions([rule.at for rule in down], [(rule.start, rule.end) for rule in across])
    ys = _positions([rule.at for rule in across], [(rule.start, rule.end) for rule in down])
    if len(xs) < 2 or len(ys) < 2:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns * rows > _MOST_FIELDS:
        return None
    parents = list(range(columns * rows))
    for number in range(columns * rows):
        row, column = divmod(number, columns)
        if column and not _drawn(down, xs[column], ys[row], ys[row + 1]):
            _unite(parents, number, number - 1)
        if row and not _drawn(across, ys[row], xs[column], xs[column + 1]):
            _unite(parents, number, number - columns)
    owner = [[_root(parents, row * columns + column) for column in range(columns)] for row in range(rows)]
    frame = Frame(xs, ys, owner)
    return frame if frame.cells > 1 else None


def _positions(drawn: list[float], ends: list[tuple[float, float]]) -> list[float]:
    """Where the lines of the grid lie; a side that was left open is closed where the other lines end."""
    places = sorted(drawn)
    first, last = min(start for start, _ in ends), max(end for _, end in ends)
    if places and places[0] - first > _OPEN_SIDE:
        places.insert(0, first)
    if places and last - places[-1] > _OPEN_SIDE:
        places.append(last)
    kept: list[float] = []
    for place in places:
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def _drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _NEAR
    )
    return covered >= _COVERED * (end - start)


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _unite(parents: list[int], one: int, other: int) -> None:
    """Make two fields one cell; its number is that of its first field."""
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
