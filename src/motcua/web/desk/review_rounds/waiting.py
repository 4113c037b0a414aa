"""From a finding to what waits for a round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.reviews.actions.rounds.items import open_items_from_finding
from motcua.reviews.models import ReviewRound, RoundItem
from motcua.reviews.policy import finding_not_found
from motcua.reviews.queries.findings.finding import find_finding
from motcua.reviews.queries.rounds.carrying import rounds_by_procedure
from motcua.reviews.rules.findings.finding import Examined, Finding
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.review_findings.asking import clue_or_refuse, reviewed
from motcua.web.fields import PlainForm

_MOST = 100


class WaitingForm(PlainForm):
    """Which procedures of a finding should be reviewed, and why."""

    procedures = forms.MultipleChoiceField(
        label=gettext_lazy("Thủ tục cần rà soát"), widget=forms.CheckboxSelectMultiple
    )
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))

    def __init__(
        self, *args: Any, finding: Finding, rounds: Mapping[UUID, ReviewRound], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        once = {
            one.procedure_id: _called(one, rounds.get(UUID(one.procedure_id)))
            for one in (row.procedure for row in finding.rows[:_MOST])
        }
        field = self.fields["procedures"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(once.items())


def _called(procedure: Examined, held: ReviewRound | None) -> str:
    if held is None:
        return procedure.called
    return _("%(procedure)s (đang ở đợt: %(round)s)") % {"procedure": procedure.called, "round": held.title}


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def from_finding(request: DeskRequest, clue: str, key: str) -> HttpResponse:
    desk, asked, kind = request.desk, reviewed(request), clue_or_refuse(clue)
    finding = find_finding(clue=kind, key=key, agency_id=asked.agency.pk, at=desk.at)
    if finding is None:
        raise finding_not_found()
    form = WaitingForm(
        posted(request),
        finding=finding,
        rounds=rounds_by_procedure(
            asked.agency.pk, {UUID(row.procedure.procedure_id) for row in finding.rows[:_MOST]}
        ),
        initial={
            "reason": f"{finding.title}: {finding.says}",
            "procedures": [row.procedure.procedure_id for row in finding.rows[:1]],
        },
    )

    def act() -> list[RoundItem]:
        said = form.cleaned_data
        return open_items_from_finding(
            agency_id=asked.agency.pk,
            procedure_ids=[UUID(one) for one in said["procedures"]],
            clue=kind,
            finding_key=key,
            reason=said["reason"],
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: reverse("desk:review_rounds:list"),
        title=_("Đề nghị rà soát"),
        lead=kind.label,
        save=_("Đưa vào danh sách chờ"),
        back=asked.path("page", kind, key),
        done=_("Thủ tục đang chờ đưa vào một đợt rà soát."),
    )
