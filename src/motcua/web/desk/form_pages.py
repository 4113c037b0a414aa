"""One form on one page: the same answer wherever the desk asks for something and then does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal


def answer_form(
    request: DeskRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    where: Callable[[Any], str],
    title: str,
    save: str,
    back: str,
    done: str | Callable[[Any], str],
    lead: str = "",
    is_danger: bool = False,
    also: str = "",
    beside: Sequence[tuple[str, str]] = (),
    quoted: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Acts when the form is right and goes on to the address `where` tells for what came of it; shows a refusal
    at its field; else shows the form.

    `done` says what was done, in words or from what came of it. `also` is a second button that acts as well, posted as
    "also"; `beside` are links to neighbours of what is edited, each with its address; `quoted` is what has to be read
    to fill the form in, each part with its heading."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            show_refusal(form, refused)
        else:
            messages.success(request, done if isinstance(done, str) else done(made))
            return redirect(where(made))
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "save": save,
        "back": back,
        "is_danger": is_danger,
        "also": also,
        "beside": beside,
        "quoted": quoted,
    }
    return render(request, "desk/form_page.html", context)
