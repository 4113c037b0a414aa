from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import PartyKind
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.documents.actions.files import keep_files_of
from motcua.dossiers.actions.results import Proposal
from motcua.dossiers.enums import Door, PaperForm, PartyRole, Representation, ResultKind, ReturnWay
from motcua.dossiers.models import Party
from motcua.dossiers.queries.offers import Offer
from motcua.dossiers.rules.intake import NewPaper, NewParty
from motcua.kernel.text import fold
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.agencies import agencies_matching, agencies_on
from motcua.organisations.queries.areas import search_areas
from motcua.web.desk.dossier_acts.confirming import ConfirmField
from motcua.web.desk.fields import AmountField, DayField, LinesField, WordsField
from motcua.web.fields import ManyFilesField, OneFileField
from motcua.web.waiting_files import HoldsFiles

_DOORS = [(one.value, one.label) for one in Door if one is not Door.ONLINE]


class AreaField(WordsField):
    """A commune by name, today's or a former one: gives the Area of the day."""

    def __init__(self, *, on: date, **kwargs: Any) -> None:
        super().__init__(max_length=160, **kwargs)
        self.on = on

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = search_areas(text, self.on, limit=6)
        if not found:
            raise ValidationError(_("Không có nơi nào tên như vậy. Ghi tên xã, phường, kèm tỉnh nếu cần."))
        choices = {area.pk: area for one in found[:1] for area in one.became.candidates}
        if len(choices) > 1:
            names = "; ".join(_full_name(area) for area in choices.values())
            raise ValidationError(_("Nơi này nay là nhiều đơn vị: %s. Ghi rõ một đơn vị.") % names)
        return next(iter(choices.values()), None)

    def prepare_value(self, value: Any) -> Any:
        return _full_name(value) if isinstance(value, Area) else value


def _full_name(area: Area) -> str:
    return f"{area.name}, {area.parent.name}" if area.parent else area.name


class AgencyField(WordsField):
    """A body of the day by its name, its short name or its code, with or without diacritics."""

    def __init__(self, *, on: date, **kwargs: Any) -> None:
        super().__init__(max_length=160, **kwargs)
        self.on = on

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = list(agencies_matching(agencies_on(self.on), text=text).order_by("sort_key", "id")[:6])
        exact = [one for one in found if fold(text) in {fold(one.name), fold(one.short_name), fold(one.code)}]
        chosen = exact or found
        if not chosen:
            raise ValidationError(_("Không có cơ quan nào tên như vậy. Ghi tên hoặc mã cơ quan."))
        if len(chosen) > 1:
            names = "; ".join(one.name for one in chosen)
            raise ValidationError(_("Có nhiều cơ quan như vậy: %s. Ghi rõ một cơ quan.") % names)
        return chosen[0]


class PartyForm(forms.Form):
    identity_number = WordsField(
        label=gettext_lazy("Số định danh, hộ chiếu hoặc mã số thuế"), max_length=20, required=False
    )
    name = WordsField(label=gettext_lazy("Họ tên hoặc tên tổ chức"), max_length=250, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=[(one.value, one.label) for one in PartyKind]
    )
    born_on = DayField(label=gettext_lazy("Ngày sinh"), required=False)
    phone = WordsField(label=gettext_lazy("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    address = WordsField(label=gettext_lazy("Số nhà, đường, thôn, tổ"), max_length=300, required=False)

    def __init__(self, *args: Any, on: date, role: PartyRole, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": role.value})
        self.role = role
        self.fields["area"] = AreaField(
            label=gettext_lazy("Xã, phường"),
            on=on,
            required=False,
            widget=forms.TextInput(attrs={"list": "xa-phuong", "autocomplete": "off"}),
        )
        for name, words in {"identity_number": "off", "name": "off", "phone": "off", "email": "off"}.items():
            self.fields[name].widget.attrs.update({"autocomplete": words})
        self.fields["identity_number"].widget.attrs["inputmode"] = "text"
        self.fields["phone"].widget.attrs["inputmode"] = "tel"

    def party(self, **more: Any) -> NewParty | None:
        """Who was typed; None when the form was left empty."""
        data = self.cleaned_data
        if not data.get("name") and not data.get("identity_number"):
            return None
        area = data.get("area")
        return NewParty(
            role=self.role,
            name=data["name"],
            kind=PartyKind(data["kind"]),
            identity_number=data["identity_number"],
            born_on=data["born_on"],
            phone=data["phone"],
            email=data["email"],
            area_id=area.pk if area else None,
            address=data["address"],
            **more,
        )

    @staticmethod
    def known(party: Party) -> dict[str, Any]:
        """What is known of somebody from an earlier dossier, as initial values."""
        return {
            "identity_number": party.identity_number,
            "name": party.name,
            "kind": party.kind,
            "born_on": party.born_on,
            "phone": party.phone,
            "email": party.email,
            "address": party.address,
            "area": party.area,
        }


class KeepsFiles(HoldsFiles, forms.Form):
    """A form with files that are kept for good when what it belongs to is taken; until then they wait with it."""

    kept: tuple[UUID, ...] = ()

    def keep_chosen(self, *, by: str, at: datetime) -> None:
        """Keep what was chosen. Ask only a valid form.

        :raises Refused: as `documents.actions.keep_files_of`.
        """
        stored = keep_files_of(files=self.brought_in("files"), by=by, at=at)
        self.kept = tuple(one.pk for one in stored)


class SubmitterForm(KeepsFiles, PartyForm):
    representation = forms.ChoiceField(
        label=gettext_lazy("Nộp thay với tư cách"),
        choices=[("", gettext_lazy("Chọn tư cách"))]
        + [(one.value, one.label) for one in Representation if one is not Representation.SELF],
        required=False,
    )
    proof_note = WordsField(label=gettext_lazy("Giấy tờ chứng minh đã xem"), max_length=300, required=False)
    files = OneFileField(  # type: ignore[assignment]  # Django takes fields off the class
        label=gettext_lazy("Tệp giấy tờ chứng minh"), required=False, accept=".pdf,.jpg,.jpeg,.png"
    )

    def party(self, **more: Any) -> NewParty | None:
        chosen = self.cleaned_data.get("representation") or Representation.SELF
        return super().party(
            representation=Representation(chosen),
            proof_note=self.cleaned_data.get("proof_note", ""),
            proof_file_id=next(iter(self.kept), None),
            **more,
        )


class LimitForm(forms.Form):
    """A limit that a person read from words."""

    limit_amount = AmountField(label=gettext_lazy("Thời hạn của trường hợp này"), required=False)
    limit_unit = forms.ChoiceField(
        label=gettext_lazy("Đơn vị"), required=False, choices=[(one.value, one.label) for one in LimitUnit]
    )

    def limit(self) -> Limit | None:
        """The limit that was read; None when nothing was said."""
        amount, unit = self.cleaned_data.get("limit_amount"), self.cleaned_data.get("limit_unit")
        return Limit(Decimal(amount), LimitUnit(unit)) if amount and unit else None


class MainForm(LimitForm):
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    reception = forms.ModelChoiceField(
        label=gettext_lazy("Quầy tiếp nhận"), queryset=Agency.objects.none(), empty_label=None
    )
    door = forms.ChoiceField(label=gettext_lazy("Cách nộp"), choices=_DOORS, initial=Door.DIRECT)
    arrived_on = DayField(label=gettext_lazy("Ngày đến (bưu chính, nhận tại nhà)"), required=False)
    case_name = forms.ChoiceField(label=gettext_lazy("Trường hợp"), required=False)
    summary = WordsField(label=gettext_lazy("Nội dung yêu cầu"), max_length=400, required=False)
    sets_count = forms.IntegerField(label=gettext_lazy("Số bộ"), min_value=1, max_value=99)
    return_way = forms.ChoiceField(
        label=gettext_lazy("Nhận kết quả"), choices=[(one.value, one.label) for one in ReturnWay]
    )
    return_address = WordsField(label=gettext_lazy("Địa chỉ nhận kết quả"), max_length=300, required=False)
    outside_code = WordsField(label=gettext_lazy("Mã ở hệ thống khác"), max_length=60, required=False)
    outside_system = WordsField(
        label=gettext_lazy("Hệ thống đó"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "he-thong-khac", "autocomplete": "off"}),
    )
    asks_fees = forms.BooleanField(
        label=gettext_lazy("Thu theo mức đã công bố"), required=False, initial=True
    )

    def __init__(self, *args: Any, offer: Offer, counters: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reception"].queryset = counters  # type: ignore[attr-defined]  # a model choice
        self.fields["area"] = AreaField(
            label=gettext_lazy("Nơi có thẩm quyền (nếu không phải nơi này)"),
            on=on,
            required=False,
            help_text=gettext_lazy(
                "Như nơi cấp bằng, nơi đặt trường: hệ thống tìm cơ quan có thẩm quyền ở đó."
            ),
            widget=forms.TextInput(attrs={"list": "xa-phuong", "autocomplete": "off"}),
        )
        self.fields["help_point"] = AgencyField(
            label=gettext_lazy("Nơi đã hỗ trợ người nộp (nếu khác quầy này)"), on=on, required=False
        )
        cases = [("", _("Trường hợp thông thường")), *((case, case) for case in offer.cases)]
        self.fields["case_name"].choices = cases  # type: ignore[attr-defined]  # a choice field

    def arrived_at(self, at: datetime) -> datetime:
        """When it really came: the day that was typed, at its noon, or now."""
        day = self.cleaned_data.get("arrived_on")
        if day is None or day >= at.date():
            return at
        return at.replace(year=day.year, month=day.month, day=day.day, hour=12, minute=0, second=0)

    def clean_arrived_on(self) -> date | None:
        day: date | None = self.cleaned_data["arrived_on"]
        if day is not None and day > self.fields["area"].on:  # type: ignore[attr-defined]  # our own field
            raise ValidationError(_("Ngày đến không thể ở sau hôm nay."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("outside_system") and not data.get("outside_code"):
            self.add_error("outside_code", _("Ghi mã của hồ sơ ở hệ thống đó."))
        return data


class CounterResultForm(forms.Form):
    """The result of a same-day procedure, written while the applicant waits."""

    title = WordsField(label=gettext_lazy("Tên kết quả"), max_length=300, required=False)
    text = LinesField(rows=3, label=gettext_lazy("Nội dung kết quả"), max_length=4000, required=False)
    symbol = WordsField(label=gettext_lazy("Ký hiệu"), max_length=40, required=False)
    proof = WordsField(label=gettext_lazy("Giấy tờ tùy thân đã xem"), max_length=300, required=False)
    confirm = ConfirmField(required=False)

    def __init__(self, *args: Any, may_finish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": "result"})
        self.may_finish = may_finish
        if not may_finish:
            for name in ("symbol", "proof", "confirm"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if name != "text" and not data.get(name) and name not in self.errors:
                message = _("Giải quyết ngay thì cần ghi “%s”.") % field.label
                self.add_error(name, message)
        return data

    def proposal(self) -> Proposal:
        """The result as it is put forward."""
        return Proposal(
            kind=ResultKind.GRANTED, title=self.cleaned_data["title"], text=self.cleaned_data["text"]
        )


class PaperLine(KeepsFiles):
    """One line of the check-list."""

    component = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = WordsField(label=gettext_lazy("Giấy tờ khác"), max_length=600, required=False)
    form = forms.ChoiceField(
        label=gettext_lazy("Dạng"),
        required=False,
        choices=[("", gettext_lazy("Chưa có"))] + [(one.value, one.label) for one in PaperForm],
    )
    count = forms.IntegerField(
        label=gettext_lazy("Số lượng"), min_value=0, max_value=999, required=False, initial=1
    )
    reused_from = WordsField(label=gettext_lazy("Lấy từ đâu"), max_length=200, required=False)
    note = WordsField(label=gettext_lazy("Ghi chú"), max_length=400, required=False)
    files = ManyFilesField(label=gettext_lazy("Tệp"), required=False)  # type: ignore[assignment]  # as above

    def paper(self) -> NewPaper | None:
        """The line as it was typed with the files that were kept; None for an empty line of one's own."""
        data, files = self.cleaned_data, self.kept
        if not data["component"] and not data["name"]:
            return None
        form = PaperForm(data["form"]) if data["form"] else PaperForm.ELECTRONIC if files else None
        return NewPaper(
            name=data["name"],
            component_id=data["component"],
            form=form,
            count=data["count"] or 0 if form else 0,
            is_missing=form is None,
            reused_from=data["reused_from"],
            note=data["note"],
            file_ids=files,
        )
