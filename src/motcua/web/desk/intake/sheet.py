"""The one screen of the counter: its forms, put together from the procedure and from what was posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from motcua.accounts.models import Person
from motcua.dossiers.actions.reading import note_reading
from motcua.dossiers.enums import Door, PartyRole, ReturnWay
from motcua.dossiers.queries.intake import counters_of, known_party
from motcua.dossiers.queries.offers import Offer
from motcua.dossiers.rules.intake import Intake
from motcua.kernel.clock import local_day
from motcua.kernel.ids import new_id
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.intake.forms import (
    KeepsFiles,
    MainForm,
    PaperLine,
    PartyForm,
    SubmitterForm,
)
from motcua.web.waiting_files import ChosenFiles, chosen_files

_OWN_LINES = 2
PEOPLE = {
    PartyRole.APPLICANT: PartyForm,
    PartyRole.SUBMITTER: SubmitterForm,
    PartyRole.OWNER: PartyForm,
}


@dataclass
class Line:
    """A line of the check-list with what the procedure says of the paper and what came with it."""

    form: PaperLine
    asked: str
    note: str
    is_own: bool


@dataclass
class Sheet:
    """All forms of the screen."""

    main: MainForm
    people: dict[PartyRole, PartyForm]
    lines: list[Line]
    problems: list[str]

    @property
    def applicant(self) -> PartyForm:
        return self.people[PartyRole.APPLICANT]

    @property
    def submitter(self) -> SubmitterForm:
        found = self.people[PartyRole.SUBMITTER]
        assert isinstance(found, SubmitterForm)
        return found

    @property
    def owner(self) -> PartyForm:
        return self.people[PartyRole.OWNER]

    def with_files(self) -> list[KeepsFiles]:
        """The forms in which files are chosen."""
        return [self.submitter, *(line.form for line in self.lines)]

    def hold_files(self) -> None:
        """Let every chosen file wait for the next sending."""
        for form in self.with_files():
            form.hold_files()

    def forms(self) -> list[Any]:
        return [self.main, *self.people.values(), *(line.form for line in self.lines)]

    def is_valid(self) -> bool:
        """Whether every form is right; all are asked, so that everything wrong is shown at once."""
        answers = [form.is_valid() for form in self.forms()]
        return all(answers)


def blank_sheet(offer: Offer, *, by: Person, at: datetime, reception: UUID | None) -> Sheet:
    """The empty screen for a procedure."""
    initial = {
        "submission_key": new_id(),
        "reception": reception,
        "sets_count": offer.sets_count,
        "door": Door.DIRECT,
        "return_way": ReturnWay.DESK,
    }
    return _sheet(offer, by=by, at=at, initial=initial)


def posted_sheet(request: DeskRequest, offer: Offer, *, quiet: bool = False) -> Sheet:
    """The screen as it was sent; `quiet` shows it again without judging it."""
    desk = request.desk
    files = chosen_files(request)
    return _sheet(offer, by=desk.person, at=desk.at, data=request.POST, files=files, quiet=quiet)


def filled_in(request: DeskRequest, offer: Offer, role: PartyRole) -> Sheet:
    """The screen as sent, with one person filled in from an earlier dossier found by number or telephone. The look
    into that dossier is noted."""
    desk = request.desk
    data, files = request.POST.copy(), chosen_files(request)
    asked = data.get(f"{role.value}-identity_number", "") or data.get(f"{role.value}-phone", "")
    party = known_party(asked, by=desk.person, at=desk.at)
    sheet = _sheet(offer, by=desk.person, at=desk.at, data=data, files=files, quiet=True)
    if party is None:
        sheet.problems.append(_("Chưa gặp số này ở các quầy của bạn. Ghi thông tin theo giấy tờ."))
        return sheet
    what = _("Lấy thông tin người nộp cho hồ sơ mới")
    note_reading(person=desk.person, dossier=party.dossier, what=what, at=desk.at)
    form = sheet.people[role]
    for name, value in form.known(party).items():
        if value not in (None, ""):
            data[form.add_prefix(name)] = form.fields[name].prepare_value(value)
    return _sheet(offer, by=desk.person, at=desk.at, data=data, files=files, quiet=True)


def keep_files(request: DeskRequest, sheet: Sheet) -> None:
    """Keep for good what was chosen at each line and as proof. Ask only a valid sheet, in the intake's transaction.

    :raises Refused: as `documents.actions.keep_files_of`.
    """
    for form in sheet.with_files():
        form.keep_chosen(by=request.desk.person.actor, at=request.desk.at)


def intake_of(sheet: Sheet, offer: Offer) -> Intake:
    """What was said, as the room of dossiers takes it. Ask only a valid sheet."""
    data = sheet.main.cleaned_data
    area = data["area"]
    papers = [line.form.paper() for line in sheet.lines]
    people = [form.party() for form in sheet.people.values()]
    return Intake(
        submission_key=data["submission_key"],
        procedure_id=offer.procedure_id,
        door=Door(data["door"]),
        reception_id=data["reception"].pk,
        parties=[party for party in people if party is not None],
        papers=[paper for paper in papers if paper is not None],
        area_id=area.pk if area else None,
        case_name=data["case_name"],
        summary=data["summary"],
        sets_count=data["sets_count"],
        return_way=ReturnWay(data["return_way"]),
        return_address=data["return_address"],
        outside_code=data["outside_code"],
        outside_system=data["outside_system"],
        help_point_id=data["help_point"].pk if data["help_point"] else None,
    )


def _sheet(
    offer: Offer,
    *,
    by: Person,
    at: datetime,
    data: Any = None,
    files: ChosenFiles | None = None,
    initial: dict[str, Any] | None = None,
    quiet: bool = False,
) -> Sheet:
    on = local_day(at)
    main = MainForm(data, offer=offer, counters=counters_of(by, at), on=on, initial=initial)
    people = {role: made(data, files, on=on, role=role) for role, made in PEOPLE.items()}
    case_name = (data or {}).get("case_name", "")
    sheet = Sheet(main, people, _lines(offer, case_name, data, files), [])
    if quiet:
        for form in sheet.forms():
            form._errors = ErrorDict()  # shown as typed, judged only when it is sent for good
        sheet.problems += [words for form in sheet.with_files() for words in form.take_over(files)]
    return sheet


def _lines(offer: Offer, case_name: str, data: Any, files: ChosenFiles | None) -> list[Line]:
    lines = []
    for paper in offer.papers_of(case_name):
        initial = {
            "component": paper.component_id,
            "name": paper.name,
            "count": paper.originals or paper.copies or 1,
        }
        form = PaperLine(data, files, prefix=f"p{paper.component_id}", initial=initial)
        lines.append(Line(form, paper.name, _counts(paper.originals, paper.copies, paper.note), False))
    for place in range(_OWN_LINES):
        lines.append(Line(PaperLine(data, files, prefix=f"own{place}"), "", "", True))
    return lines


def _counts(originals: int | None, copies: int | None, note: str) -> str:
    """What the procedure says of a paper, on one line."""
    parts = [_("%s bản chính") % originals] if originals else []
    parts += [_("%s bản sao") % copies] if copies else []
    return " · ".join(part for part in (", ".join(parts), note) if part)
