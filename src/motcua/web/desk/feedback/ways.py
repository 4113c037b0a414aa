"""How an agency takes feedback: its own shorter terms, whether without a name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.deadlines.rules.limits import Limit
from motcua.feedback.actions.feedback.settings import allow_anonymous, set_own_term
from motcua.feedback.enums.feedback import Subject, Term
from motcua.feedback.queries.feedback.settings import (
    legal_terms_of_feedback,
    may_be_anonymous,
    own_terms,
)
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import WordsField
from motcua.web.desk.form_pages import answer_form
from motcua.web.fields import PlainForm


class TermForm(PlainForm):
    days = forms.DecimalField(
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(60),
        decimal_places=0,
        label=gettext_lazy("Số ngày làm việc"),
        help_text=gettext_lazy("Để trống là theo quy định chung."),
    )
    basis = WordsField(required=False, max_length=250, label=gettext_lazy("Văn bản quy định"))


class AnonymousForm(PlainForm):
    allowed = forms.BooleanField(required=False, label=gettext_lazy("Nhận phản ánh không nêu tên"))
    basis = WordsField(required=False, max_length=250, label=gettext_lazy("Văn bản quy định"))


@desk_view(Capability.KEEP_FEEDBACK)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    agency, on = _agency(request), request.desk.today
    own = {row.term: row for row in own_terms(agency.pk, on)}
    context: dict[str, Any] = {
        "agency": agency,
        "terms": [(term, one, own.get(term.value)) for term, one in legal_terms_of_feedback(on).items()],
        "subjects": [(one, may_be_anonymous(agency.pk, one, on)) for one in Subject],
    }
    return render(request, "desk/feedback/ways.html", context)


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def term_page(request: DeskRequest, name: str) -> HttpResponse:
    agency, desk = _agency(request), request.desk
    term = next((one for one in Term if one.value == name), None)
    legal = legal_terms_of_feedback(desk.today).get(term) if term else None
    if term is None or legal is None:
        raise Refused("term-not-found", _("Không có thời hạn này."))
    row = own_terms(agency.pk, desk.today).filter(term=term).first()
    form = TermForm(posted(request), initial={"days": row.amount, "basis": row.basis} if row else None)

    def act() -> object:
        days = form.cleaned_data["days"]
        limit = Limit(Decimal(days), legal.limit.unit) if days else None
        return set_own_term(
            agency_id=agency.pk,
            term=term,
            limit=limit,
            basis=form.cleaned_data["basis"],
            by=desk.person,
            at=desk.at,
        )

    back = reverse("desk:feedback:ways")
    return answer_form(
        request,
        form,
        act,
        where=lambda made: back,
        title=_("Thời hạn riêng: %s") % term.label,
        lead=_("%(agency)s. Quy định chung: %(limit)s (%(basis)s). Áp dụng cho phản ánh đến từ hôm nay.")
        % {"agency": agency.name, "limit": legal.limit, "basis": legal.basis},
        save=_("Lưu"),
        back=back,
        done=_("Đã lưu thời hạn."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def anonymous_page(request: DeskRequest, name: str) -> HttpResponse:
    agency, desk = _agency(request), request.desk
    subject = next((one for one in Subject if one.value == name), None)
    if subject is None:
        raise Refused("subject-not-found", _("Không có loại phản ánh này."))
    is_allowed = may_be_anonymous(agency.pk, subject, desk.today)
    form = AnonymousForm(posted(request), initial={"allowed": is_allowed})
    back = reverse("desk:feedback:ways")
    return answer_form(
        request,
        form,
        lambda: allow_anonymous(
            agency_id=agency.pk,
            subject=subject,
            allowed=form.cleaned_data["allowed"],
            basis=form.cleaned_data["basis"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: back,
        title=_("Phản ánh không nêu tên: %s") % subject.label,
        lead=_(
            "Quy định chung đòi tên, địa chỉ, cách liên hệ. Chỉ nhận không nêu tên khi có văn bản cho phép."
        ),
        save=_("Lưu"),
        back=back,
        done=_("Đã lưu."),
    )


def _agency(request: DeskRequest) -> Agency:
    """The agency of which the person keeps feedback by a role held there.

    :raises Refused: "agency-not-found".
    """
    desk = request.desk
    kept = agencies_where(desk.person, Capability.KEEP_FEEDBACK, desk.today)
    own = kept.filter(role_holdings__person=desk.person).distinct().order_by("sort_key", "id")
    try:
        named = UUID(request.GET.get("co-quan", ""))
    except ValueError:
        named = None
    found = own.filter(pk=named).first() if named else own.first()
    if found is None:
        raise Refused("agency-not-found", _("Không có cơ quan này trong phạm vi của bạn."))
    return found
