"""The sample department's staff: posts, roles, sign-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from motcua.accounts.actions.people import add_person
from motcua.accounts.actions.roles import appoint, grant_role
from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import day, rows
from motcua.organisations.policy import SYSTEM

# One password for people who do not exist, printed at every start of the demo.
PASSWORD = "cau-ngoi-ben-song-2026"  # noqa: S105

# Whom the demo introduces, in the order of the work.
_INTRODUCED = (
    "kiemsoat",
    "kiemsoat2",
    "nghiepvu",
    "kythuat",
    "giamdoc",
    "tiepnhan",
    "thuly",
    "congchucxa",
    "ketoan",
    "chuyenvientinh",
    "chutich",
    "vanthutinh",
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sample sign-in as the demo prints it."""

    username: str
    password: str
    who: str


def load_people(*, at: datetime) -> None:
    """Add everyone, with posts and roles since the day they took them up."""
    for row in rows("people"):
        since, until = date.fromisoformat(row["start"]), day(row["end"])
        workplace = agency_on(row["agency"], since)
        person = add_person(
            username=row["username"],
            full_name=row["full_name"],
            password=PASSWORD,
            agency=workplace,
            is_sample=True,
            by=SYSTEM,
            at=at,
        )
        appoint(
            person=person, agency=workplace, title=row["title"], since=since, until=until, by=SYSTEM, at=at
        )
        for part in row["roles"].split(";"):
            role, _, place = part.partition("@")
            grant_role(
                person=person,
                agency=agency_on(place.rstrip("+"), since),
                role=Role(role),
                includes_below=place.endswith("+"),
                since=since,
                until=until,
                by=SYSTEM,
                at=at,
            )


def staff_sign_ins() -> list[SignIn]:
    """The sign-ins of staff that the demo introduces, as they stand in the database."""
    people = {person.username: person for person in Person.objects.filter(is_sample=True, is_active=True)}
    titles = {row["username"]: row["title"] for row in rows("people")}
    return [
        SignIn(username, PASSWORD, f"{people[username].full_name}, {titles[username]}")
        for username in _INTRODUCED
        if username in people
    ]
