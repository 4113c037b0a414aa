"""Whether the shares of time of a process fit into its limit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from motcua.deadlines.enums import LimitUnit
from motcua.workflow.rules.findings import Finding, at
from motcua.workflow.rules.paths import Graph, Way
from motcua.workflow.rules.processes import LegContent, ProcessContent
from motcua.workflow.rules.shares import in_minutes, write_share


def time_findings(content: ProcessContent, graph: Graph) -> Iterator[Finding]:
    """Missing shares, shares beyond the limit or a leg's own, opinions that take longer than their step.

    Basis: what the rule of internal processes asks in practice: the steps together never exceed the limit; a way
    that is not gone is not counted, and opinions run inside their step.
    """
    yield from _missing(content)
    yield from _percentages(content, graph)
    yield from _beyond_limit(content, graph)
    yield from _beyond_legs(content, graph)
    yield from _slow_opinions(content)


def longest_time(content: ProcessContent) -> int | None:
    """The working minutes of the longest way through the process; None where a share is of a limit nobody set."""
    total = in_minutes(content.limit) if content.limit else None
    if total is None and any(step.share_percent is not None for step in content.steps):
        return None
    return int(Graph.of(content).longest(_weights(content, total)).total)


def _missing(content: ProcessContent) -> Iterator[Finding]:
    if content.limit is not None and content.limit.unit is LimitUnit.NONE:
        return
    for step in content.steps:
        if step.share_minutes is None and step.share_percent is None:
            yield at(
                step,
                "share-missing",
                "chưa ghi thời gian thực hiện. Ghi số giờ làm việc hoặc phần trăm của thời hạn.",
            )


def _percentages(content: ProcessContent, graph: Graph) -> Iterator[Finding]:
    """Percentages that are of the whole, and those of a leg's own limit, each up to a hundred."""
    groups: dict[str, dict[str, Fraction]] = {}
    for step in content.steps:
        if step.share_percent is not None:
            leg = content.leg_of(step)
            group = leg.key if leg and leg.limit else ""
            groups.setdefault(group, {})[step.key] = Fraction(step.share_percent)
    for key, weights in groups.items():
        way = graph.longest(weights)
        if way.total > 100:
            whole = f"thời hạn của chặng “{_title(content.leg(key))}”" if key else "thời hạn"
            yield Finding(
                "percent-beyond-limit",
                f"Các bước {_places(content, way, weights)} cộng lại {_figure(way.total)} % của {whole}, quá 100 %. "
                "Giảm bớt phần của một số bước.",
            )


def _beyond_limit(content: ProcessContent, graph: Graph) -> Iterator[Finding]:
    minutes = {step.key: step.share_minutes for step in content.steps if step.share_minutes is not None}
    if content.limit is None:
        if minutes and content.matter:
            yield Finding(
                "limit-missing",
                "Chưa ghi thời hạn của quy trình, nên chưa kiểm tra được tổng thời gian các bước. "
                "Ghi thời hạn giải quyết theo quyết định công bố.",
                blocks=False,
            )
        return
    total = in_minutes(content.limit)
    if total is None:
        return
    weights = _weights(content, total)
    way = graph.longest(weights)
    if way.total > total:
        yield Finding(
            "shares-beyond-limit",
            f"Các bước {_places(content, way, weights)} cộng lại {_time(way.total)}, dài hơn thời hạn "
            f"{content.limit} ({_time(Fraction(total))}). Giảm thời gian của một số bước.",
        )


def _beyond_legs(content: ProcessContent, graph: Graph) -> Iterator[Finding]:
    total = in_minutes(content.limit) if content.limit else None
    weights = _weights(content, total)
    for leg in content.legs:
        allowed = in_minutes(leg.limit) if leg.limit else None
        if allowed is None:
            continue
        within = frozenset(step.key for step in content.steps if step.leg_key == leg.key)
        way = graph.longest(weights, within=within)
        if way.total > allowed:
            yield Finding(
                "shares-beyond-leg",
                f"Chặng “{leg.title}” có {leg.limit}, nhưng các bước {_places(content, way, weights)} cộng lại "
                f"{_time(way.total)}. Giảm thời gian các bước hoặc tăng thời gian của chặng.",
            )
    yield from _legs_beyond_total(content)


def _legs_beyond_total(content: ProcessContent) -> Iterator[Finding]:
    """One promise to the applicant: what the agencies may take together never exceeds it."""
    limits = [leg.limit for leg in content.legs if leg.limit is not None]
    if content.limit is None or not limits:
        return
    if all(limit.unit is content.limit.unit for limit in limits):
        together, whole = Fraction(sum(limit.amount for limit in limits)), Fraction(content.limit.amount)
        too_long = together > whole
        words = f"{_figure(together)} {content.limit.unit.label}"
    else:
        together = sum((Fraction(in_minutes(limit) or 0) for limit in limits), Fraction(0))
        whole_minutes = in_minutes(content.limit)
        too_long = whole_minutes is not None and together > whole_minutes
        words = _time(together)
    if too_long:
        yield Finding(
            "legs-beyond-limit",
            f"Thời gian các cơ quan cộng lại {words}, dài hơn thời hạn chung {content.limit}. "
            "Người dân chỉ nhận một ngày hẹn: giảm thời gian của một số chặng.",
        )


def _slow_opinions(content: ProcessContent) -> Iterator[Finding]:
    shares = content.shares(in_minutes(content.limit) if content.limit else None)
    for step in content.steps:
        for asked in step.consultations:
            if asked.limit is None:
                yield at(
                    step,
                    "opinion-without-term",
                    f"việc lấy ý kiến “{asked.question}” chưa có thời hạn trả lời.",
                )
                continue
            needed, share = in_minutes(asked.limit), shares[step.key]
            if needed is not None and share is not None and needed > share:
                yield at(
                    step,
                    "opinion-beyond-step",
                    f"việc lấy ý kiến “{asked.question}” có {asked.limit}, dài hơn thời gian của bước "
                    f"({_time(Fraction(share))}).",
                )


def _weights(content: ProcessContent, total: int | None) -> dict[str, Fraction]:
    return {key: Fraction(share or 0) for key, share in content.shares(total).items()}


def _places(content: ProcessContent, way: Way, weights: dict[str, Fraction]) -> str:
    """The places of the steps that weigh something: "1, 2, 4"; all of a run of many as "1–7"."""
    places = sorted(content.step(key).position for key in way.keys if weights.get(key))
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{places[0]}–{places[-1]}"
    return ", ".join(map(str, places))


def _title(leg: LegContent | None) -> str:
    return leg.title if leg else ""


def _time(minutes: Fraction) -> str:
    return write_share(int(minutes), None)


def _figure(amount: Fraction) -> str:
    return f"{float(amount):g}".replace(".", ",")
