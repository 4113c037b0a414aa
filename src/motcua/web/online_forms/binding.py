"""A form, its answers and what is wrong with them, ready to be shown."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from motcua.forms.queries.places import PlaceOffer, with_known_names
from motcua.forms.rules.answers import AnswerError, Checked, check_answers
from motcua.forms.rules.questions import FormSchema, Group
from motcua.web.online_forms.parsing import ACT, Posted, file_paths, get, name_of, put, read_post
from motcua.web.online_forms.places import settle
from motcua.web.online_forms.showing import SectionView, Showing, id_of


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the form and waits to be stored: for which question, and the file."""

    path: str
    file: UploadedFile[Any]


@dataclass(frozen=True)
class BoundForm:
    """A form with answers. `answers` are as typed; `clean` are those that are right; see the package on its use."""

    schema: FormSchema
    answers: dict[str, Any]
    on: date
    files: Mapping[str, str] = field(default_factory=dict)
    is_final: bool = False
    is_rearranging: bool = False
    uploads: tuple[Upload, ...] = ()
    offers: Mapping[str, tuple[PlaceOffer, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    shows_errors: bool = True
    focus: str = ""

    @cached_property
    def checked(self) -> Checked:
        """The outcome of `check_answers` on what was typed."""
        return check_answers(self.schema, self.answers, files=self.files, on=self.on, is_final=self.is_final)

    @property
    def clean(self) -> dict[str, Any]:
        """The right answers: what is lodged."""
        return self.checked.clean

    @property
    def typed(self) -> dict[str, Any]:
        """Everything typed: what a draft keeps."""
        return self.checked.typed

    @property
    def errors(self) -> list[AnswerError]:
        """What is wrong, in the order of the form."""
        return self.checked.errors

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return self.checked.is_right

    @cached_property
    def sections(self) -> list[SectionView]:
        """The sections that are asked, with everything their templates need."""
        errors = self.errors if self.shows_errors else []
        return Showing(
            schema=self.schema,
            answers=self.answers,
            shown=self.checked.shown,
            messages={error.path: error.message for error in reversed(errors)},
            files=self.files,
            offers=self.offers,
            origins=self.origins,
            focus=self.focus,
        ).sections()

    @property
    def faults(self) -> list[dict[str, str]]:
        """The list of errors that stands first, each leading to its question."""
        errors = self.errors if self.shows_errors else []
        return [
            {"href": f"#{id_of(error.path)}", "label": error.label, "message": error.message}
            for error in errors
        ]

    def with_files(self, stored: Mapping[str, Sequence[tuple[str, str]]]) -> BoundForm:
        """The same form once its uploads are stored: for each path the (identifier, name) of its new files."""
        answers, files = copy.deepcopy(self.answers), dict(self.files)
        for path, kept in stored.items():
            before = get(answers, path)
            put(answers, path, [*(before if isinstance(before, list) else []), *(one for one, _ in kept)])
            files |= dict(kept)
        return replace(self, answers=answers, files=files, uploads=())


def bind(
    schema: FormSchema,
    posted: Posted | None = None,
    uploaded: MultiValueDict[str, UploadedFile[Any]] | None = None,
    *,
    on: date,
    answers: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None,
    is_final: bool = False,
    origins: Mapping[str, str] | None = None,
    shows_errors: bool | None = None,
) -> BoundForm:
    """The form with what was posted, or with stored `answers` when nothing was.

    `files` names the files that are there by identifier, `origins` where prefilled answers came from. Errors are
    shown for what was posted to be kept, not while somebody is still arranging, unless `shows_errors` says so.
    """
    if posted is None:
        said = copy.deepcopy(dict(answers or {}))
        return BoundForm(
            schema, with_known_names(schema, said, on), on, files or {}, is_final,
            origins=origins or {}, shows_errors=bool(shows_errors) if shows_errors is not None else is_final,
        )  # fmt: skip
    said = read_post(schema, posted)
    act = str(posted.get(ACT) or "")
    uploads = _uploads(schema, said, uploaded) if uploaded else ()
    focus = _rearrange(schema, said, act)
    offers = settle(schema, said, on)
    return BoundForm(
        schema=schema,
        answers=with_known_names(schema, said, on),
        on=on,
        files=files or {},
        is_final=is_final,
        is_rearranging=bool(act),
        uploads=_moved(uploads, act),
        offers=offers,
        shows_errors=not act if shows_errors is None else shows_errors,
        focus=focus,
    )


def _rearrange(schema: FormSchema, said: dict[str, Any], act: str) -> str:
    """Do to the answers what the pressed button says; the path where the cursor belongs afterwards.

    "add:copies", "remove:copies.1", "drop:papers.0.file:<identifier>", "place:owner.address:<code>",
    "school:school:<identifier>", "refresh".
    """
    verb, _, rest = act.partition(":")
    path, _, value = rest.partition(":")
    if verb == "add" and isinstance(group := schema.find(path), Group):
        rows = said.setdefault(path, [])
        rows.extend({} for _ in range(max(0, group.min_rows - len(rows))))
        if len(rows) < group.max_rows:
            rows.append({})
        return f"{path}.{len(rows) - 1}"
    if verb == "remove":
        key, _, number = path.partition(".")
        rows = said.get(key)
        if isinstance(rows, list) and number.isdigit() and int(number) < len(rows):
            del rows[int(number)]
        return key
    if verb == "drop" and isinstance(kept := get(said, path), list):
        put(said, path, [one for one in kept if one != value])
        return path
    if verb == "place" and isinstance(address := get(said, path), dict):
        address["pick"] = value
        return path
    if verb == "school" and isinstance(school := get(said, path), dict):
        school |= {"agency": value, "agency_name": school.get("name", "")}
        return path
    return ""


def _uploads(
    schema: FormSchema, said: Mapping[str, Any], uploaded: MultiValueDict[str, UploadedFile[Any]]
) -> tuple[Upload, ...]:
    return tuple(
        Upload(path, file)
        for path in file_paths(schema, said)
        for file in uploaded.getlist(f"{name_of(path)}.new")
    )


def _moved(uploads: tuple[Upload, ...], act: str) -> tuple[Upload, ...]:
    """Uploads under the numbers their rows have once a row was taken away; those of the row itself are left out."""
    verb, _, path = act.partition(":")
    key, _, number = path.partition(".")
    if verb != "remove" or not number.isdigit():
        return uploads
    gone, moved = int(number), []
    for upload in uploads:
        steps = upload.path.split(".")
        if steps[0] == key and len(steps) > 1 and int(steps[1]) >= gone:
            if int(steps[1]) == gone:
                continue
            steps[1] = str(int(steps[1]) - 1)
        moved.append(Upload(".".join(steps), upload.file))
    return tuple(moved)
