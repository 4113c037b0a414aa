"""The applicant's own dossiers: how far, who has it, due when and why, what is to be added, the result."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, installation_rules, keep_files_of
from motcua.documents.enums import PaperUse
from motcua.documents.rules.papers.layout import Printing
from motcua.dossiers.actions.ending import withdraw
from motcua.dossiers.actions.looking_up import look_up
from motcua.dossiers.actions.results import return_result
from motcua.dossiers.actions.supplementing import receive_supplement
from motcua.dossiers.actions.talking import write_message
from motcua.dossiers.enums import (
    Audience,
    DeliveryStatus,
    Door,
    PaperForm,
    ResultState,
    ReturnWay,
    Status,
    Verb,
)
from motcua.dossiers.models import Dossier, PaperFile, Result, SubmittedPaper, SupplementRequest
from motcua.dossiers.queries.clocks import explained_clock
from motcua.dossiers.queries.looking_up import find_own, find_stage, progress_of
from motcua.dossiers.queries.offers import find_offer, offer_of
from motcua.dossiers.queries.online import drafts_of, page_of_dossiers
from motcua.dossiers.queries.papers import papers_for_applicant, print_issued
from motcua.dossiers.queries.readings import readings_of
from motcua.dossiers.queries.timeline import messages_of, timeline_of
from motcua.dossiers.rules.events import SUBJECT
from motcua.dossiers.rules.intake import NewPaper
from motcua.dossiers.rules.moves import may_move
from motcua.feedback.actions.ratings import rate_dossier
from motcua.feedback.queries.ratings import asked_of, find_asked, find_rating
from motcua.forms.queries.versions import schema_of
from motcua.forms.rules.display import summary
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.payments.ports import payment_gateway
from motcua.payments.queries import charges_of, transfers_of
from motcua.web.bell import place_of, read_place
from motcua.web.middleware import status_of
from motcua.web.pictures import qr_picture
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.dossiers.forms import LookUpForm, MessageForm, ReasonForm
from motcua.web.portal.dossiers.showing import clock_words, stages_of
from motcua.web.portal.payments.views import go_and_pay
from motcua.web.portal.ratings.forms import RateForm
from motcua.web.portal.ratings.origin import origin_of, shown_now
from motcua.web.senders import MOST_STAGES, is_patient, sender_of
from motcua.web.served_files import serve, serve_pdf
from motcua.web.waiting_files import ChosenFiles, chosen_files, lost_words

_PAGE = 30
_SHOWN_READINGS = 10


@signed_in
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    at, after = now(), read_place(request.GET.get("sau", ""))
    found = page_of_dossiers(person, after=after, size=_PAGE)
    rows = found[:_PAGE]
    context = {
        "drafts": [] if after else [(draft, offer_name(draft)) for draft in drafts_of(person)[:_PAGE]],
        "dossiers": [(row, offer_of(row.version_id).name, clock_words(row, at=at)) for row in rows],
        "first_href": "?" if after else "",
        "next_href": f"?sau={place_of(rows[-1].submitted_at, rows[-1].pk)}" if len(found) > _PAGE else "",
    }
    return render(request, "portal/dossiers/list.html", context)


def offer_name(draft: Any) -> str:
    offer = find_offer(draft.procedure_id, local_day(now()))
    return offer.name if offer else draft.procedure.code


@signed_in
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    person, at = person_of(request), now()
    dossier = _own(code, person)
    asked = find_asked(dossier, at=at)
    charges = charges_of(SUBJECT, str(dossier.pk))
    left = sum(charge.left_vnd for charge in charges)
    context = {
        "dossier": dossier,
        "progress": progress_of(dossier),
        "offer": offer_of(dossier.version_id),
        "way": offer_of(dossier.version_id).way(Door(dossier.door)),
        "stages": stages_of(dossier),
        "clock": clock_words(dossier, at=at),
        "why": explained_clock(dossier),
        "supplement": _open_request(dossier),
        "papers": _papers(dossier),
        "given": papers_for_applicant(dossier),
        "answers": summary(schema_of(dossier.form), dossier.answers) if dossier.form else [],
        "charges": charges,
        "left_vnd": left,
        "transfers": [(one, qr_picture(one.code)) for one in transfers_of(charges, local_day(at))]
        if left
        else [],
        "may_pay_online": bool(left) and payment_gateway() is not None,
        "readings": readings_of(dossier)[:_SHOWN_READINGS],
        "result": _result(dossier),
        "rating": find_rating(dossier),
        "rating_form": RateForm(asked=asked.form) if asked else None,
        "rating_shown": shown_now(at),
        "messages_kept": messages_of(dossier, audience=Audience.APPLICANT),
        "message_form": MessageForm(),
        "entries": timeline_of(dossier, audience=Audience.APPLICANT),
        "may_withdraw": may_move(Status(dossier.status), Verb.WITHDRAW),
    }
    return render(request, "portal/dossiers/page.html", context)


@signed_in
@require_POST
def pay(request: HttpRequest, code: str) -> HttpResponse:
    person = person_of(request)
    dossier = _own(code, person)
    try:
        return go_and_pay(
            request,
            subject_kind=SUBJECT,
            subject_id=str(dossier.pk),
            label=dossier.code,
            return_path=request.path.removesuffix("nop-phi/"),
            actor=person.actor,
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        messages.error(request, refused.message)
        return redirect("portal:dossier", dossier.code)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    person = person_of(request)
    dossier = _own(code, person)
    asked = _open_request(dossier)
    if asked is None:
        messages.info(request, _("Hồ sơ này không có yêu cầu bổ sung nào đang chờ."))
        return redirect("portal:dossier", dossier.code)
    files = chosen_files(request)
    if files is not None:
        try:
            _send_supplement(request, files, dossier, asked, person)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            for words in dict.fromkeys([refused.message, *_hold_papers(files, asked)]):
                messages.error(request, words)
        else:
            messages.success(
                request,
                _("Đã gửi giấy tờ bổ sung. Thời hạn giải quyết được tính tiếp từ lúc này.")
                if dossier.received_at
                else _("Đã gửi giấy tờ bổ sung. Cơ quan xem lại rồi báo tiếp nhận và ngày hẹn trả."),
            )
            return redirect("portal:dossier", dossier.code)
    context = {
        "dossier": dossier,
        "offer": offer_of(dossier.version_id),
        "request_made": asked,
        "lines": [
            {**line, "waiting": files.waiting(line["name"]) if files else ()} for line in _lines(asked)
        ],
        "note": request.POST.get("note", ""),
    }
    return render(request, "portal/dossiers/supplement.html", context)


def _lines(asked: SupplementRequest) -> list[dict[str, Any]]:
    return [
        {"place": place, "name": f"files-{place}", "item": item} for place, item in enumerate(asked.items)
    ]


def _hold_papers(files: ChosenFiles, asked: SupplementRequest) -> list[str]:
    """Let what was chosen wait for the next sending; what is wrong with files that cannot, in words."""
    refused = [files.hold(line["name"], many=True, rules=installation_rules()) for line in _lines(asked)]
    return [one.message for line in refused for one in line]


@transaction.atomic
def _send_supplement(
    request: HttpRequest, files: ChosenFiles, dossier: Dossier, asked: SupplementRequest, person: Person
) -> None:
    at, papers = now(), []
    for lost in [name for names in files.lost.values() for name in names]:
        raise Refused("waiting-file-lost", lost_words(lost))
    for line in _lines(asked):
        chosen = files.getlist(line["name"])
        if not chosen:
            continue
        stored = keep_files_of(files=[Brought(one, one.name or "") for one in chosen], by=person.actor, at=at)
        papers.append(
            NewPaper(
                name=line["item"]["paper"],
                component_id=line["item"].get("component"),
                form=PaperForm.ELECTRONIC,
                count=len(stored),
                file_ids=tuple(one.pk for one in stored),
            )
        )
    note = request.POST.get("note", "").strip()[:1000]
    receive_supplement(dossier_id=dossier.pk, by=person, at=at, papers=papers, note=note)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: HttpRequest, code: str) -> HttpResponse:
    person = person_of(request)
    dossier = _own(code, person)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(dossier_id=dossier.pk, by=person, at=now(), reason=form.cleaned_data["reason"])
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã rút hồ sơ."))
            return redirect("portal:dossier", dossier.code)
    context = {"dossier": dossier, "offer": offer_of(dossier.version_id), "form": form}
    return render(request, "portal/dossiers/withdraw.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    person, at = person_of(request), now()
    dossier = _own(code, person)
    try:
        form = RateForm(request.POST, asked=asked_of(dossier, at=at).form)
        if not form.is_valid():
            messages.error(request, _("Chọn một mức hài lòng rồi gửi lại."))
            return redirect("portal:dossier", dossier.code)
        rate_dossier(
            dossier_id=dossier.pk,
            score=form.cleaned_data["score"],
            comment=form.cleaned_data["comment"],
            answers=form.answers,
            origin=origin_of(request, at),
            by=person,
            at=at,
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã ghi nhận đánh giá. Cảm ơn anh/chị."))
    return redirect("portal:dossier", dossier.code)


@signed_in
@require_POST
def send_message(request: HttpRequest, code: str) -> HttpResponse:
    person = person_of(request)
    dossier = _own(code, person)
    form = MessageForm(request.POST)
    if form.is_valid():
        write_message(dossier_id=dossier.pk, by=person, at=now(), text=form.cleaned_data["text"])
        messages.success(request, _("Đã gửi lời nhắn."))
    else:
        messages.error(request, _("Lời nhắn chưa gửi được: ghi nội dung, nhiều nhất 2.000 chữ."))
    return redirect("portal:dossier", dossier.code)


@signed_in
@require_safe
def file(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    dossier = _own(code, person_of(request))
    kept = PaperFile.objects.filter(paper__dossier=dossier, pk=pk).select_related("file").first()
    if kept is None:
        raise Http404
    return serve(kept.file, inline=True)  # type: ignore[return-value]  # a streamed answer


@signed_in
@require_safe
def paper(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """A paper that was given out for the dossier, such as its receipt, printed from what was kept."""
    dossier = _own(code, person_of(request))
    given = papers_for_applicant(dossier).filter(pk=pk).first()
    if given is None:
        raise Http404
    printing = Printing(use=PaperUse.DIGITAL)
    return serve_pdf(
        print_issued(given, printing=printing), name=f"{dossier.code}-{given.kind}-{given.number}"
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The result's file. Fetching it the first time hands it over, so that is a press of a button, not a link."""
    person = person_of(request)
    dossier = _own(code, person)
    found = _result(dossier)
    if found is None or found.signed is None:
        raise Http404
    if request.method == "POST":
        if dossier.delivery == DeliveryStatus.READY:
            return_result(
                dossier_id=dossier.pk,
                by=person,
                at=now(),
                way=ReturnWay.ONLINE,
                taken_by=person.full_name,
                proof=_("Tải về trên cổng bằng tài khoản của người nộp"),
            )
        return redirect("portal:dossier_result", dossier.code)
    if dossier.delivery != DeliveryStatus.DELIVERED:
        return redirect("portal:dossier", dossier.code)
    return serve(found.signed.file, inline=True)  # type: ignore[return-value]  # a streamed answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up_page(request: HttpRequest) -> HttpResponse:
    """Anybody may ask: the code and the stage; with proof of belonging, where it is and until when."""
    asked = request.GET.get("ma", "")[:60]
    form = LookUpForm(request.POST if request.method == "POST" else None, initial={"code": asked})
    stage = progress = None
    if request.method == "POST" and form.is_valid():
        code, proof = form.cleaned_data["code"], form.cleaned_data["proof"]
        try:
            if not is_patient(request, now(), what="stage", most=MOST_STAGES):
                form.add_error(
                    None, _("Từ nơi này vừa có nhiều lượt tra cứu. Xin đợi khoảng mười phút rồi thử lại.")
                )
            elif proof:
                progress = look_up(code=code, proof=proof, sender=sender_of(request, now()), at=now())
            elif (stage := find_stage(code)) is None:
                form.add_error("code", _("Không có hồ sơ mang mã này. Xem lại mã trên giấy hẹn."))
        except Refused as refused:
            form.add_error(None, refused.message)
    context = {"form": form, "stage": stage, "progress": progress}
    return render(request, "portal/dossiers/look_up.html", context, status=422 if form.errors else 200)


def _own(code: str, person: Person) -> Dossier:
    dossier = find_own(code, person)
    if dossier is None:
        raise Http404
    return dossier


def _open_request(dossier: Dossier) -> SupplementRequest | None:
    return SupplementRequest.objects.filter(dossier=dossier, answered_at=None).first()


def _papers(dossier: Dossier) -> list[tuple[SubmittedPaper, list[PaperFile]]]:
    rows = list(SubmittedPaper.objects.filter(dossier=dossier))
    files: dict[int, list[PaperFile]] = {row.pk: [] for row in rows}
    kept = PaperFile.objects.filter(paper__in=rows, replaced_at=None).select_related("file")
    for one in kept.order_by("added_at", "pk"):
        files[one.paper_id].append(one)
    return [(row, files[row.pk]) for row in rows]


def _result(dossier: Dossier) -> Result | None:
    rows = Result.objects.filter(dossier=dossier, state=ResultState.ISSUED).select_related("signed__file")
    return rows.order_by("-round").first()
