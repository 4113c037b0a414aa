"""One act on the dossiers ticked in the inbox: what will happen to which, then what became of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.documents.enums import SigningAuthority
from motcua.dossiers.actions.bulk import (
    MOST,
    Chosen,
    Outcome,
    approve_many,
    assign_many,
    return_many,
    sign_many,
)
from motcua.dossiers.enums import ReturnWay, Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.people import people_by_unit
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.organisations.models import Agency
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.dossier_acts.confirming import ConfirmField, require_confirmed
from motcua.web.desk.dossiers.inbox import READERS
from motcua.web.desk.fields import LinesField, WordsField


class ManyForm(forms.Form):
    """What one act asks for all dossiers together."""

    def __init__(self, data: Any, *, desk: Desk) -> None:
        super().__init__(data, label_suffix="")
        self.desk = desk


class AssignManyForm(ManyForm):
    to_whom = forms.ChoiceField(label=_("Giao cho"))
    note = LinesField(label=_("Ghi chú cho người nhận"), rows=2, max_length=2000, required=False)

    def __init__(self, data: Any, *, desk: Desk) -> None:
        super().__init__(data, desk=desk)
        self.fields["to_whom"].choices = [("", _t("Chọn người hoặc đơn vị")), *_people(desk)]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> tuple[UUID, UUID | None]:
        """The division and the person; no person for the division as a whole."""
        unit, _sep, person = self.cleaned_data["to_whom"].partition(":")
        return UUID(unit), UUID(person) if person else None


class ApproveManyForm(ManyForm):
    note = LinesField(label=_("Ghi chú cho người ký"), rows=2, max_length=2000, required=False)


class SignManyForm(ManyForm):
    authority = forms.ChoiceField(
        label=_("Ký với tư cách"),
        choices=[
            (one.value, _("Thẩm quyền của mình") if one is SigningAuthority.OWN else one.label)
            for one in SigningAuthority
        ],
    )
    head_title = WordsField(label=_("Ký thay chức vụ nào"), max_length=120, required=False)
    is_read = forms.BooleanField(
        label=_("Tôi đã xem từng văn bản và đồng ý ký"),
        error_messages={"required": _("Mở từng văn bản ở danh sách, rồi đánh dấu là đã xem.")},
    )
    confirm = ConfirmField()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                require_confirmed(self.desk.person, data["confirm"], at=self.desk.at)
            except ValidationError as wrong:
                self.add_error("confirm", wrong)
        return data


class ReturnManyForm(ManyForm):
    way = forms.ChoiceField(
        label=_("Trả bằng cách nào"),
        choices=[(one.value, one.label) for one in ReturnWay if one is not ReturnWay.ONLINE],
        widget=forms.RadioSelect,
        initial=ReturnWay.DESK.value,
    )
    taken_by = WordsField(label=_("Người nhận chung"), max_length=250)
    proof = WordsField(label=_("Giấy tờ đã xem, hoặc số hiệu bưu gửi"), max_length=300)


Do = Callable[[Sequence[Chosen], Desk, Any], list[Outcome]]


@dataclass(frozen=True, slots=True)
class ManyPage:
    """One act on many: what it asks, what it does."""

    verb: Verb
    form: type[ManyForm]
    do: Do
    title: str | Promise
    lead: str | Promise
    save: str | Promise
    needs: Capability


def _assign(chosen: Sequence[Chosen], desk: Desk, form: AssignManyForm) -> list[Outcome]:
    unit, person = form.chosen()
    note = form.cleaned_data["note"]
    return assign_many(chosen=chosen, by=desk.person, at=desk.at, unit_id=unit, person_id=person, note=note)


def _approve(chosen: Sequence[Chosen], desk: Desk, form: ApproveManyForm) -> list[Outcome]:
    return approve_many(chosen=chosen, by=desk.person, at=desk.at, note=form.cleaned_data["note"])


def _sign(chosen: Sequence[Chosen], desk: Desk, form: SignManyForm) -> list[Outcome]:
    said = form.cleaned_data
    return sign_many(
        chosen=chosen,
        by=desk.person,
        at=desk.at,
        authority=SigningAuthority(said["authority"]),
        head_title=said["head_title"],
    )


def _return(chosen: Sequence[Chosen], desk: Desk, form: ReturnManyForm) -> list[Outcome]:
    said = form.cleaned_data
    return return_many(
        chosen=chosen,
        by=desk.person,
        at=desk.at,
        way=ReturnWay(said["way"]),
        taken_by=said["taken_by"],
        proof=said["proof"],
    )


_PAGES = (
    ManyPage(
        Verb.ASSIGN,
        AssignManyForm,
        _assign,
        _("Giao nhiều hồ sơ"),
        _("Mọi hồ sơ dưới đây được giao cho cùng một người hoặc đơn vị."),
        _("Giao"),
        Capability.DECIDE_DOSSIERS,
    ),
    ManyPage(
        Verb.APPROVE,
        ApproveManyForm,
        _approve,
        _("Duyệt nhiều kết quả"),
        _("Dự thảo của từng hồ sơ được duyệt và chuyển tới người ký."),
        _("Duyệt"),
        Capability.DECIDE_DOSSIERS,
    ),
    ManyPage(
        Verb.SIGN,
        SignManyForm,
        _sign,
        _("Ký nhiều kết quả"),
        _("Mỗi văn bản được ký riêng, với mã kiểm tra riêng."),
        _("Ký"),
        Capability.DECIDE_DOSSIERS,
    ),
    ManyPage(
        Verb.RETURN_RESULT,
        ReturnManyForm,
        _return,
        _("Trả nhiều kết quả"),
        _("Cùng một người nhận cho nhiều hồ sơ, ví dụ nhà trường nhận thay học sinh."),
        _("Trả kết quả"),
        Capability.RECEIVE_DOSSIERS,
    ),
)
_BY_ADDRESS = {page.verb.value.replace("_", "-"): page for page in _PAGES}


@desk_view(*READERS)
@require_http_methods(["GET", "POST"])
def many(request: DeskRequest, verb: str) -> HttpResponseBase:
    """First what will happen to which dossiers; sent again with `lam`, it is done and each outcome told."""
    page = _BY_ADDRESS.get(verb)
    if page is None:
        raise Http404
    chosen = _chosen(request.POST.getlist("chon"))
    if not chosen:
        return redirect("desk:dossiers:list")
    is_sent = "lam" in request.POST
    form = page.form(request.POST if is_sent else None, desk=request.desk)
    if is_sent and form.is_valid():
        return _done(request, page, chosen, page.do(chosen, request.desk, form))
    return _asked(request, page, chosen, form, status=422 if is_sent else 200)


def _asked(
    request: DeskRequest, page: ManyPage, chosen: Sequence[Chosen], form: ManyForm, *, status: int
) -> HttpResponse:
    found = _dossiers(request.desk, chosen)
    context = {
        **_frame(page),
        "form": form,
        "lines": [(_ticked(one), found[one.dossier_id]) for one in chosen if one.dossier_id in found],
        "missing": sum(one.dossier_id not in found for one in chosen),
        "lead": page.lead,
        "save": page.save,
        "shows_paper": page.verb in {Verb.APPROVE, Verb.SIGN},
        "most": MOST,
        "is_too_many": len(chosen) > MOST,
    }
    return render(request, "desk/dossier_results/many.html", context, status=status)


def _done(
    request: DeskRequest, page: ManyPage, chosen: Sequence[Chosen], outcomes: Sequence[Outcome]
) -> HttpResponse:
    found = _dossiers(request.desk, chosen)
    lines = [(found.get(one.dossier_id), one.refusal) for one in outcomes]
    context = {
        **_frame(page),
        "lines": [line for line in lines if line[1] is not None],
        "done": [dossier for dossier, refusal in lines if refusal is None],
        "count": len(outcomes),
    }
    return render(request, "desk/dossier_results/many_done.html", context)


def _frame(page: ManyPage) -> dict[str, Any]:
    back = reverse("desk:dossiers:list")
    return {"title": page.title, "back": back, "trail": [{"label": _t("Hồ sơ"), "href": back}]}


def _ticked(one: Chosen) -> str:
    return f"{one.dossier_id}:{one.seen if one.seen is not None else ''}"


def _chosen(values: Sequence[str]) -> list[Chosen]:
    """What was ticked, each once: "<id>:<revision>". What cannot be read was not ticked here."""
    found: dict[UUID, Chosen] = {}
    for value in values:
        identifier, _sep, seen = value.partition(":")
        try:
            pk = UUID(identifier)
        except ValueError:
            continue
        found[pk] = Chosen(pk, int(seen) if seen.isdecimal() and len(seen) < 10 else None)
    return list(found.values())


def _dossiers(desk: Desk, chosen: Sequence[Chosen]) -> dict[UUID, Dossier]:
    """Those of the chosen that the person may see; one query."""
    rows = dossiers_visible_to(desk.person, desk.today).filter(pk__in=[one.dossier_id for one in chosen])
    rows = rows.defer("words", "search_text").select_related("version", "holder")
    return {row.pk: row for row in rows}


def _people(desk: Desk) -> list[tuple[str, Any]]:
    """The divisions of the bodies for which the person decides, with who handles dossiers there."""
    bodies = agencies_where(desk.person, Capability.DECIDE_DOSSIERS, desk.today)
    groups: dict[Agency, list[Any]] = {}
    for body in bodies.order_by("sort_key", "id")[:20]:
        for unit, people in people_by_unit(body.pk, Capability.HANDLE_DOSSIERS, desk.today):
            groups.setdefault(unit, people)
    return [
        (
            unit.name,
            [
                (f"{unit.pk}:", _t("Cả đơn vị, ai nhận cũng được")),
                *((f"{unit.pk}:{person.pk}", person.full_name) for person in people),
            ],
        )
        for unit, people in groups.items()
    ]
