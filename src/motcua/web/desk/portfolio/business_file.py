"""A list of codes in a file, looked through before the procedures on it are marked."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.reviews.files.code_lists import read_code_list
from motcua.reviews.policy.scenarios import require_set_targets
from motcua.reviews.queries.business import members_of
from motcua.reviews.rules.business import Sought, sought
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.portfolio.business import CodesForm
from motcua.web.desk.what_if.asking import asked


class FileForm(forms.Form):
    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy("XLSX hoặc CSV có cột “Mã thủ tục”."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def preview(request: DeskRequest) -> HttpResponse:
    """What the catalogue has of the codes in a file, and what it has not; those found are then marked by their codes.
    Nothing is kept here."""
    of, desk = asked(request), request.desk
    require_set_targets(desk.person, agency_id=of.agency.pk, on=desk.today)
    form = FileForm(posted(request), request.FILES or None, label_suffix="")
    found: Sought | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            cells = read_code_list(file.read(), str(file.name))
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            names = {one.code: one.name for one in members_of(of.scope)}
            found = sought([(one.code, one.cell) for one in cells], names)
    codes = "\n".join(code for code, _name in found.known) if found else ""
    context = {
        "form": form,
        "found": found,
        "codes": CodesForm(auto_id="ma-%s", label_suffix="", initial={"codes": codes}) if codes else None,
        "codes_href": of.path("portfolio:business_by_codes"),
        "back": of.path("portfolio:business"),
    }
    return render(request, "desk/portfolio/business_file.html", context)
