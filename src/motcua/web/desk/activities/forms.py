from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.documents.actions.files import Brought
from motcua.kernel.refusals import Refused
from motcua.plans.actions.activities import ActivityFacts
from motcua.plans.enums import ActivityKind, ActivityMeasure, Channel
from motcua.plans.models import Activity, ActivityCount, Task
from motcua.plans.rules.activities import USUAL, USUAL_CHANNEL, Count, checked_counts
from motcua.web.desk.drafts.rows import RowForm, Rows, row_set
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.desk.yearly.forms import AgencyForm
from motcua.web.fields import ManyFilesField, PlainForm, choose
from motcua.web.waiting_files import HoldsFiles

_GROUPING = re.compile(r"[\s.,\u00a0]")


class WholeField(forms.IntegerField):
    """A whole number: 10000 and 10.000 are the same."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 10})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=2_000_000_000, **kwargs)
        self.error_messages["invalid"] = _("Ghi một số từ 0 trở lên, ví dụ 10.000.")

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_GROUPING.sub("", value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


if TYPE_CHECKING:
    ChoiceOfTask = forms.ModelChoiceField[Task]
else:
    ChoiceOfTask = forms.ModelChoiceField


class TaskChoice(ChoiceOfTask):
    def label_from_instance(self, obj: Task) -> str:
        return f"{obj.number}. {obj.content}"[:120] if obj.number else obj.content[:120]


class ActivityForm(AgencyForm):
    """What is said of an activity before it is held."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại hoạt động"), choices=ActivityKind.choices)
    title = LinesField(rows=2, max_length=300, label=gettext_lazy("Tên hoạt động"))
    planned_on = DayField(label=gettext_lazy("Dự kiến ngày"))
    place = WordsField(required=False, max_length=300, label=gettext_lazy("Địa điểm, nơi đăng"))
    link = WordsField(required=False, max_length=500, label=gettext_lazy("Liên kết"), help_text="https://…")
    about = LinesField(rows=4, required=False, label=gettext_lazy("Nội dung"))
    task = TaskChoice(
        Task.objects.none(),
        required=False,
        label=gettext_lazy("Theo nhiệm vụ trong kế hoạch"),
        empty_label=gettext_lazy("Không theo nhiệm vụ nào"),
    )

    def __init__(self, *args: Any, tasks: Any, activity: Activity | None = None, **kwargs: Any) -> None:
        if activity is not None:
            names = ("kind", "title", "planned_on", "place", "link", "about")
            first = {name: getattr(activity, name) for name in names}
            kwargs.setdefault("initial", {**first, "task": activity.task_id})
        super().__init__(*args, **kwargs)
        choose(self, "task", tasks)

    def facts(self) -> ActivityFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return ActivityFacts(
            ActivityKind(said["kind"]),
            said["title"],
            said["planned_on"],
            said["about"],
            said["place"],
            said["link"],
            said["task"].pk if said["task"] else None,
        )


class CountForm(RowForm):
    """One number counted by one channel."""

    always_chosen = frozenset({"measure", "channel"})
    measure = forms.ChoiceField(label=gettext_lazy("Đếm gì"), choices=ActivityMeasure.choices)
    channel = forms.ChoiceField(label=gettext_lazy("Qua kênh"), choices=Channel.choices)
    value = WholeField(label=gettext_lazy("Số lượng"))

    def count(self) -> Count:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Count(ActivityMeasure(said["measure"]), Channel(said["channel"]), said["value"])


class CountRowsBase(Rows):
    def clean(self) -> None:
        """A number is counted once; the actions ask again."""
        if any(row.quiet or row.errors for row in self.there()):
            return
        try:
            checked_counts([row.count() for row in self.there()])
        except Refused as refused:
            raise ValidationError(refused.message) from None


CountRows = row_set(CountForm, CountRowsBase)


def first_counts(kind: ActivityKind, stored: Collection[ActivityCount] = ()) -> list[dict[str, Any]]:
    """What was counted before, else a row for each measure usual with the kind."""
    if stored:
        measures, channels = list(ActivityMeasure), list(Channel)
        ordered = sorted(stored, key=lambda one: (measures.index(one.measure), channels.index(one.channel)))  # type: ignore[arg-type]  # stored words equal their enums
        return [{"measure": one.measure, "channel": one.channel, "value": one.value} for one in ordered]
    channel = USUAL_CHANNEL[kind].value
    return [{"measure": measure.value, "channel": channel} for measure in USUAL[kind]]


class HoldForm(HoldsFiles, PlainForm):
    held_on = DayField(label=gettext_lazy("Thực hiện ngày"))
    files = ManyFilesField(  # type: ignore[assignment]  # Django takes fields off the class
        required=False, label=gettext_lazy("Minh chứng (chương trình, danh sách, ảnh)")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def brought_files(self) -> list[Brought]:
        """The files that came along."""
        return self.brought_in("files")


class CountedForm(PlainForm):
    counted_on = DayField(label=gettext_lazy("Đếm ngày"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CancelForm(PlainForm):
    note = LinesField(rows=2, max_length=300, label=gettext_lazy("Lý do không thực hiện"))


class FilesForm(HoldsFiles, PlainForm):
    files = ManyFilesField(label=gettext_lazy("Tệp"))  # type: ignore[assignment]  # Django takes fields off the class

    def brought_files(self) -> list[Brought]:
        """The files that came along."""
        return self.brought_in("files")
