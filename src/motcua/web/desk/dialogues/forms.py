from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.conferences import ConferenceFacts, Held
from motcua.feedback.actions.dialogues.questions import Sorting
from motcua.feedback.enums import AsideReason, QuestionChannel
from motcua.feedback.models import DialogueConference, DialogueQuestion, HotlineEntry
from motcua.feedback.queries.feedback.people import bodies_near
from motcua.feedback.rules.about_whom import AboutWhom
from motcua.feedback.rules.dialogues import Asked, call_days
from motcua.kernel.clock import VIETNAM, local_day
from motcua.organisations.models import Agency
from motcua.plans.models import Activity, Task
from motcua.web.desk.activities.forms import TaskChoice
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.desk.yearly.forms import AgencyForm, PlainForm, choose


class HourField(forms.TimeField):
    """An hour typed as 8:30, 08.30 or 8h30."""

    widget = forms.TextInput(attrs={"size": 6, "autocomplete": "off", "placeholder": "08:30"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%Hh%M", "%H.%M"], **kwargs)
        self.error_messages["invalid"] = _("Giờ chưa đúng. Ghi theo dạng giờ:phút, ví dụ 08:30.")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class ConferenceForm(AgencyForm):
    topic = LinesField(rows=2, max_length=300, label=_("Chủ đề"))
    audience = WordsField(
        max_length=300, label=_("Mời ai"), help_text=_("Ví dụ: phụ huynh, giáo viên, trung tâm ngoại ngữ.")
    )
    on = DayField(label=_("Ngày tổ chức"))
    hour = HourField(label=_("Bắt đầu lúc"))
    place = WordsField(max_length=300, label=_("Nơi tổ chức"))
    link = WordsField(
        required=False, max_length=500, label=_("Liên kết họp trực tuyến"), help_text="https://…"
    )
    call_from = DayField(label=_("Nhận câu hỏi từ ngày"))
    call_until = DayField(label=_("đến hết ngày"))
    about = LinesField(rows=4, required=False, label=_("Nội dung, cách tham dự"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def facts(self) -> ConferenceFacts:
        """What was said, as the actions take it.

        :raises Refused: "call-days-wrong".
        """
        said = self.cleaned_data
        return ConferenceFacts(
            topic=said["topic"],
            audience=said["audience"],
            starts_at=datetime.combine(said["on"], said["hour"], tzinfo=VIETNAM),
            place=said["place"],
            call=call_days(said["call_from"], said["call_until"]),
            about=said["about"],
            link=said["link"],
        )


def first_of(row: DialogueConference) -> dict[str, Any]:
    """What stands in the form at first."""
    starts = row.starts_at.astimezone(VIETNAM)
    names = ("topic", "audience", "place", "link", "about", "revision")
    return {
        **{name: getattr(row, name) for name in names},
        "on": starts.date(),
        "hour": starts.time(),
        "call_from": row.call.lower,
        "call_until": row.call.upper.fromordinal(row.call.upper.toordinal() - 1),
    }


class HeldForm(PlainForm):
    hour = HourField(label=_("Kết thúc lúc"))
    chair = WordsField(max_length=200, label=_("Người chủ trì"), help_text=_("Họ tên, chức danh."))
    secretary = WordsField(max_length=200, label=_("Thư ký"), help_text=_("Họ tên, chức danh."))
    citizens = forms.IntegerField(min_value=0, max_value=100_000, initial=0, label=_("Số người dân dự"))
    enterprises = forms.IntegerField(min_value=0, max_value=100_000, initial=0, label=_("Số doanh nghiệp dự"))
    bodies = forms.IntegerField(
        min_value=0, max_value=100_000, initial=0, label=_("Số cơ quan, đơn vị, nhà trường dự")
    )

    def held(self, row: DialogueConference) -> Held:
        """What was said, as the actions take it; the end is on the day of the beginning."""
        said = self.cleaned_data
        return Held(
            ended_at=datetime.combine(local_day(row.starts_at), said["hour"], tzinfo=VIETNAM),
            chair=said["chair"],
            secretary=said["secretary"],
            citizens=said["citizens"],
            enterprises=said["enterprises"],
            bodies=said["bodies"],
        )


class ConclusionForm(PlainForm):
    conclusion = LinesField(rows=6, label=_("Kết luận của hội nghị"))


class ReasonForm(PlainForm):
    reason = LinesField(rows=2, max_length=300, label=_("Lý do"))


class QuestionForm(PlainForm):
    channel = forms.ChoiceField(
        label=_("Đến bằng cách nào"),
        choices=[choice for choice in QuestionChannel.choices() if choice[0] != QuestionChannel.PORTAL],
    )
    party = forms.ChoiceField(label=_("Người hỏi là"), choices=PartyKind.choices)
    name = WordsField(required=False, max_length=200, label=_("Họ tên hoặc tên đơn vị"))
    contact = WordsField(
        required=False,
        max_length=120,
        label=_("Điện thoại hoặc thư điện tử"),
        help_text=_("Chỉ để trả lời riêng khi cần; xóa khi hội nghị công khai kết quả."),
    )
    text = LinesField(rows=6, label=_("Câu hỏi"), help_text=_("Ghi trung thực lời người hỏi."))

    def asked(self) -> Asked:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Asked(said["text"], said["name"], said["contact"])


class SortForm(PlainForm):
    theme = WordsField(required=False, max_length=120, label=_("Nhóm nội dung"))
    unit = forms.ModelChoiceField(Agency.objects.none(), label=_("Đơn vị trả lời"), empty_label=_("— chọn —"))
    answer_by = DayField(required=False, label=_("Trả lời trước ngày"))

    def __init__(self, *args: Any, units: Any, themes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)
        self.themes = themes

    def sorting(self) -> Sorting:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Sorting(said["theme"], said["unit"].pk, said["answer_by"])


class AnswerForm(PlainForm):
    answer = LinesField(
        rows=10, label=_("Trả lời"), help_text=_("Nói rõ căn cứ, việc đã làm, việc sẽ làm và khi nào.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ApproveForm(PlainForm):
    public_text = LinesField(
        rows=6,
        label=_("Câu hỏi để công khai"),
        help_text=_("Bỏ tên người, số điện thoại, địa chỉ, mã hồ sơ và điều riêng tư; giữ đúng ý người hỏi."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CountForm(PlainForm):
    """Which dialogue of the plan the conference is."""

    activity = forms.ModelChoiceField(
        Activity.objects.none(),
        required=False,
        label=_("Hội nghị dự kiến trong kế hoạch"),
        empty_label=_("Chưa có: lập hoạt động mới"),
    )
    task = TaskChoice(
        Task.objects.none(),
        required=False,
        label=_("Nhiệm vụ của kế hoạch"),
        empty_label=_("Không thuộc nhiệm vụ nào"),
        help_text=_("Chỉ khi lập hoạt động mới."),
    )

    def __init__(self, *args: Any, activities: Any, tasks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "activity", activities)
        choose(self, "task", tasks)


class AboutWhomForm(PlainForm):
    """Of whom a question or a call speaks."""

    is_conduct = forms.BooleanField(
        required=False,
        label=_("Nói về thái độ, hành vi của cán bộ, đơn vị"),
        help_text=_(
            "Chỉ đầu mối và lãnh đạo xem được; người và đơn vị bị phản ánh không nhìn thấy ở bất cứ đâu."
        ),
    )
    about_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=_("Đơn vị bị phản ánh"),
        empty_label=_("Không nêu đơn vị"),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=_("Người bị phản ánh"), empty_label=_("Không rõ ai")
    )

    def __init__(self, *args: Any, agency_id: UUID, on: date, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = bodies_near(agency_id, on)
        staff = Person.objects.filter(
            is_active=True, is_staff_member=True, positions__agency__in=bodies.order_by()
        )
        choose(self, "about_agency", bodies)
        choose(self, "person", staff.exclude(pk=by.pk).distinct().order_by("sort_key", "id"))

    def about(self) -> AboutWhom:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        body, person = said["about_agency"], said["person"]
        return AboutWhom(said["is_conduct"], body.pk if body else None, person.pk if person else None)


def only_object(row: DialogueQuestion | HotlineEntry) -> UUID | None:
    """Who is named in it, where it is one person: whom it is likely about."""
    people = list(row.objects_of.values_list("person_id", flat=True)[:2])
    return people[0] if len(people) == 1 else None


class NoteForm(PlainForm):
    note = LinesField(rows=3, max_length=500, label=_("Điều cần sửa"))


class AsideForm(PlainForm):
    reason = forms.ChoiceField(label=_("Vì sao"), choices=AsideReason.choices)
    duplicate_of = forms.IntegerField(
        required=False, min_value=1, label=_("Trùng câu số"), help_text=_("Chỉ ghi khi trùng câu hỏi khác.")
    )
    note = LinesField(rows=2, required=False, max_length=500, label=_("Ghi rõ"))
