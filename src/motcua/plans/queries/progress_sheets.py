"""The duties of a plan as a sheet of progress is compared with them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from motcua.plans.enums import DutyStatus, FileRole
from motcua.plans.models import Duty, DutyFile, Plan, ProgressReport
from motcua.plans.rules.progress_sheet import Standing
from motcua.plans.rules.timing import ENDED


def standing_of(plan: Plan) -> dict[str, Standing]:
    """Every duty of the plan by its code; one query."""
    latest = ProgressReport.objects.filter(duty=OuterRef("pk")).order_by("-at", "-id")
    products = DutyFile.objects.filter(duty=OuterRef("pk"), role=FileRole.PRODUCT)
    named = ProgressReport.objects.filter(duty=OuterRef("pk")).exclude(product_reference="")
    rows = (
        Duty.objects.filter(task__plan=plan)
        .select_related("task")
        .annotate(
            said=Coalesce(Subquery(latest.values("text")[:1]), Value(""), output_field=TextField()),
            hindered=Coalesce(Subquery(latest.values("obstacles")[:1]), Value(""), output_field=TextField()),
            has_product=Exists(products) | Exists(named),
        )
    )
    return {
        str(duty.pk): Standing(
            duty_id=duty.pk,
            revision=duty.revision,
            percent=duty.percent,
            done_on=duty.done_on,
            text=duty.said,
            obstacles=duty.hindered,
            needs_product=bool(duty.task.product) and not duty.has_product,
            is_measured=bool(duty.task.indicator),
            is_running=DutyStatus(duty.status) not in ENDED,
        )
        for duty in rows
    }
