"""Making what people and files bring in fit to be stored: texts tidied, and what cannot be stored named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from motcua.kernel.text import clean, fold
from motcua.workflow.rules.processes import (
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
    StepContent,
)

MOST_STEPS = 80
MOST_LEGS = 12
MOST_MOVES = 20
LONGEST_NAME = 300
LONGEST_TITLE = 250
LONGEST_LABEL = 200
LONGEST_TEXT = 4_000
_LONGEST_KEY = 60
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_WRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a process cannot be stored as it is: at which step, 0 for the whole."""

    position: int
    reason: str

    def __str__(self) -> str:
        return f"bước {self.position}: {self.reason}" if self.position else self.reason


def tidy(content: ProcessContent) -> ProcessContent:
    """`content` with clean texts, names on one line, and positions counted from 1 in the order given."""
    return replace(
        content,
        name=_line(content.name),
        document=_line(content.document),
        legs=tuple(_tidy_leg(place, leg) for place, leg in enumerate(content.legs, start=1)),
        steps=tuple(_tidy_step(place, step) for place, step in enumerate(content.steps, start=1)),
    )


def _tidy_leg(place: int, leg: LegContent) -> LegContent:
    return replace(leg, position=place, title=_line(leg.title))


def _tidy_step(place: int, step: StepContent) -> StepContent:
    return replace(
        step,
        position=place,
        name=_line(step.name),
        papers=_text(step.papers),
        output=_text(step.output),
        moves=tuple(MoveContent(move.act, move.to_key, _line(move.label)) for move in step.moves),
        consultations=tuple(
            ConsultationContent(_text(asked.question), asked.agency, asked.limit)
            for asked in step.consultations
        ),
    )


def _text(text: str) -> str:
    return clean(_NOT_WRITABLE.sub("", text))


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def key_of(name: str, *, taken: Iterable[str]) -> str:
    """A key for something called `name` that nothing else has: "tham-dinh", then "tham-dinh-2"."""
    used = set(taken)
    plain = "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:40].strip("-") or "buoc"
    key, number = plain, 1
    while key in used:
        number += 1
        key = f"{plain}-{number}"
    return key


def is_key(text: str) -> bool:
    """Whether `text` can be a key: lower-case letters, digits, hyphens between them."""
    return len(text) <= _LONGEST_KEY and _KEY.fullmatch(text) is not None


def faults(content: ProcessContent) -> list[Fault]:
    """Why tidied `content` cannot be stored; empty when it can. Whether it is a good process, `checks` says."""
    return [
        *_faults_of_whole(content),
        *(fault for step in content.steps for fault in _faults_of(content, step)),
    ]


def _faults_of_whole(content: ProcessContent) -> Iterator[Fault]:
    if not content.name:
        yield Fault(0, "chưa có tên quy trình")
    yield from _too_long(0, "tên quy trình", content.name, LONGEST_NAME)
    yield from _too_long(0, "số quyết định phê duyệt", content.document, LONGEST_TITLE)
    if len(content.steps) > MOST_STEPS:
        yield Fault(0, f"có hơn {MOST_STEPS} bước; tách thành các quy trình nhỏ hơn")
    if len(content.legs) > MOST_LEGS:
        yield Fault(0, f"có hơn {MOST_LEGS} chặng")
    yield from _bad_keys("bước", [step.key for step in content.steps])
    yield from _bad_keys("chặng", [leg.key for leg in content.legs])
    for leg in content.legs:
        if not leg.title:
            yield Fault(0, f"chặng thứ {leg.position} chưa có tên")
        yield from _too_long(0, "tên chặng", leg.title, LONGEST_TITLE)
    if sum(leg.is_lead for leg in content.legs) > 1:
        yield Fault(0, "chỉ một chặng do cơ quan chủ trì đảm nhận")


def _bad_keys(what: str, keys: list[str]) -> Iterator[Fault]:
    for key, number in Counter(keys).items():
        if number > 1:
            yield Fault(0, f"hai {what} cùng mã “{key}”")
        if not is_key(key):
            yield Fault(0, f"mã {what} “{key[:60]}” chỉ gồm chữ thường không dấu, số và dấu gạch nối")


def _faults_of(content: ProcessContent, step: StepContent) -> Iterator[Fault]:
    place = step.position
    if not step.name:
        yield Fault(place, "chưa ghi công việc")
    yield from _too_long(place, "tên công việc", step.name, LONGEST_NAME)
    yield from _too_long(place, "biểu mẫu, giấy tờ", step.papers, LONGEST_TEXT)
    yield from _too_long(place, "kết quả", step.output, LONGEST_TEXT)
    if step.leg_key and content.leg(step.leg_key) is None:
        yield Fault(place, f"không có chặng “{step.leg_key}”")
    if step.share_minutes is not None and step.share_percent is not None:
        yield Fault(place, "thời gian ghi vừa bằng giờ vừa bằng phần trăm")
    if step.share_percent is not None and not 0 <= step.share_percent <= 100:
        yield Fault(place, "phần trăm thời hạn từ 0 đến 100")
    if len(step.moves) > MOST_MOVES or len(step.consultations) > MOST_MOVES:
        yield Fault(place, f"có hơn {MOST_MOVES} hướng chuyển hoặc việc lấy ý kiến")
    yield from _faults_of_moves(content, step)
    for asked in step.consultations:
        if not asked.question:
            yield Fault(place, "việc lấy ý kiến chưa ghi nội dung hỏi")
        yield from _too_long(place, "nội dung hỏi", asked.question, LONGEST_TEXT)


def _faults_of_moves(content: ProcessContent, step: StepContent) -> Iterator[Fault]:
    for (act, to_key), number in Counter((move.act, move.to_key) for move in step.moves).items():
        target = content.find(to_key)
        if target is None:
            yield Fault(step.position, f"chuyển đến bước “{to_key}” không có trong quy trình")
        elif target is step:
            yield Fault(step.position, "chuyển đến chính nó")
        elif number > 1:
            yield Fault(step.position, f"ghi hai lần hướng “{act.label}” đến bước {target.position}")
    for move in step.moves:
        yield from _too_long(step.position, "tên hướng chuyển", move.label, LONGEST_LABEL)


def _too_long(place: int, what: str, text: str, longest: int) -> Iterator[Fault]:
    if len(text) > longest:
        yield Fault(place, f"{what} dài quá {longest} ký tự")
