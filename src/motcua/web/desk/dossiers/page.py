"""The page of one dossier: its clock and why, what can be done, all that belongs to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.deadlines.rules.due import Due
from motcua.dossiers.actions.reading import note_reading
from motcua.dossiers.enums import Audience, DeliveryStatus, Status, Verb
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.policy import not_found
from motcua.dossiers.queries.acts import acts_for
from motcua.dossiers.queries.clocks import calendars_of, explained_clock
from motcua.dossiers.queries.listing import Listed
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.queries.readings import readings_of
from motcua.dossiers.queries.timeline import TimelineEntry, messages_of, timeline_of
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.dossiers.queries.whole import answers_of, whole_of
from motcua.dossiers.rules.events import SUBJECT
from motcua.dossiers.rules.moves import national_code
from motcua.kernel.refusals import Refused
from motcua.notices.queries import unread_of
from motcua.payments.enums import PaymentStatus
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.dossiers.inbox import READERS, inbox_of
from motcua.web.desk.dossiers.rows import badge_of, face_of_dossier
from motcua.web.templatetags.motcua import day, moment

_RELATED = (
    "procedure",
    "reception",
    "competent",
    "help_point",
    "holder_agency",
    "unit",
    "holder",
    "received_by",
    "form",
)
_SHOWN_READINGS = 5
_SHOWN_ENTRIES = 20


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    """The dossier. Opening it is itself noted: personal data are shown here in full."""
    desk = request.desk
    dossier = get_dossier(desk, code)
    note_reading(person=desk.person, dossier=dossier, what=_("Mở trang hồ sơ"), at=desk.at)
    context = {
        "dossier": dossier,
        "offer": offer_of(dossier.version_id),
        "next_one": _next_one(dossier, desk),
        "acts": _acts(dossier, desk),
        "may_collect": dossier.payment in {PaymentStatus.DUE, PaymentStatus.PART_PAID}
        and desk.can(Capability.COLLECT_PAYMENTS, Capability.RECEIVE_DOSSIERS),
        "facts": _facts(dossier),
        "national": national_code(Status(dossier.status), DeliveryStatus(dossier.delivery)),
        "subject": SUBJECT,
        "untold": unread_of(desk.person).filter(subject_kind=SUBJECT, subject_id=str(dossier.pk)).count(),
        "trail": [{"label": _("Hồ sơ"), "href": reverse("desk:dossiers:list")}],
    }
    context |= _clock(dossier, desk) | _content(dossier) | _said(dossier)
    return render(request, "desk/dossiers/page.html", context)


def _clock(dossier: Dossier, desk: Desk) -> dict[str, Any]:
    """The clock, its colour, and why it reads so."""
    calendar = calendars_of({dossier.competent.code})[dossier.competent.code]
    face = face_of_dossier(dossier, calendar, desk.at)
    return {
        "face": face,
        "badge": badge_of(face),
        "why": _why(dossier),
        "is_step_late": dossier.paused_since is None
        and dossier.step_due_at is not None
        and dossier.step_due_at < desk.at,
    }


def _content(dossier: Dossier) -> dict[str, Any]:
    """People, papers and answers; what was added last is marked."""
    whole = whole_of(dossier)
    changed_papers, _paths = whole.last_changes
    return {
        "whole": whole,
        "people": [(party, party_facts(party)) for party in whole.parties],
        "papers": [(paper, str(paper.pk) in changed_papers) for paper in whole.papers],
        "answers": answers_of(dossier, whole),
    }


def _said(dossier: Dossier) -> dict[str, Any]:
    """What happened, what was said, who looked."""
    readings = list(readings_of(dossier)[: _SHOWN_READINGS + 1])
    entries = _entries(timeline_of(dossier, audience=Audience.STAFF))
    return {
        "messages_said": list(messages_of(dossier, audience=Audience.STAFF)[:200]),
        "entries": entries[:_SHOWN_ENTRIES],
        "earlier": entries[_SHOWN_ENTRIES:],
        "readings": readings[:_SHOWN_READINGS],
        "more_readings": len(readings) > _SHOWN_READINGS,
    }


def get_dossier(desk: Desk, code: str) -> Dossier:
    """The dossier with this code, for who may see it.

    :raises Refused: "dossier-not-found", alike for one that is not there and one that is not for this person.
    """
    rows = (
        dossiers_visible_to(desk.person, desk.today).defer("words", "search_text").select_related(*_RELATED)
    )
    found = rows.filter(code=code).first()
    if found is None:
        raise not_found()
    return found


def _acts(dossier: Dossier, desk: Desk) -> list[dict[str, Any]]:
    """The acts of this person, each with the address of its page; receiving has the counter's own screen."""
    own = {Verb.RECEIVE: reverse("desk:intake:receive", args=[dossier.code])}
    base = reverse("desk:dossiers:page", args=[dossier.code])
    return [
        {
            "label": act.label,
            "href": own.get(act.verb) or f"{base}viec/{act.verb.value.replace('_', '-')}/"
            if not act.why_not
            else "",
            "is_primary": act.is_primary,
            "why_not": act.why_not,
        }
        for act in acts_for(dossier, desk.person, desk.at)
    ]


def _next_one(dossier: Dossier, desk: Desk) -> Listed | None:
    """The most urgent other dossier that waits for this person: where to go when this one is done here."""
    rows = inbox_of(desk, QueryDict()).page(None, size=1)
    return next((row for row in rows if row.id != dossier.pk), None)


def _why(dossier: Dossier) -> Due | None:
    """The clock day by day; None where nothing is counted, or no longer can be (a calendar that was changed)."""
    try:
        return explained_clock(dossier)
    except Refused:
        return None


def _facts(dossier: Dossier) -> list[dict[str, str]]:
    """What belongs to the dossier as a whole, without what is empty."""
    said = [*_coming(dossier), *_going(dossier)]
    return [{"label": label, "value": value} for label, value in said if value]


def _coming(dossier: Dossier) -> list[tuple[str, str]]:
    """How it came, and who has to do with it."""
    return [
        (_("Nộp lúc"), moment(dossier.submitted_at)),
        (_("Tiếp nhận lúc"), moment(dossier.received_at)),
        (_("Cách nộp"), dossier.get_door_display()),
        (_("Nơi tiếp nhận"), dossier.reception.name),
        (_("Người tiếp nhận"), dossier.received_by.full_name if dossier.received_by else ""),
        (_("Nơi hỗ trợ"), dossier.help_point.name if dossier.help_point else ""),
        (_("Cơ quan có thẩm quyền"), dossier.competent.name),
        (_("Đơn vị xử lý"), dossier.unit.name if dossier.unit else ""),
        (_("Mã ở hệ thống khác"), " · ".join(filter(None, [dossier.outside_code, dossier.outside_system]))),
    ]


def _going(dossier: Dossier) -> list[tuple[str, str]]:
    """Its times, its money, its way back."""
    first = dossier.due_at_first if dossier.due_at_first != dossier.due_at else None
    way = " · ".join(filter(None, [dossier.get_return_way_display(), dossier.return_address]))
    return [
        (_("Thời hạn"), dossier.limit_text or ""),
        (_("Hẹn trả lần đầu"), moment(first)),
        (_("Gia hạn ngày"), day(dossier.extended_at)),
        (_("Xin lỗi ngày"), day(dossier.apologised_at)),
        (_("Phí, lệ phí"), dossier.get_payment_display()),
        (_("Số bộ"), str(dossier.sets_count)),
        (_("Nhận kết quả"), way),
        (_("Xong lúc"), moment(dossier.finished_at)),
        (_("Trả kết quả lúc"), moment(dossier.delivered_at)),
    ]


def party_facts(party: Party) -> list[dict[str, str]]:
    """What is known of one of the dossier's people, without what is empty."""
    said = [
        (_("Là"), party.get_kind_display()),
        (_("Tư cách"), party.get_representation_display() if party.role == "submitter" else ""),
        (_("Số định danh"), party.identity_number),
        (_("Ngày sinh"), day(party.born_on)),
        (_("Điện thoại"), party.phone),
        (_("Thư điện tử"), party.email),
        (_("Địa chỉ"), ", ".join(filter(None, [party.address, party.area.name if party.area else ""]))),
        (_("Giấy tờ chứng minh"), party.proof_note),
    ]
    return [{"label": label, "value": value} for label, value in said if value]


def _entries(entries: list[TimelineEntry]) -> list[dict[str, Any]]:
    """For the timeline component, the latest first."""
    return [
        {
            "when": f"{moment(entry.at)} · {entry.who}",
            "what": entry.what,
            "more": " · ".join([*entry.more, *([entry.where] if entry.where else [])]),
            "href": "",
            "is_now": place == 0,
        }
        for place, entry in enumerate(reversed(entries))
    ]
