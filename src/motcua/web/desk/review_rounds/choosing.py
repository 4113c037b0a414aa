"""Choosing procedures for a round: from findings, from the catalogue by set, field and words, from what waits."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.catalogue.enums import ProcedureKind, Standing, YesNo
from motcua.catalogue.queries.keeping import KeptBy, KeptFilters, counts_of_kept, page_of_kept
from motcua.catalogue.queries.names import names_of
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.queries.home import home_jurisdiction
from motcua.reviews.actions.rounds.items import Choice, put_items
from motcua.reviews.enums import Clue
from motcua.reviews.enums.rounds import ItemSource
from motcua.reviews.models import ReviewRound
from motcua.reviews.queries.findings.finding import findings, seen
from motcua.reviews.queries.rounds.choosing import chosen_in
from motcua.reviews.queries.rounds.lists import waiting_items
from motcua.reviews.rules.findings.finding import Finding
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.paging import address
from motcua.web.desk.review_rounds.forms.rounds import GivenForm
from motcua.web.desk.review_rounds.shown import codes_of, reach, round_or_refuse, units_of
from motcua.web.refused_forms import show_refusal

PAGE = 50
_MOST_FINDINGS = 40
_MOST_ROWS = 300
_SETS: tuple[tuple[str, Any, dict[KeptBy, str]], ...] = (
    ("", gettext_lazy("Mọi thủ tục"), {}),
    (
        "kinh-doanh",
        gettext_lazy("Liên quan đến hoạt động kinh doanh"),
        {KeptBy.BUSINESS: YesNo.YES.value},
    ),
    ("noi-bo", gettext_lazy("Nội bộ"), {KeptBy.KIND: ProcedureKind.INTERNAL.value}),
    ("dac-thu", gettext_lazy("Đặc thù của địa phương"), {KeptBy.KIND: ProcedureKind.LOCAL_SPECIFIC.value}),
)


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def choose(request: DeskRequest, pk: UUID) -> HttpResponse:
    held, desk = round_or_refuse(request, pk), request.desk
    source = request.GET.get("tu", "danh-muc")
    form = GivenForm(posted(request), units=units_of(held.agency, desk), initial=_first(held, desk.today))
    form.fields["reason"].required = source == "danh-muc"
    ticked = request.POST.getlist("chon") or request.GET.getlist("thu-tuc")
    if request.method == "POST" and form.is_valid():
        try:
            made = put_items(
                round_id=pk,
                choices=_choices(request, held, ticked, form.cleaned_data["reason"]),
                given=form.given(),
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            from django.contrib import messages

            messages.success(request, _("Đã đưa %s thủ tục vào đợt.") % len(made))
            return redirect(reverse("desk:review_rounds:round", args=[pk]))
    chosen = chosen_in(held)
    context: dict[str, Any] = {
        "round": held,
        "form": form,
        "source": source,
        "tabs": _tabs(request, held, source),
        "ticked": ticked,
        "chosen": chosen,
        "chosen_words": {str(one) for one in chosen},
    }
    context |= _offered(request, held, source)
    return render(request, "desk/review_rounds/choose.html", context)


def _first(held: ReviewRound, today: date) -> dict[str, Any]:
    """The last day of the units while it is still to come; past, a person says another."""
    due = held.hand_ins.filter(step="unit", product="result").values_list("due_on", flat=True).first()
    return {
        "due_on": due if due is not None and due >= today else None,
        "product": _("Biểu rà soát, phương án đơn giản hóa (nếu có)"),
    }


def _tabs(request: DeskRequest, held: ReviewRound, source: str) -> list[dict[str, Any]]:
    waiting = waiting_items(reach(request), agency_ids=[held.agency_id]).count()
    words = (
        ("danh-muc", _("Danh mục thủ tục"), 0),
        ("dau-hieu", _("Dấu hiệu cần rà soát"), 0),
        ("cho", _("Chờ đưa vào đợt"), waiting),
    )
    return [
        {
            "label": label,
            "href": f"?tu={word}",
            "count": count,
            "is_current": source == word,
        }
        for word, label, count in words
    ]


def _offered(request: DeskRequest, held: ReviewRound, source: str) -> dict[str, Any]:
    if source == "dau-hieu":
        return _from_findings(request, held)
    if source == "cho":
        items = list(waiting_items(reach(request), agency_ids=[held.agency_id])[:200])
        names = names_of([item.procedure_id for item in items])
        waiting = [(item, names.get(item.procedure_id, "")) for item in items]
        return {"waiting": waiting, "codes": codes_of(request, items)}
    return _from_catalogue(request)


def _from_catalogue(request: DeskRequest) -> dict[str, Any]:
    chosen_set = request.GET.get("bo", "")
    narrowed = next((narrow for word, _label, narrow in _SETS if word == chosen_set), {})
    wanted = {KeptBy.STANDING: Standing.IN_FORCE.value, **narrowed}
    field = request.GET.get("linh-vuc", "")
    if field.isdecimal():
        wanted[KeptBy.FIELD] = field
    text = clean(request.GET.get("tim", ""))
    filters = KeptFilters(home_jurisdiction(), request.desk.today, text, wanted)
    rows = page_of_kept(filters, after=request.GET.get("sau", ""), size=PAGE)
    number, facets = counts_of_kept(filters)
    return {
        "rows": rows[:PAGE],
        "found": number,
        "text": text,
        "chosen_set": chosen_set,
        "chosen_field": field,
        "sets": [(word, label) for word, label, _narrow in _SETS],
        "fields": facets.get(KeptBy.FIELD, []),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=rows[PAGE - 1].key) if len(rows) > PAGE else "",
    }


def _from_findings(request: DeskRequest, held: ReviewRound) -> dict[str, Any]:
    word = request.GET.get("loai", "")
    wanted = [Clue(word)] if word in set(Clue) else list(Clue)
    found = findings(agency_id=held.agency_id, at=request.desk.at, clues=wanted)
    known = seen(found, agency_id=held.agency_id)
    standing = {one: [each.finding for each in known[one] if not each.is_aside] for one in wanted}
    clue = next((one for one, rows in standing.items() if rows), wanted[0])
    rows = standing[clue]
    return {
        "clue": clue,
        "clues": Clue.choices(),
        "findings": [(one, _procedures(one)) for one in rows[:_MOST_FINDINGS]],
        "more_findings": max(0, len(rows) - _MOST_FINDINGS),
    }


def _procedures(finding: Finding) -> list[tuple[str, Any]]:
    """Each procedure of the finding once, with what the box sends."""
    once = {row.procedure.procedure_id: row.procedure for row in finding.rows[:_MOST_ROWS]}
    return [(f"{key}:{finding.clue}:{finding.key}", procedure) for key, procedure in once.items()]


def _choices(request: DeskRequest, held: ReviewRound, ticked: list[str], reason: str) -> list[Choice]:
    """What was ticked: a procedure, or a procedure with the finding that speaks for it."""
    clues = {word.split(":")[1] for word in ticked if word.count(":") == 2}
    known: dict[tuple[str, str], Finding] = {}
    if clues:
        wanted = [clue for clue in Clue if clue.value in clues]
        for clue, some in findings(agency_id=held.agency_id, at=request.desk.at, clues=wanted).items():
            known |= {(clue.value, one.key): one for one in some}
    return [one for word in ticked if (one := _choice(word, known, reason)) is not None]


def _choice(word: str, known: dict[tuple[str, str], Finding], reason: str) -> Choice | None:
    procedure, _colon, rest = word.partition(":")
    clue, _colon, key = rest.partition(":")
    try:
        identifier = UUID(procedure)
    except ValueError:
        return None
    finding = known.get((clue, key))
    if finding is None:
        return Choice(identifier, reason or _("Đề nghị rà soát"))
    said = f"{finding.title}: {finding.says}"
    return Choice(
        identifier,
        f"{reason}\n{said}" if reason else said,
        ItemSource.FINDING,
        finding.clue,
        finding.key,
    )
