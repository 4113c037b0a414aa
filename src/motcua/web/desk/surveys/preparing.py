"""Before a survey runs: who may be asked, and the draw among them."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.feedback.actions.surveys.preparing import bring_list, draw_people, set_units, take_dossiers
from motcua.feedback.files.survey_sheets import PEOPLE_HEADINGS, read_people
from motcua.feedback.models import Survey
from motcua.feedback.policy.surveys import require_keep_surveys
from motcua.feedback.queries.surveys.tokens import token_of
from motcua.kernel.refusals import Refused
from motcua.plans.files.long_tables import LongTable
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.spreadsheets import long_xlsx, xlsx
from motcua.web.desk.surveys.forms import DrawForm, FileForm, UnitsForm
from motcua.web.desk.surveys.shown import survey_or_refuse
from motcua.web.middleware import status_of

_SHOWN = 100


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def bring(request: DeskRequest, code: str) -> HttpResponse:
    """A list of people from a workbook; with something wrong nothing is written and each cell is named."""
    survey, desk = survey_or_refuse(request, code), request.desk
    form = FileForm(posted(request), request.FILES or None)
    problems: list[object] = []
    if request.method == "POST" and form.is_valid():
        try:
            read = read_people(form.cleaned_data["file"].read())
            problems = list(read.problems)
            if not problems:
                bring_list(survey_id=survey.pk, rows=read.rows, by=desk.person, at=desk.at)
                messages.success(request, _("Đã nhận danh sách %s người.") % len(read.rows))
                return redirect(_home(survey))
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error("file", refused.message)
    context = {
        "survey": survey,
        "form": form,
        "problems": problems[:_SHOWN],
        "more": len(problems) > _SHOWN,
        "title": _("Đưa danh sách vào"),
        "steps": [
            _(
                "Bảng có dòng tiêu đề: Trường, Đối tượng, Họ tên, Email, Điện thoại, Mã. Chỉ bắt buộc cột Trường."
            ),
            _("Mỗi dòng một phụ huynh hoặc học sinh. Danh sách mới thay cả danh sách cũ."),
            _("Sai ô nào, hệ thống chỉ ra ô đó và không ghi dòng nào."),
        ],
        "save": _("Đưa vào"),
        "empty_href": reverse("desk:surveys:empty_list", args=[survey.code]),
        "back": _home(survey),
    }
    status = 422 if form.errors or problems else 200
    return render(request, "desk/surveys/bring.html", context, status=status)


@desk_view(Capability.KEEP_SURVEYS)
@require_GET
def empty_list(request: DeskRequest, code: str) -> HttpResponse:
    """The empty workbook for a list of people, with its headings."""
    import xlsxwriter  # heavy: only those who export pay for it

    survey, made = survey_or_refuse(request, code), io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, PEOPLE_HEADINGS, book.add_format({"bold": True, "border": 1}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(PEOPLE_HEADINGS) - 1, 26)
    book.close()
    return xlsx(made.getvalue(), name=f"danh-sach-{survey.code.lower()}")


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def units(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    lines = "\n".join(
        "; ".join([s.unit_name, s.respondents, str(s.size) if s.size is not None else ""]).rstrip("; ")
        for s in survey.strata.all()
    )
    form = UnitsForm(posted(request), initial={"units": lines})
    return answer_form(
        request,
        form,
        lambda: set_units(survey_id=survey.pk, units=form.cleaned_data["units"], by=desk.person, at=desk.at),
        where=lambda made: _home(survey),
        title=_("Đơn vị được hỏi"),
        lead=_(
            "Dùng khi phát phiếu giấy ở trường mà không có danh sách tên, hoặc khi mở đường dẫn cho nhiều trường."
        ),
        save=_("Lưu các đơn vị"),
        back=_home(survey),
        done=_("Đã lưu các đơn vị."),
    )


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def dossiers(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    attempt(
        request,
        lambda: take_dossiers(survey_id=survey.pk, by=desk.person, at=desk.at),
        done=_("Đã lấy người có hồ sơ đã trả kết quả."),
    )
    return redirect(_home(survey))


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def draw(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    form = DrawForm(posted(request), is_again=bool(survey.seed))
    return answer_form(
        request,
        form,
        lambda: draw_people(
            survey_id=survey.pk,
            seed=form.seed(),
            reason=form.cleaned_data.get("reason", ""),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(survey),
        title=_("Rút lại") if survey.seed else _("Chia chỉ tiêu và rút người được hỏi"),
        lead=_("Cùng một con số và cùng danh sách luôn cho cùng kết quả, nên ai cũng kiểm lại được."),
        save=_("Rút lại") if survey.seed else _("Rút"),
        back=_home(survey),
        done=_("Đã chia chỉ tiêu và rút."),
        is_danger=bool(survey.seed),
    )


@desk_view(Capability.KEEP_SURVEYS)
@require_GET
def drawn(request: DeskRequest, code: str) -> FileResponse:
    """The whole draw with its tickets; while the survey runs also each drawn person's own link, for schools to pass
    on."""
    survey, desk = survey_or_refuse(request, code), request.desk
    require_keep_surveys(desk.person, agency_id=survey.agency_id, on=desk.today)
    members = survey.members.select_related("stratum").order_by(
        "stratum__sort_key", "stratum_id", "place", "key"
    )
    site = request.build_absolute_uri("/")
    rows = (
        (
            member.stratum.label,
            member.key,
            member.name,
            member.ticket[:16],
            member.place or 0,
            _("Được hỏi") if member.is_drawn else _("Dự phòng"),
            f"{site}khao-sat/{token_of(member.pk)}/" if member.token_digest else "",
        )
        for member in members.iterator(chunk_size=2000)
    )
    table = LongTable(
        "Người được rút",
        f"{survey.title} – con số rút: {survey.seed} {survey.seed_source}".strip(),
        (
            ("Đơn vị, đối tượng", 40),
            ("Mã", 16),
            ("Họ tên", 28),
            ("Phiếu rút (16 ký tự đầu)", 22),
            ("Thứ tự", 9),
            ("Kết quả", 12),
            ("Đường dẫn riêng", 60),
        ),
        rows,
        "người",
    )
    return long_xlsx([table], name=f"nguoi-duoc-rut-{survey.code.lower()}")


def _home(survey: Survey) -> str:
    return reverse("desk:surveys:page", args=[survey.code])
