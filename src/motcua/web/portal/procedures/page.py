"""A procedure's page in plain words: what the content of a version becomes on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import ComponentContent, Content, FeeContent, MethodContent
from motcua.deadlines.rules.due import Due
from motcua.web.templatetags.motcua import amount, limit, money


@dataclass(frozen=True, slots=True)
class Way:
    """One way to lodge, ready to be shown."""

    channel: str
    limit: str
    due: Due | None
    fees: list[str]
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on the check-list; `key` is its number on the page."""

    key: int
    name: str
    copies: str
    note: str
    forms: Sequence[Any]


@dataclass(frozen=True, slots=True)
class PaperCase:
    """The papers of one case; no title where the procedure has a single case."""

    title: str
    papers: list[Paper]


def missing() -> str:
    """What is said where the source is silent."""
    return _("Chưa có thông tin")


def none_or_missing(content: Content) -> dict[str, str]:
    """For each constituent what to say when it is empty: that there is none, or that nothing is known."""
    none_words = {
        Constituent.FEES: _("Không thu phí, lệ phí"),
        Constituent.FORMS: _("Không có mẫu đơn"),
        Constituent.TIME_LIMIT: _("Không quy định thời hạn"),
    }
    return {
        constituent.value: none_words.get(constituent, _("Không yêu cầu"))
        if constituent in content.none_declared
        else missing()
        for constituent in Constituent
    }


def paper_cases(components: Iterable[ComponentContent]) -> list[PaperCase]:
    """The papers under their cases, in the order given."""
    numbered = list(enumerate(components, start=1))
    return [
        PaperCase(title.strip(), [_paper(key, component) for key, component in group])
        for title, group in groupby(numbered, key=lambda pair: pair[1].case_name)
    ]


def _paper(key: int, component: ComponentContent) -> Paper:
    return Paper(key, component.name, copies_text(component), component.note, component.forms)


def copies_text(component: ComponentContent) -> str:
    """ "1 bản chính, 2 bản sao"; "" when the numbers are not known."""
    parts = []
    if component.originals:
        parts.append(_("%(count)d bản chính") % {"count": component.originals})
    if component.copies:
        parts.append(_("%(count)d bản sao") % {"count": component.copies})
    return ", ".join(parts)


def ways(content: Content, due_of: Callable[[MethodContent], Due | None]) -> list[Way]:
    """The ways to lodge with limits, example due days and fees; ways that say the same stand as one."""
    found: list[Way] = []
    for method in content.methods:
        way = _way(method, content, due_of)
        same = next((place for place, other in enumerate(found) if _says_same(way, other)), None)
        if same is None:
            found.append(way)
        else:
            found[same] = replace(found[same], channel=f"{found[same].channel}, {way.channel}")
    return found


def _says_same(way: Way, other: Way) -> bool:
    return (way.limit, way.fees, way.note) == (other.limit, other.fees, other.note)


def _way(method: MethodContent, content: Content, due_of: Callable[[MethodContent], Due | None]) -> Way:
    return Way(
        channel=_(method.channel.label),
        limit=limit(method),
        due=due_of(method),
        fees=fees_of(method, content),
        note=method.note if method.note != method.limit_text else "",
    )


def fees_of(method: MethodContent, content: Content) -> list[str]:
    """What a method costs; the word for none or missing when it lists nothing."""
    return [fee_text(fee) for fee in method.fees] or [none_or_missing(content)[Constituent.FEES]]


def fee_text(fee: FeeContent) -> str:
    """ "Phí: 250.000 đ (mỗi văn bằng)"."""
    kind = _(fee.kind.label)
    if fee.amount_vnd is None:
        return f"{kind}: {fee.text}"
    words = f" ({fee.text})" if fee.text else ""
    return f"{kind}: {money(fee.amount_vnd)}{words}"


def common(values: Iterable[str]) -> list[str]:
    """Each value once, in the order first seen."""
    return list(dict.fromkeys(value for value in values if value))


def sets_text(content: Content) -> str:
    """How many sets of papers are lodged: "01 bộ"; "" when unknown."""
    return _("%(count)s bộ") % {"count": amount(content.sets_count)} if content.sets_count else ""


def who(content: Content) -> list[str]:
    """Those who may use the procedure."""
    return [_(kind.label) for kind in content.applicant_types] or common([content.applicants_note])


def deciding_agencies(content: Content) -> list[str]:
    """Who carries the procedure out and who decides, as the version names them."""
    return common([content.executing_agency, content.competent_authority])
