from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Gender, IdentityKind, PartyKind
from motcua.accounts.models import CitizenProfile, Person
from motcua.accounts.rules.citizens import ProfileEntry, sign_in_name
from motcua.organisations.models import Area
from motcua.web.fields import DayField, PlainForm, WordsField

_PASSWORD_HELP = _("Ít nhất 12 ký tự. Một câu dài dễ nhớ tốt hơn một từ khó nhớ.")
_SHOWN_BY_PAPER = (
    "full_name",
    "birth_on",
    "gender",
    "identity_kind",
    "identity_number",
    "identity_issued_on",
    "identity_issued_by",
)

_AS_TYPED = (
    "birth_on",
    "nationality",
    "identity_number",
    "identity_issued_on",
    "identity_issued_by",
    "address",
    "organisation_name",
    "tax_code",
)


def _labels(words: type[PartyKind] | type[Gender] | type[IdentityKind]) -> list[tuple[str, Any]]:
    """The choices of a closed vocabulary, in the reader's language."""
    return [("", _("— chọn —")), *((word.value, _(word.label)) for word in words)]


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        labels = {"login": _("Điện thoại hoặc thư điện tử"), "password": _("Mật khẩu")}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false", autofocus=True)

    def clean_login(self) -> str:
        """The contact as it is kept, however it was typed."""
        return sign_in_name(str(super().clean_login()))


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        labels = {
            "oldpassword": _("Mật khẩu hiện tại"),
            "password1": _("Mật khẩu mới"),
            "password2": _("Gõ lại mật khẩu mới"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = _PASSWORD_HELP

    def clean(self) -> dict[str, Any] | None:
        data: dict[str, Any] = self.cleaned_data
        one, two = data.get("password1"), data.get("password2")
        if one and two and one != two:
            self.add_error("password2", _("Hai lần gõ mật khẩu mới chưa giống nhau."))
        return data


class SignUpForm(PlainForm):
    full_name = WordsField(
        max_length=120, label=_("Họ và tên"), widget=forms.TextInput({"autocomplete": "name"})
    )
    contact = WordsField(
        max_length=80,
        label=_("Điện thoại hoặc thư điện tử"),
        help_text=_("Dùng để đăng nhập và nhận tin về hồ sơ."),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        strip=False,
        label=_("Mật khẩu"),
        help_text=_PASSWORD_HELP,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        strip=False, label=_("Gõ lại mật khẩu"), widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    consents = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý cho giữ, dùng dữ liệu của tôi vào các việc trên."),
        error_messages={"required": _("Đánh dấu đồng ý để chúng tôi được giữ dữ liệu của anh/chị.")},
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", _("Hai lần gõ mật khẩu chưa giống nhau."))
        return said

    @property
    def came_from_machine(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def entry(self) -> ProfileEntry:
        """As whom somebody signs up."""
        return ProfileEntry()


class OrganisationSignUpForm(SignUpForm):
    party_kind = forms.ChoiceField(label=_("Loại hình"))
    organisation_name = WordsField(max_length=250, label=_("Tên doanh nghiệp, hộ kinh doanh, tổ chức"))
    tax_code = WordsField(
        max_length=14,
        required=False,
        label=_("Mã số thuế"),
        help_text=_("Bắt buộc với doanh nghiệp và hộ kinh doanh."),
    )
    field_order = (
        "party_kind",
        "organisation_name",
        "tax_code",
        "full_name",
        "contact",
        "password",
        "again",
        "consents",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in PartyKind if kind is not PartyKind.CITIZEN]
        self.fields["party_kind"].choices = [(kind.value, _(kind.label)) for kind in kinds]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["full_name"].label = _("Họ và tên người dùng tài khoản")

    @property
    def entry(self) -> ProfileEntry:
        """As whom somebody signs up."""
        return ProfileEntry(
            party_kind=PartyKind(self.cleaned_data["party_kind"]),
            organisation_name=self.cleaned_data["organisation_name"],
            tax_code=self.cleaned_data["tax_code"],
        )


class ProfileForm(PlainForm):
    """What a person says of themselves. What a desk has checked is not asked: it stays as `kept` has it."""

    full_name = WordsField(max_length=120, label=_("Họ và tên"))
    phone = WordsField(max_length=20, required=False, label=_("Điện thoại"))
    email = WordsField(max_length=60, required=False, label=_("Thư điện tử"))
    birth_on = DayField(required=False, label=_("Ngày sinh"))
    gender = forms.ChoiceField(required=False, label=_("Giới tính"))
    nationality = WordsField(
        max_length=60, required=False, label=_("Quốc tịch"), help_text=_("Để trống nếu là Việt Nam.")
    )
    identity_kind = forms.ChoiceField(required=False, label=_("Giấy tờ tùy thân"))
    identity_number = WordsField(max_length=20, required=False, label=_("Số giấy tờ"))
    identity_issued_on = DayField(required=False, label=_("Ngày cấp"))
    identity_issued_by = WordsField(max_length=120, required=False, label=_("Nơi cấp"))
    area = forms.ChoiceField(
        required=False,
        label=_("Xã, phường"),
        help_text=_("Ở tỉnh khác thì để trống và ghi đủ vào ô địa chỉ."),
    )
    address = WordsField(max_length=250, required=False, label=_("Địa chỉ"))
    party_kind = forms.ChoiceField(label=_("Tôi đến với tư cách"))
    organisation_name = WordsField(
        max_length=250, required=False, label=_("Tên doanh nghiệp, hộ kinh doanh, tổ chức")
    )
    tax_code = WordsField(max_length=14, required=False, label=_("Mã số thuế"))

    def __init__(
        self, *args: Any, communes: Iterable[Area], person: Person, kept: CitizenProfile | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.kept = person, kept
        choices = {
            "gender": _labels(Gender),
            "identity_kind": _labels(IdentityKind),
            "party_kind": _labels(PartyKind)[1:],
            "area": [("", _("— chọn —")), *((area.code, area.name) for area in communes)],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
        if kept is not None and kept.is_verified:
            for name in _SHOWN_BY_PAPER:
                del self.fields[name]

    def said(self, name: str) -> Any:
        """What was typed, or what stands where it was not asked."""
        if name in self.fields:
            return self.cleaned_data[name]
        return self.person.full_name if name == "full_name" else getattr(self.kept, name)

    @property
    def entry(self) -> ProfileEntry:
        """What the person said, as the rules take it."""
        gender, kind = self.said("gender"), self.said("identity_kind")
        return ProfileEntry(
            party_kind=PartyKind(self.said("party_kind")),
            gender=Gender(gender) if gender else None,
            identity_kind=IdentityKind(kind) if kind else None,
            **{name: self.said(name) for name in _AS_TYPED},
        )


class CloseForm(PlainForm):
    """The password once more; who came in by e-identity has none and only presses the button."""

    password = forms.CharField(
        strip=False,
        label=_("Mật khẩu"),
        help_text=_("Để chắc là chính anh/chị."),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, has_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_password:
            del self.fields["password"]
