"""Saying in words why a procedure was found, and what the query was taken to mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from motcua.catalogue.rules.search.codes import Fit, bare
from motcua.catalogue.rules.search.index import Analysed, Index, Part
from motcua.catalogue.rules.search.ranking import CodeHit, Match
from motcua.catalogue.rules.search.reading import Alternative, How, Reading, Slot, Word
from motcua.catalogue.rules.search.words import words_of

_PART_NAMES = {
    Part.RESULTS: "kết quả",
    Part.LIFE_EVENTS: "dùng khi",
    Part.FIELD: "lĩnh vực",
    Part.AUDIENCE: "đối tượng",
    Part.PAPERS: "giấy tờ",
    Part.AGENCIES: "cơ quan",
}
_LONGEST = 90


def reasons(match: Match, reading: Reading, index: Index, quotes: Mapping[Part, str]) -> list[str]:
    """What of the query matched where. `quotes` are the lines that `quoted_lines` asked for, as written."""
    row = index.rows[match.row]
    found = [_code_reason(match.code, row)] if match.code else []
    words = _telling_words(match, reading)
    in_name = [word for word in words if word in row.places]
    if in_name:
        found.append(_name_reason(in_name, words, row))
    found += [f"{_PART_NAMES[part]}: {_shortened(line)}" for part, line in quotes.items()]
    return found + _meanings(match, reading, row)


def quoted_lines(match: Match, reading: Reading, index: Index) -> dict[Part, int]:
    """For each part that has words which the name has not, the number of the line that has most of them."""
    row = index.rows[match.row]
    by_part: dict[Part, set[str]] = {}
    for word in _telling_words(match, reading):
        if word not in row.places and (parts := index.parts_of(match.row, word)):
            by_part.setdefault(parts[0], set()).add(word)
    return {part: _best_line(row.row.folded[part].split("\n"), words) for part, words in by_part.items()}


def _best_line(lines: Sequence[str], words: set[str]) -> int:
    """The number of the line that has most of the words, the shortest among equals."""
    return max(
        range(len(lines)), key=lambda number: (len(words & {*lines[number].split()}), -len(lines[number]))
    )


def _telling_words(match: Match, reading: Reading) -> list[str]:
    chosen = zip(match.chosen, reading.slots, strict=True) if match.chosen else ()
    words = [word for one, slot in chosen if one and not slot.is_filler for word in one.words]
    if not words:
        words = [word for one in match.chosen if one for word in one.words]
    return list(dict.fromkeys(words))


def _code_reason(hit: CodeHit, row: Analysed) -> str:
    if hit.code == bare(row.row.code):
        return {
            Fit.WHOLE: "đúng mã",
            Fit.START: f"mã bắt đầu bằng {hit.typed}",
            Fit.TAIL: f"mã kết thúc bằng {hit.typed}",
            Fit.PART: f"mã có {hit.typed}",
            Fit.SLIP: f"mã gần giống {hit.typed}",
        }[hit.fit]
    old = next((code for code in row.row.old_codes if bare(code) == hit.code), hit.code)
    return f"mã cũ {old}" if hit.fit is not Fit.SLIP else f"mã cũ {old} gần giống {hit.typed}"


def _name_reason(in_name: Sequence[str], words: Sequence[str], row: Analysed) -> str:
    shown = _as_written(in_name, row)
    if len(in_name) < len(words):
        return "tên có: " + ", ".join(shown)
    if f" {' '.join(in_name)} " in f" {row.folded_name} ":
        return f"tên có “{' '.join(shown)}”"
    return "tên có đủ các từ: " + ", ".join(shown)


def _shortened(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _meanings(match: Match, reading: Reading, row: Analysed) -> list[str]:
    if not match.chosen:
        return []
    said = []
    for one, slot in zip(match.chosen, reading.slots, strict=True):
        if one and not slot.is_filler and (meant := _meant(one, slot, reading, row)):
            said.append(f"hiểu “{_typed(slot, reading)}” là “{meant}”")
    return said


def _words(slot: Slot, reading: Reading) -> Sequence[Word]:
    return reading.words[slot.place : slot.place + slot.length]


def _typed(slot: Slot, reading: Reading) -> str:
    return " ".join(word.typed for word in _words(slot, reading) if word.typed)


def _meant(one: Alternative, slot: Slot, reading: Reading, row: Analysed | None) -> str:
    """What a part of the query was taken for; "" when it was taken as typed."""
    if one is slot.alternatives[0] and all(word.how is not How.CORRECTED for word in _words(slot, reading)):
        return ""
    meant = one.label or " ".join(_as_written(one.words, row))
    return meant if words_of(meant) != words_of(_typed(slot, reading)) else ""


def _as_written(words: Iterable[str], row: Analysed | None) -> list[str]:
    """Folded words in the form in which they stand in the row's name."""
    written = row.written if row else {}
    return [written.get(word, word) for word in words]


def understood(reading: Reading, matches: Sequence[Match], index: Index) -> tuple[str, bool]:
    """The query as it was understood, written with marks, and whether that differs from what was typed.

    Where the best result was found by another way of saying a thing, that way is shown.
    """
    row = index.rows[matches[0].row] if matches else None
    none: tuple[Alternative | None, ...] = (None,) * len(reading.slots)
    chosen = matches[0].chosen if matches and matches[0].chosen else none
    said = [code.text for code in reading.codes]
    differs = reading.is_corrected
    for one, slot in zip(chosen, reading.slots, strict=True):
        meant = "" if slot.is_filler else _meant(one or slot.alternatives[0], slot, reading, row)
        differs = differs or bool(meant)
        said.append(meant or " ".join(_shown(word, row) for word in _words(slot, reading)))
    return " ".join(said), differs


def _shown(word: Word, row: Analysed | None) -> str:
    return word.typed if word.toned and word.how is not How.CORRECTED else _as_written([word.text], row)[0]
