"""Reading a query: which words were meant, and in which other ways an office says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from motcua.catalogue.enums import SynonymKind
from motcua.catalogue.rules.search.codes import TypedCode, find_codes
from motcua.catalogue.rules.search.synonyms import Synonym, SynonymTable
from motcua.catalogue.rules.search.vocabulary import Vocabulary
from motcua.catalogue.rules.search.words import (
    MAX_WORDS,
    is_syllable,
    raw_words,
    readable,
    toned,
    typing_leftovers,
    words_of,
)

# The price of each way of reading, in the unit of Vocabulary.cost (a natural logarithm).
_SLIP = 5.5
_SLIP_OF_SYLLABLE = 6.5
_LEFTOVER = 3.5
_SPLIT = 2.0
_MERGE = 4.0
_UNKNOWN = 14.0
_UNKNOWN_SYLLABLE = 10.0
_BEAM = 6
_OTHERS = 8  # further corrections of one word that are looked for as well


class How(StrEnum):
    """How a word of the reading came about."""

    TYPED = "typed"
    CORRECTED = "corrected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of the reading: how it came about, and what was typed for it.

    `toned` is the form with tones where the query has tones; `others` are further words that may have been meant.
    """

    text: str
    how: How = How.TYPED
    typed: str = ""
    toned: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a part of the query: its words, all wanted; `factor` below 1 when it is not literal."""

    words: tuple[str, ...]
    factor: float = 1.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the query, beginning at the word `place`, with the ways to say it, the literal one first."""

    place: int
    alternatives: tuple[Alternative, ...]
    is_filler: bool = False

    @property
    def length(self) -> int:
        """How many words of the reading it takes."""
        return len(self.alternatives[0].words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a query."""

    query: str
    codes: tuple[TypedCode, ...] = ()
    words: tuple[Word, ...] = ()
    slots: tuple[Slot, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.codes and not self.words

    @property
    def is_corrected(self) -> bool:
        """Whether some word was read otherwise than typed."""
        return any(word.how is How.CORRECTED for word in self.words)


def read(query: str, vocabulary: Vocabulary, synonyms: SynonymTable, *, unfinished: bool = False) -> Reading:
    """Understand a query. `unfinished`: the last word is still being typed."""
    text = readable(query)
    codes, rest = find_codes(text)
    typed = _typed_words(rest)
    words = _likeliest_words(typed, vocabulary, keep_last=unfinished)
    slots = _slots(words, synonyms)
    if words and (unfinished or words[-1].how is How.UNKNOWN):
        slots = _complete_last(slots, words[-1].text, vocabulary)
    return Reading(text, tuple(codes), tuple(words), tuple(slots))


def _typed_words(text: str) -> list[Word]:
    """The words as typed; with tones where the text has any tone or vowel mark."""
    found = [
        Word(folded, How.TYPED, typed, form)
        for typed, form in zip(raw_words(text), toned(text), strict=True)
        for folded in words_of(typed)
    ][:MAX_WORDS]
    if all(word.toned == word.text for word in found):
        return [replace(word, toned="") for word in found]
    return found


@dataclass(slots=True)
class _Path:
    cost: float
    words: tuple[Word, ...] = field(default=())

    @property
    def last(self) -> str | None:
        return self.words[-1].text if self.words else None


def _likeliest_words(typed: Sequence[Word], vocabulary: Vocabulary, *, keep_last: bool) -> list[Word]:
    """The cheapest way from the first to the last typed word, through slips, splits and merges."""
    texts = [word.text for word in typed]
    paths: list[list[_Path]] = [[_Path(0.0)]] + [[] for _ in typed]
    for place in range(len(typed)):
        paths[place] = sorted(paths[place], key=lambda path: path.cost)[:_BEAM]
        steps = _steps(typed, texts, place, vocabulary)
        if keep_last and place == len(typed) - 1:
            steps = [*steps, (1, 0.0, (typed[place],))]
        for path in paths[place]:
            for taken, price, words in steps:
                cost, last = path.cost + price, path.last
                for word in words:
                    cost += vocabulary.cost(word.text, last)
                    last = word.text
                _offer(paths[place + taken], _Path(cost, path.words + words))
    ends = paths[len(typed)]
    return list(min(ends, key=lambda path: path.cost).words) if ends else []


def _offer(paths: list[_Path], path: _Path) -> None:
    """Keep the cheapest path per last word."""
    for number, other in enumerate(paths):
        if other.last == path.last:
            if path.cost < other.cost:
                paths[number] = path
            return
    paths.append(path)


_Step = tuple[int, float, tuple[Word, ...]]


def _steps(typed: Sequence[Word], texts: Sequence[str], place: int, vocabulary: Vocabulary) -> list[_Step]:
    """The ways on from `place`: how many typed words are taken, at what price, read as which words."""
    word = typed[place]
    if word.text in vocabulary:
        others = () if _is_at_home(texts, place, vocabulary) else _better_placed(texts, place, vocabulary)
        steps: list[_Step] = [(1, 0.0, (replace(word, others=others),))]
    else:
        steps = _readings_of_unknown(word, vocabulary)
    return steps + _merges(typed, texts, place, vocabulary)


def _is_at_home(typed: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    """Whether the word stands beside one of its neighbours somewhere in the catalogue, or has none."""
    return len(typed) == 1 or _stands_beside(typed[place], typed, place, vocabulary)


def _better_placed(typed: Sequence[str], place: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words one slip from a known word that, other than it, do stand beside its neighbours; the likeliest first."""
    word = typed[place]
    found = [
        one for one in vocabulary.one_slip_away(word) if _stands_beside(one[0], typed, place, vocabulary)
    ]
    found += [(plain, 0.6) for plain in typing_leftovers(word) if plain in vocabulary and is_syllable(plain)]
    found.sort(key=lambda one: _SLIP * one[1] + vocabulary.cost(one[0], None))
    return tuple(dict.fromkeys(known for known, _ in found))[:_OTHERS]


def _readings_of_unknown(word: Word, vocabulary: Vocabulary) -> list[_Step]:
    is_word = word.text.isdigit() or is_syllable(word.text)
    steps: list[_Step] = [
        (1, _UNKNOWN_SYLLABLE if is_word else _UNKNOWN, (replace(word, how=How.UNKNOWN),)),
        *_split(word.text, word.typed, vocabulary, 1, 0.0),
    ]
    if not word.text.isdigit():
        steps += _corrections(word, vocabulary, _SLIP_OF_SYLLABLE if is_word else _SLIP)
    return steps


def _corrections(word: Word, vocabulary: Vocabulary, price: float) -> list[_Step]:
    """The known words that may have been meant by an unknown one, each with the next likeliest as others."""
    slips = vocabulary.one_slip_away(word.text) if len(word.text) > 1 else []
    prices = {known: price * cost for known, cost in slips}
    for plain in typing_leftovers(word.text):
        if plain in vocabulary and is_syllable(plain):
            prices[plain] = min(_LEFTOVER, prices.get(plain, _LEFTOVER))
    likeliest = sorted(prices, key=lambda known: prices[known] + vocabulary.cost(known, None))[: _OTHERS + 1]
    return [
        (1, paid, (_corrected(known, word.typed, [one for one in likeliest if one != known]),))
        for known, paid in prices.items()
    ]


def _corrected(text: str, typed: str, others: Sequence[str] = ()) -> Word:
    return Word(text, How.CORRECTED, typed, "", tuple(others))


def _split(run: str, typed: str, vocabulary: Vocabulary, taken: int, price: float) -> list[_Step]:
    if len(run) < 4 or not run.isalpha():
        return []
    pieces = vocabulary.pieces(run)
    if pieces is None:
        return []
    letters = "".join(typed.split())
    if len(letters) != len(run):
        letters = run
    words, start = [], 0
    for piece in pieces:
        words.append(_corrected(piece, letters[start : start + len(piece)]))
        start += len(piece)
    return [(taken, price + _SPLIT * (len(pieces) - 1), tuple(words))]


def _merges(typed: Sequence[Word], texts: Sequence[str], place: int, vocabulary: Vocabulary) -> list[_Step]:
    """Typed words that belong together: "ngh iep", "ba nsao", "t o t"."""
    steps: list[_Step] = []
    for taken in (2, 3):
        end = place + taken
        run = "".join(texts[place:end])
        if end > len(texts) or not run.isalpha() or len(run) > 30:
            break
        if all(_stands_beside(texts[at], texts, at, vocabulary) for at in range(place, end)):
            break  # every piece is at home where it stands
        price = _MERGE * (taken - 1)
        as_typed = " ".join(word.typed for word in typed[place:end])
        if run in vocabulary and is_syllable(run):
            steps.append((taken, price, (_corrected(run, as_typed),)))
        elif taken == 2:
            steps += _split(run, as_typed, vocabulary, taken, price)
    return steps


def _stands_beside(word: str, typed: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    before = typed[place - 1] if place > 0 else None
    after = typed[place + 1] if place + 1 < len(typed) else None
    return (before is not None and (before, word) in vocabulary.pairs) or (
        after is not None and (word, after) in vocabulary.pairs
    )


def _slots(words: Sequence[Word], synonyms: SynonymTable) -> list[Slot]:
    """Cut the words into parts at the known phrases, each with its other ways to say it."""
    slots: list[Slot] = []
    place = 0
    for length, rows in _cut([word.text for word in words], synonyms):
        literal = Alternative(tuple(word.text for word in words[place : place + length]))
        meanings = [
            Alternative(row.meaning, 0.97 if row.kind is SynonymKind.ABBREVIATION else 0.92, row.label)
            for row in rows
            if row.meaning
        ]
        others = _other_words(words[place]) if length == 1 else []
        is_filler = any(row.kind is SynonymKind.FILLER for row in rows)
        slots.append(Slot(place, (literal, *meanings, *others), is_filler))
        place += length
    return slots


def _cut(words: Sequence[str], synonyms: SynonymTable) -> list[tuple[int, list[Synonym]]]:
    """The lengths of the parts, with their rows: the cut with the longest phrases, not the first that fits."""
    best: list[tuple[int, int, list[Synonym]]] = [(0, 0, [])] * (len(words) + 1)
    for place in range(len(words) - 1, -1, -1):
        best[place] = (best[place + 1][0], 1, [])
        for length, rows in synonyms.starting_at(words, place):
            worth = length * length + best[place + length][0]
            if worth > best[place][0]:
                best[place] = (worth, length, rows)
    parts, place = [], 0
    while place < len(words):
        _, length, rows = best[place]
        parts.append((length, rows))
        place += length
    return parts


def _other_words(word: Word) -> list[Alternative]:
    factor = 0.65 if word.how is How.TYPED else 0.93
    return [Alternative((other,), factor) for other in word.others]


def _complete_last(slots: list[Slot], last: str, vocabulary: Vocabulary) -> list[Slot]:
    endings = [word for word in vocabulary.completions(last, 24) if word != last]
    if not endings or not slots:
        return slots
    slot = slots[-1]
    head = slot.alternatives[0].words[:-1]
    more = tuple(Alternative((*head, ending), 0.9) for ending in endings)
    return [*slots[:-1], Slot(slot.place, (*slot.alternatives, *more))]
