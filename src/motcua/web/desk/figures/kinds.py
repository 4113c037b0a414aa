"""How rows behind figures are shown: for each kind of row its columns, its words and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Model, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.dossiers.models import Dossier
from motcua.feedback.models import Feedback, Survey, SurveyResponse
from motcua.organisations.models import Agency
from motcua.payments.models import Collection
from motcua.plans.models import Activity, ChildPlan, CommitmentUnit, Duty, Initiative
from motcua.reviews.models import BusinessCondition, ConditionWording, SimplificationProposal
from motcua.web.templatetags.motcua import day, moment, money, number


@dataclass(frozen=True, slots=True)
class Column:
    """A column of rows: its heading, its width in a workbook, and what stands in it."""

    heading: str | Promise
    width: int
    words: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row. `with_facts` fetches what the columns need; `href` leads to the row's own page, or ""."""

    columns: tuple[Column, ...]
    with_facts: Callable[[QuerySet[Any]], QuerySet[Any]]
    href: Callable[[Any], str]

    def cells(self, row: Any) -> list[str]:
        """What stands in the columns of a row."""
        return [column.words(row) for column in self.columns]


def kind_of(model: type[Model]) -> Kind:
    """How rows of the model are shown."""
    return _KINDS.get(model, _PLAIN)


def _dossier_facts(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("version", "competent", "unit").only(
        "code",
        "applicant_name",
        "received_at",
        "due_at",
        "due_at_first",
        "finished_at",
        "standing",
        "status",
        "version__name",
        "competent__short_name",
        "unit__short_name",
    )


def _how_it_stands(dossier: Dossier) -> str:
    """How it ended against its time; where it is now when it has not."""
    return dossier.get_standing_display() if dossier.standing else dossier.get_status_display()


_DOSSIER = Kind(
    (
        Column(_("Hồ sơ"), 22, lambda row: row.code),
        Column(_("Người nộp"), 26, lambda row: row.applicant_name),
        Column(_("Thủ tục"), 44, lambda row: row.version.name),
        Column(_("Cơ quan giải quyết"), 26, lambda row: row.competent.short_name),
        Column(_("Đơn vị xử lý"), 24, lambda row: row.unit.short_name if row.unit else ""),
        Column(_("Tiếp nhận"), 17, lambda row: moment(row.received_at)),
        Column(_("Hẹn trả"), 17, lambda row: moment(row.due_at or row.due_at_first)),
        Column(_("Giải quyết xong"), 17, lambda row: moment(row.finished_at)),
        Column(_("Hiện nay"), 18, _how_it_stands),
    ),
    _dossier_facts,
    lambda row: reverse("desk:dossiers:page", args=[row.code]),
)
_DUTY = Kind(
    (
        Column(_("Việc"), 60, lambda row: f"{row.task.content} {row.name}".strip()),
        Column(_("Đơn vị"), 30, lambda row: row.unit.name),
        Column(_("Hạn"), 12, lambda row: day(row.due_on)),
        Column(_("Xong"), 12, lambda row: day(row.done_on)),
        Column(_("Hiện nay"), 18, lambda row: row.get_status_display()),
    ),
    lambda rows: rows.select_related("task", "unit"),
    lambda row: reverse("desk:plan_duties:page", args=[row.pk]),
)
_COLLECTION = Kind(
    (
        Column(_("Biên lai"), 20, lambda row: row.receipt_number),
        Column(_("Cơ quan thu"), 30, lambda row: row.agency.name),
        Column(_("Nộp lúc"), 17, lambda row: moment(row.paid_at)),
        Column(_("Số tiền"), 14, lambda row: money(row.amount_vnd)),
        Column(_("Cách nộp"), 18, lambda row: row.get_way_display()),
    ),
    lambda rows: rows.select_related("agency"),
    lambda row: "",
)
_CHILD_PLAN = Kind(
    (
        Column(_("Kế hoạch giao"), 50, lambda row: row.plan.title),
        Column(_("Đơn vị phải gửi"), 34, lambda row: row.unit.name),
        Column(_("Hạn gửi"), 12, lambda row: day(row.due_on)),
        Column(_("Nhận được"), 12, lambda row: day(row.received_on)),
    ),
    lambda rows: rows.select_related("plan", "unit"),
    lambda row: reverse("desk:plans:page", args=[row.plan_id]),
)
_AGENCY = Kind(
    (
        Column(_("Đơn vị"), 50, lambda row: row.name),
        Column(_("Loại"), 30, lambda row: row.get_kind_display()),
    ),
    lambda rows: rows,
    lambda row: "",
)
_LATEST = ProcedureVersion.objects.filter(procedure=OuterRef("pk")).order_by("-number")
_PROCEDURE = Kind(
    (
        Column(_("Mã"), 16, lambda row: row.code),
        Column(_("Tên thủ tục"), 60, lambda row: row.name or ""),
        Column(_("Loại"), 30, lambda row: row.get_kind_display()),
    ),
    lambda rows: rows.annotate(name=Subquery(_LATEST.values("name")[:1])),
    lambda row: reverse("desk:procedures:page", args=[row.pk]),
)
_COMMITMENT_UNIT = Kind(
    (
        Column(_("Đợt ký cam kết"), 50, lambda row: row.drive.title),
        Column(_("Đơn vị"), 34, lambda row: row.unit.name),
        Column(_("Báo kết quả lúc"), 17, lambda row: moment(row.reported_at)),
    ),
    lambda rows: rows.select_related("drive", "unit"),
    lambda row: reverse("desk:commitments:page", args=[row.drive_id]),
)
_INITIATIVE = Kind(
    (
        Column(_("Sáng kiến"), 60, lambda row: row.title),
        Column(_("Đơn vị"), 30, lambda row: row.unit.name),
        Column(_("Hiện nay"), 20, lambda row: row.get_status_display()),
    ),
    lambda rows: rows.select_related("unit"),
    lambda row: reverse("desk:initiatives:page", args=[row.pk]),
)
_ACTIVITY = Kind(
    (
        Column(_("Hoạt động"), 60, lambda row: row.title),
        Column(_("Loại"), 24, lambda row: row.get_kind_display()),
        Column(_("Cơ quan"), 30, lambda row: row.agency.name),
        Column(_("Ngày"), 12, lambda row: day(row.held_on)),
    ),
    lambda rows: rows.select_related("agency"),
    lambda row: "",
)
_FEEDBACK = Kind(
    (
        Column(_("Mã"), 20, lambda row: row.code),
        Column(_("Về việc"), 40, lambda row: row.get_subject_display()),
        Column(_("Nội dung"), 44, lambda row: row.get_content_display()),
        Column(_("Cơ quan"), 30, lambda row: row.agency.short_name),
        Column(_("Gửi lúc"), 17, lambda row: moment(row.sent_at)),
        Column(_("Hạn trả lời"), 17, lambda row: moment(row.due_at)),
        Column(_("Hiện nay"), 22, lambda row: row.get_state_display()),
    ),
    lambda rows: rows.select_related("agency"),
    lambda row: "",
)
_RESPONDENTS = (
    SurveyResponse.objects.filter(survey=OuterRef("pk"))
    .order_by()
    .values("survey")
    .annotate(n=Count("pk"))
    .values("n")
)
_SURVEY = Kind(
    (
        Column(_("Mã"), 16, lambda row: row.code),
        Column(_("Cuộc khảo sát"), 50, lambda row: row.title),
        Column(_("Cơ quan"), 30, lambda row: row.agency.short_name),
        Column(_("Năm"), 8, lambda row: str(row.year)),
        Column(_("Khóa kết quả"), 17, lambda row: moment(row.closed_at)),
        Column(_("Người trả lời"), 14, lambda row: number(row.respondents)),
        Column(_("Câu trả lời đã đếm"), 14, lambda row: number(row.answered)),
        Column(_("Hài lòng"), 14, lambda row: number(row.satisfied)),
    ),
    lambda rows: rows.select_related("agency").annotate(
        respondents=Subquery(_RESPONDENTS),
        answered=Sum(F("tallies__answered")),
        satisfied=Sum(F("tallies__satisfied")),
    ),
    lambda row: reverse("desk:surveys:results", args=[row.code]),
)
_PROPOSAL = Kind(
    (
        Column(_("Mã"), 16, lambda row: row.procedure.code),
        Column(_("Thủ tục"), 50, lambda row: row.version.name),
        Column(_("Phương án"), 60, lambda row: row.content),
        Column(_("Cơ quan"), 30, lambda row: row.agency.short_name),
        Column(_("Duyệt ngày"), 12, lambda row: day(row.decided_on)),
        Column(_("Thực thi từ"), 12, lambda row: day(row.carried_out_on)),
        Column(_("Hiện nay"), 20, lambda row: row.get_status_display()),
    ),
    lambda rows: rows.select_related("procedure", "version", "agency"),
    lambda row: reverse("desk:review_rounds:item", args=[row.item_id]),
)
_WORDING = ConditionWording.objects.filter(condition=OuterRef("pk")).order_by("-in_force")
_CONDITION = Kind(
    (
        Column(_("Mã"), 16, lambda row: row.code),
        Column(_("Điều kiện"), 60, lambda row: row.text or ""),
        Column(_("Ngành, nghề"), 40, lambda row: row.line or ""),
        Column(_("Cơ quan"), 30, lambda row: row.agency.short_name),
    ),
    lambda rows: rows.select_related("agency").annotate(
        text=Subquery(_WORDING.values("text")[:1]), line=Subquery(_WORDING.values("line")[:1])
    ),
    lambda row: reverse("desk:conditions:page", args=[row.pk]),
)
_PLAIN = Kind((Column(_("Dòng"), 60, str),), lambda rows: rows, lambda row: "")
_KINDS: Mapping[type[Model], Kind] = {
    Dossier: _DOSSIER,
    Duty: _DUTY,
    Collection: _COLLECTION,
    ChildPlan: _CHILD_PLAN,
    Agency: _AGENCY,
    Procedure: _PROCEDURE,
    CommitmentUnit: _COMMITMENT_UNIT,
    Initiative: _INITIATIVE,
    Activity: _ACTIVITY,
    Feedback: _FEEDBACK,
    Survey: _SURVEY,
    SimplificationProposal: _PROPOSAL,
    BusinessCondition: _CONDITION,
}


def headings(kind: Kind) -> Sequence[str]:
    """The headings of the columns, in the language of the page."""
    return [str(column.heading) for column in kind.columns]
