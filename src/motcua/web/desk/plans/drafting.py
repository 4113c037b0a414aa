"""Going through a draft: its lines, its targets, names of units, what the checks found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.actions.drafting import save_plan_facts
from motcua.plans.actions.lines import (
    add_line,
    answer_finding,
    check_lines,
    drop_line,
    save_line,
)
from motcua.plans.actions.locking import line_not_found
from motcua.plans.actions.naming import name_unit
from motcua.plans.enums import FindingAnswer, Severity, UnitGroup, VersionStatus
from motcua.plans.models import Line, PlanVersion
from motcua.plans.queries.measured import known_indicators
from motcua.plans.queries.naming import suggestions_for
from motcua.plans.queries.plans import amendment_of, lines_of, neighbours_of, unknown_names
from motcua.plans.queries.units import nameable_units
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.plans.forms import LineForm, NameForm, PlanForm, first_of_version
from motcua.web.desk.plans.shown import (
    draft_or_refuse,
    offered_indicators,
    seat_at,
    shown_draft_target,
    shown_line,
    version_or_refuse,
)


@desk_view(Capability.KEEP_PLANS, Capability.APPROVE_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    version = version_or_refuse(request, pk)
    if version.status not in (VersionStatus.DRAFT, VersionStatus.SUBMITTED):
        return redirect("desk:plans:page", pk=version.plan_id)
    lines = lines_of(version)
    is_draft = version.status == VersionStatus.DRAFT
    known = known_indicators(request.desk.at)
    context = {
        "version": version,
        "plan": version.plan,
        "is_draft": is_draft,
        "seat": seat_at(request, version),
        "lines": [shown_line(line) for line in lines],
        "unchecked": sum(not line.is_checked for line in lines),
        "targets": [shown_draft_target(target, known) for target in version.targets.order_by("position")],
        "names": _names(request, version, lines) if is_draft else [],
        "findings": _findings(version),
        "answers": FindingAnswer.choices(),
        "warnings": version.reading.get("warnings", []),
        "amendment": amendment_of(version),
    }
    return render(request, "desk/plans/draft.html", context)


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def facts(request: DeskRequest, pk: UUID) -> HttpResponse:
    version, desk = draft_or_refuse(request, pk), request.desk
    form = PlanForm(posted(request), desk=desk, plan=version.plan, initial=first_of_version(version))
    return answer_form(
        request,
        form,
        lambda: save_plan_facts(
            version_id=pk, facts=form.facts(), by=desk.person, at=desk.at, seen=version.revision
        ),
        where=lambda made: _home(pk),
        title=_("Thông tin chung của kế hoạch"),
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu thông tin chung."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest, pk: UUID) -> HttpResponse:
    draft_or_refuse(request, pk)
    desk = request.desk
    form = LineForm(
        posted(request), indicators=offered_indicators(request, request.POST.get("content", "")[:1000])
    )
    return answer_form(
        request,
        form,
        lambda: add_line(version_id=pk, entry=form.entry(), by=desk.person, at=desk.at),
        where=lambda made: f"{_home(pk)}#dong-{made.pk}",
        title=_("Thêm nhiệm vụ"),
        save=_("Thêm"),
        back=_home(pk),
        done=_("Đã thêm nhiệm vụ."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def line(request: DeskRequest, pk: UUID) -> HttpResponse:
    row = _line(request, pk)
    desk = request.desk
    indicators = offered_indicators(request, row.content, current=row.indicator)
    form = LineForm(posted(request), indicators=indicators, line=row)
    place = row.place.get("text", "")
    before, after = neighbours_of(row)
    onward = reverse("desk:plans:line", args=[after]) if after and "also" in request.POST else ""
    return answer_form(
        request,
        form,
        lambda: save_line(line_id=pk, entry=form.entry(), by=desk.person, at=desk.at),
        where=lambda made: onward or f"{_home(row.version_id)}#dong-{pk}",
        title=_("Sửa nhiệm vụ %s") % row.number if row.number else _("Sửa nhiệm vụ"),
        lead=_("Trong văn bản: %s.") % place if place else "",
        save=_("Lưu"),
        also=_("Lưu và sang dòng sau") if after else "",
        beside=_beside(before, after),
        back=f"{_home(row.version_id)}#dong-{pk}",
        done=_("Đã lưu nhiệm vụ."),
    )


def _beside(before: UUID | None, after: UUID | None) -> list[tuple[str, str]]:
    found = [(_("← Dòng trước"), before), (_("Dòng sau →"), after)]
    return [(label, reverse("desk:plans:line", args=[line])) for label, line in found if line]


@desk_view(Capability.KEEP_PLANS)
@require_POST
def drop_one_line(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = _line(request, pk), request.desk
    attempt(
        request,
        lambda: drop_line(line_id=pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ nhiệm vụ khỏi bản soạn."),
    )
    return redirect(_home(row.version_id))


@desk_view(Capability.KEEP_PLANS)
@require_POST
def checked(request: DeskRequest, pk: UUID) -> HttpResponse:
    draft_or_refuse(request, pk)
    desk = request.desk
    chosen = [_uuid(value) for value in request.POST.getlist("dong")] or None
    return _act(
        request,
        pk,
        lambda: check_lines(version_id=pk, line_ids=chosen, by=desk.person, at=desk.at),
        _("Đã ghi nhận các dòng đã xem."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_POST
def answer(request: DeskRequest, pk: UUID) -> HttpResponse:
    draft_or_refuse(request, pk)
    desk, said = request.desk, request.POST.get("answer", "")
    if said not in set(FindingAnswer):
        raise Refused("answer-missing", _("Chọn một trong các cách trả lời."))
    return _act(
        request,
        pk,
        lambda: answer_finding(
            version_id=pk,
            identity=request.POST.get("identity", "")[:64],
            answer=FindingAnswer(said),
            by=desk.person,
            at=desk.at,
        ),
        _("Đã ghi nhận xét."),
        "#nhan-xet",
    )


@desk_view(Capability.KEEP_PLANS)
@require_POST
def name(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Say once what a loose name means; every draft of the agency takes it."""
    version, desk = draft_or_refuse(request, pk), request.desk
    form = NameForm(request.POST, units=_units(request, version))
    if not form.is_valid():
        raise Refused("unit-missing", _("Chọn đơn vị hoặc nhóm đơn vị mà tên gọi này chỉ."))
    meaning = form.cleaned_data["meaning"]
    group = meaning.removeprefix("group:") if meaning.startswith("group:") else ""
    done: list[int] = []
    ok = attempt(
        request,
        lambda: done.append(
            name_unit(
                owner_id=version.plan.agency_id,
                name=form.cleaned_data["name"],
                agency_id=None if group else _uuid(meaning),
                group=UnitGroup(group) if group else None,
                by=desk.person,
                at=desk.at,
            )
        ),
        done=_("Đã nhớ “%s”; lần sau hệ thống tự hiểu.") % form.cleaned_data["name"],
    )
    return redirect(f"{_home(pk)}#ten-goi" if ok else _home(pk))


def _home(version_id: UUID) -> str:
    return reverse("desk:plans:draft", args=[version_id])


def _act(
    request: DeskRequest, pk: UUID, act: Callable[[], object], done: str, anchor: str = ""
) -> HttpResponse:
    attempt(request, act, done=done)
    return redirect(_home(pk) + anchor)


def _line(request: DeskRequest, pk: UUID) -> Line:
    row = Line.objects.filter(pk=pk).prefetch_related("units").first()
    if row is None:
        raise line_not_found()
    row.version = draft_or_refuse(request, row.version_id)
    return row


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Refused("choice-wrong", _("Lựa chọn này không còn. Tải lại trang rồi chọn lại.")) from None


def _units(request: DeskRequest, version: PlanVersion) -> list[tuple[str, str]]:
    units = nameable_units(version.plan.agency_id, request.desk.today).values_list("pk", "name")
    return [(str(pk), label) for pk, label in units[:2000]]


def _names(request: DeskRequest, version: PlanVersion, lines: list[Line]) -> list[dict[str, Any]]:
    """Names that nobody has explained yet, each with a form whose first choice is the likeliest unit."""
    unknown = unknown_names(lines)
    if not unknown:
        return []
    units = _units(request, version)
    likely = suggestions_for(unknown, owner_id=version.plan.agency_id, on=request.desk.today)
    return [
        {
            "name": one,
            "count": sum(unit.text == one for line in lines for unit in line.units.all()),
            "form": NameForm(
                units=units, initial={"name": one, "meaning": likely.get(one, "")}, auto_id=f"ten-{place}-%s"
            ),
        }
        for place, one in enumerate(unknown)
    ]


def _findings(version: PlanVersion) -> list[dict[str, Any]]:
    """What the checks found when the document was read, with what a person answered; errors first."""
    notes = {note.identity: note for note in version.finding_notes.select_related("by")}
    order = list(Severity)
    found = []
    for plain in version.reading.get("findings", []):
        identity = plain["identity"]
        found.append(
            {
                "identity": identity,
                "severity": Severity(plain["severity"]),
                "message": plain["message"],
                "excerpt": plain["excerpt"],
                "place": (plain["place"] or {}).get("text", ""),
                "note": notes.get(identity),
                "answer": FindingAnswer(notes[identity].answer).label if identity in notes else "",
            }
        )
    return sorted(found, key=lambda one: (one["note"] is not None, order.index(one["severity"])))
