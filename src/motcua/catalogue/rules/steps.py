"""Telling the steps of an order of work apart."""

from __future__ import annotations

import re

from motcua.catalogue.rules.content import StepContent
from motcua.catalogue.rules.wording import says_nothing, without_tags
from motcua.kernel.text import clean

_STEP = re.compile(
    r"(?:(?<=[\n.;:!?)])|(?<=\s)|^)[\s\-–+*•]{0,12}(?:\d{1,2}\.\s+|[a-zđ]\)\s*)?Bước\s+(\d{1,2})\s*[:.]\s*"
)
_NUMBERED = re.compile(r"(?m)^(\d{1,2})\.\s+")
_LETTERED = re.compile(r"(?m)^([a-zđ])\)\s+")
_DASHED = re.compile(r"(?m)^[-–+•]\s*(?=\S)")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_OUTER_NUMBER = re.compile(r"^1\.\s+(?=1\.\s|a\)\s|[-–+•]|Bước)")
_ANY_NUMBER = re.compile(r"^1\.\s+")
LONGEST_TITLE = 200


def read_steps(text: str) -> tuple[StepContent, ...]:
    """The steps of an order of work: told apart where the text numbers them, else one step with all of it."""
    whole = _OUTER_NUMBER.sub("", without_tags(text), count=1)
    if says_nothing(whole):
        return ()
    for marker in (_STEP, _NUMBERED, _LETTERED):
        if cut := _cut(whole, marker):
            return tuple(cut)
    paragraphs = [without_tags(part) for part in re.split(r"</p>", text)]
    if not paragraphs[1:] and all(_DASHED.match(line) for line in whole.split("\n")):
        paragraphs = [line.lstrip("-–+• ") for line in whole.split("\n")]
    told = [paragraph for paragraph in paragraphs if paragraph]
    if len(told) > 1:
        return tuple(StepContent(text=paragraph) for paragraph in told)
    return (StepContent(text=_ANY_NUMBER.sub("", whole, count=1)),)


def _cut(text: str, marker: re.Pattern[str]) -> list[StepContent]:
    """The pieces after markers counted 1, 2, 3 … or a, b, c …; nothing when they are not, or there is only one."""
    places: list[re.Match[str]] = []
    for found in marker.finditer(text):
        if found[1] in (
            str(len(places) + 1),
            f"{len(places) + 1:02}",
            _LETTERS[len(places) : len(places) + 1],
        ):
            places.append(found)
    if len(places) < 2:
        return []
    ends = [*(place.start() for place in places[1:]), len(text)]
    before = text[: places[0].start()].strip(" -–+*•\n")
    steps = [StepContent(text=before)] if len(before) > 3 else []
    steps += [_step(text[place.end() : end]) for place, end in zip(places, ends, strict=True)]
    return [step for step in steps if step.text or step.title]


def _step(text: str) -> StepContent:
    text = clean(re.sub(r"[\s\-–+•]*(?:\d{1,2}\.|[a-zđ]\))?\s*$", "", text))
    first, _, rest = text.partition("\n")
    if rest and len(first) <= LONGEST_TITLE and not first.endswith((".", ";", ",")):
        return StepContent(title=first.rstrip(":"), text=clean(rest))
    return StepContent(text=text)
