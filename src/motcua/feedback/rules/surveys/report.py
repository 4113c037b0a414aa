"""The report of a survey as a document of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.documents.official.content import (
    Annex,
    Bar,
    Bars,
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Table,
)
from motcua.documents.official.issuing import Issuing, document_of
from motcua.feedback.rules.surveys.comparing import Compared
from motcua.feedback.rules.surveys.estimating import Interval
from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.report_tables import (
    THEMES,
    by_item,
    by_part,
    by_time,
    items_of_parts,
    rates,
    theme_rows,
)
from motcua.feedback.rules.surveys.results import INDEX, LineKind, Part
from motcua.feedback.rules.surveys.saying import SaidLine, number, said_line, said_lines, weakest
from motcua.feedback.rules.surveys.suppressing import Shown

# So many bars fit on a page laid across; of more units than this a drawing shows nothing any more.
_ON_A_PAGE, _MOST_DRAWN = 16, 48
_HIDES = "Nơi có dưới 5 trả lời, và nơi mà số của nó suy ra được, thì không nêu."


@dataclass(frozen=True, slots=True)
class EarlierSurvey:
    """A survey of an earlier time, with every line of this one beside its own; `when` tells it from the others."""

    title: str
    when: str
    lines: Sequence[Compared]


@dataclass(frozen=True, slots=True)
class ReportRate:
    """Of one stratum: how many people there are (None: nobody knows), were asked, answered, and for how many people an
    answer stands."""

    label: str
    size: int | None
    asked: int
    answered: int
    weight: Fraction | None


@dataclass(frozen=True, slots=True)
class ReportTheme:
    """How many answers to a question in own words speak of a theme; None: under five."""

    question: str
    label: str
    answers: int | None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report of a survey says; `earlier` newest first."""

    issuing: Issuing
    title: str
    when: str
    asked_whom: str
    period: str
    channels: Sequence[tuple[str, int]]
    drawn_how: str
    is_weighted: bool
    content: Content
    everybody: Part
    units: Sequence[Part]
    kinds: Sequence[Part]
    shown: Shown
    shown_kinds: Shown
    earlier: Sequence[EarlierSurvey]
    rates: Sequence[ReportRate]
    themes: Sequence[ReportTheme]
    coded: int
    verbatims: int
    note: str


def survey_report(facts: ReportFacts) -> OfficialDocument:
    """The report: how it was asked, the result as a whole, by group and item, against earlier years, what was said in
    own words; by unit in the annexes."""
    blocks: list[Block] = [
        Paragraph(f"{facts.issuing.named} báo cáo kết quả khảo sát “{facts.title}” như sau:"),
        Heading("CÁCH KHẢO SÁT"),
        Points(_how(facts)),
        Heading("KẾT QUẢ CHUNG"),
        *_whole(facts),
        *_weakest(facts),
        *_earlier(facts),
        *_own_words(facts),
    ]
    if facts.note:
        blocks += [
            Heading("NHẬN XÉT"),
            *(Paragraph(line) for line in facts.note.splitlines() if line.strip()),
        ]
    return document_of(
        facts.issuing,
        kind="Báo cáo",
        abstract=f"Kết quả {_named(facts.title)}",
        blocks=tuple(blocks),
        annexes=tuple(_annexes(facts)),
    )


def _named(title: str) -> str:
    """The survey as the title of its report names it: "khảo sát" stands there once."""
    small = title[:1].lower() + title[1:]
    return small if small.startswith("khảo sát") else f"khảo sát {small}"


def _how(facts: ReportFacts) -> tuple[str, ...]:
    asked, answered = sum(rate.asked for rate in facts.rates), facts.everybody.respondents
    reached = f", đạt {answered * 100 / asked:.1f}%".replace(".", ",") if asked else ""
    said = [
        f"Đối tượng: {facts.asked_whom}; thời gian trả lời: {facts.period};",
        f"Số người được hỏi: {number(asked)}; số trả lời: {number(answered)}{reached};",
    ]
    if facts.channels:
        ways = "; ".join(f"{label} {number(count)}" for label, count in facts.channels)
        said.append(f"Theo cách trả lời: {ways};")
    if facts.drawn_how:
        said.append(f"{facts.drawn_how};")
    said.append(
        "Kết quả chung được tính theo số người của từng đơn vị, để đơn vị nhỏ không lấn át đơn vị lớn; quyền số "
        "ở phụ lục;"
        if facts.is_weighted
        else "Kết quả tính trên số trả lời nhận được, không quy đổi theo số người của từng đơn vị;"
    )
    said.append(
        "Hài lòng là chọn mức được bộ câu hỏi xếp vào hài lòng; câu trả lời ngoài thang điểm không tính."
    )
    return tuple(said)


def _whole(facts: ReportFacts) -> list[Block]:
    whole = said_line(facts.everybody, facts.everybody.whole, facts.shown)
    sure = (
        f" (khoảng tin cậy 95%: {whole.interval}); điểm quy đổi {whole.index}/100" if whole.interval else ""
    )
    drawn = _bars(facts)
    table = by_item(facts.content, facts.everybody, facts.shown)
    return [Paragraph(f"Tỷ lệ hài lòng chung: {whole.share}{sure}."), *([drawn] if drawn else []), table]


def _bars(facts: ReportFacts) -> Bars | None:
    """The whole and the groups as bars, with the latest earlier survey where it compares."""
    before = {
        (one.kind, one.code): one.before
        for one in (facts.earlier[0].lines if facts.earlier else ())
        if one.difference is not None
    }
    intervals = {(line.kind, line.code): line.share_interval for line in facts.everybody.lines}
    bars = []
    for line in said_lines(facts.everybody, facts.shown):
        if line.kind is LineKind.ITEM or line.share_value is None:
            continue
        label = "Chung" if line.code == INDEX else line.title
        earlier = before.get((line.kind, line.code))
        bars.append(_bar(label, line, intervals[line.kind, line.code], earlier))
    if not bars:
        return None
    keys = (facts.when, facts.earlier[0].when) if any(bar.before is not None for bar in bars) else ()
    return Bars("Tỷ lệ hài lòng và khoảng tin cậy 95% (%)", tuple(bars), keys)


def _bar(label: str, said: SaidLine, interval: Interval | None, before: Fraction | None = None) -> Bar:
    return Bar(
        label=label,
        share=float(said.share_value or 0),
        words=said.share,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        before=float(before) if before is not None else None,
    )


def _bars_of_units(facts: ReportFacts) -> list[Block]:
    """The whole of each unit that may be told, as bars; of very many the table alone speaks."""
    said = [(part, said_line(part, part.whole, facts.shown)) for part in facts.units]
    bars = [
        _bar(part.key, line, part.whole.share_interval) for part, line in said if line.share_value is not None
    ]
    if len(bars) > _MOST_DRAWN:
        return []
    pieces = [tuple(bars[start : start + _ON_A_PAGE]) for start in range(0, len(bars), _ON_A_PAGE)]
    return [Bars("Tỷ lệ hài lòng chung của từng đơn vị và khoảng tin cậy 95% (%)", piece) for piece in pieces]


def _weakest(facts: ReportFacts) -> list[Block]:
    low = [said_line(facts.everybody, line, facts.shown) for line in weakest(facts.everybody.lines)]
    said = [f"{line.title}: {line.share} hài lòng" for line in low if line.share_value is not None]
    return [Heading("NỘI DUNG CẦN QUAN TÂM"), Points(_listed(said))] if said else []


def _earlier(facts: ReportFacts) -> list[Block]:
    if not facts.earlier:
        return []
    named = _listed([f"{one.when}: {one.title}" for one in facts.earlier])
    return [
        Heading("SO VỚI CÁC LẦN TRƯỚC"),
        Points(named),
        by_time(facts.when, [(one.when, one.lines) for one in facts.earlier]),
    ]


def _own_words(facts: ReportFacts) -> list[Block]:
    if not facts.verbatims:
        return []
    coded = f"Có {number(facts.verbatims)} ý kiến, đã đọc và xếp chủ đề {number(facts.coded)}."
    rows = theme_rows([(one.question, one.label, one.answers) for one in facts.themes])
    table = [Table(THEMES, rows)] if rows else []
    return [Heading("Ý KIẾN VIẾT BẰNG LỜI"), Paragraph(coded), *table]


def _annexes(facts: ReportFacts) -> list[Annex]:
    found = []
    if len(facts.units) > 1:
        found += [
            _annex(
                "Kết quả theo đơn vị",
                [
                    *_bars_of_units(facts),
                    by_part("Đơn vị", facts.content, facts.units, facts.everybody, facts.shown),
                ],
            ),
            _annex(
                "Từng câu theo đơn vị, với khoảng tin cậy 95%",
                items_of_parts(facts.content, facts.units, facts.shown),
            ),
        ]
    if len(facts.kinds) > 1:
        table = by_part("Đối tượng", facts.content, facts.kinds, facts.everybody, facts.shown_kinds)
        found.append(_annex("Kết quả theo đối tượng", [table]))
    if facts.rates:
        lines = [(one.label, one.size, one.asked, one.answered, one.weight) for one in facts.rates]
        about = Paragraph("Quyền số là số người mà một trả lời thay mặt, khi biết số người của đơn vị.")
        annex = Annex(title="Tỷ lệ trả lời và quyền số", blocks=(about, rates(lines)), is_landscape=True)
        found.append(annex)
    return found


def _annex(title: str, blocks: Sequence[Block]) -> Annex:
    return Annex(title=title, blocks=(Paragraph(_HIDES), *blocks), is_landscape=True)


def _listed(points: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{point}{'.' if place == len(points) else ';'}" for place, point in enumerate(points, 1))
