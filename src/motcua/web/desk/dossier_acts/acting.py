"""The page of one act: what its form asks, what it then does, what it says about the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise

from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Dossier
from motcua.web.desk.access import Desk, DeskRequest
from motcua.web.waiting_files import ChosenFiles, chosen_files

Words = str | Promise
_WRITTEN = (forms.TextInput, forms.Textarea, forms.Select)


@dataclass
class Scene:
    """Who is about to do what to which dossier; `data` is what was posted. `seen` is the revision they looked at."""

    request: DeskRequest
    dossier: Dossier
    verb: Verb
    data: QueryDict | None
    seen: int | None

    @property
    def desk(self) -> Desk:
        return self.request.desk

    @property
    def files(self) -> ChosenFiles | None:
        """What was chosen now and what waits from an earlier sending; None when nothing was sent."""
        return chosen_files(self.request)

    @property
    def common(self) -> dict[str, Any]:
        """What every action takes: which dossier, who, when, what they had seen."""
        return {
            "dossier_id": self.dossier.pk,
            "by": self.desk.person,
            "at": self.desk.at,
            "seen": self.seen,
        }


class ActForm(forms.Form):
    """The questions of an act, with the scene at hand. The revision travels beside it, set by the page."""

    #: Rows of another kind that belong to the form, for the template.
    rows: Any = None
    #: Whether an amount typed here moves the clock, so that it can be counted again before sending.
    has_amounts = False
    #: Whether the words of a result are shown beside the questions or in them.
    shows_result = False

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        super().__init__(scene.data, scene.files, label_suffix="")

    def begin(self) -> None:
        """Put the writer into the first box, unless there is something to read before."""
        first = next(iter(self.visible_fields()), None)
        if first is not None and not self.shows_result and isinstance(first.field.widget, _WRITTEN):
            first.field.widget.attrs["autofocus"] = True

    @property
    def rows_wrong(self) -> list[forms.Form]:
        """The rows in which something is wrong, for the list of errors."""
        rows = getattr(self.rows, "forms", self.rows) or []
        return [row for row in rows if row.is_bound and row.errors]

    def term(self) -> Limit | None:
        """How long the applicant is given, for the clock; None when the act asks them for nothing."""
        return None

    def extension(self) -> Limit | None:
        """What is added to the promise; None when nothing is."""
        return None


class NoQuestions(ActForm):
    """An act that asks for nothing."""


@dataclass(frozen=True)
class ActPage:
    """One act: `do` runs the action with the checked form. `template` draws the fields where they are not a plain
    list; `lead` is a sentence before them."""

    verb: Verb
    do: Callable[[Scene, Any], object]
    save: Words
    done: Words
    form: type[ActForm] = NoQuestions
    title: Words = ""
    lead: Words = ""
    template: str = "components/form.html"
    is_danger: bool = False


@cache
def pages() -> Mapping[Verb, ActPage]:
    """Every act that has a page: each module of `pages/` names its own in PAGES."""
    package = import_module("motcua.web.desk.dossier_acts.pages")
    found: dict[Verb, ActPage] = {}
    for module in iter_modules(package.__path__, f"{package.__name__}."):
        for page in import_module(module.name).PAGES:
            assert page.verb not in found, f"two pages for {page.verb}"
            found[page.verb] = page
    return found


def address_of(verb: Verb) -> str:
    """The act in addresses: request_supplement is "request-supplement"."""
    return verb.value.replace("_", "-")


def page_of(address: str) -> ActPage | None:
    """The page of the act with this address; None when there is none."""
    return next((page for verb, page in pages().items() if address_of(verb) == address), None)
