"""Questions about people: who they are, what they may do where. Permissions are one join, never row by row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.crypto import salted_hmac

from motcua.accounts.enums import Capability, IdentityKind, Role, VerificationLevel
from motcua.accounts.models import (
    CitizenProfile,
    Person,
    Position,
    ProvenContact,
    RoleHolding,
    SignInGuard,
    SignUpAttempt,
)
from motcua.accounts.rules.citizens import find_contact
from motcua.accounts.rules.roles import CAPABILITIES, roles_with
from motcua.kernel.text import clean, fold
from motcua.organisations.models import Agency

_REACH = """
    WITH RECURSIVE reach(id, below) AS (
        SELECT h.agency_id, h.includes_below
        FROM accounts_roleholding h JOIN accounts_person p ON p.id = h.person_id AND p.is_active
        WHERE h.person_id = %s AND h.role = ANY(%s) AND h.held @> %s::date
        UNION
        SELECT s.agency_id, true
        FROM reach r JOIN organisations_subordination s ON s.parent_id = r.id AND s.in_force @> %s::date
        WHERE r.below
    )
    SELECT id FROM reach
"""

_REACH_BY_ROLE = """
    WITH RECURSIVE reach(role, id, below) AS (
        SELECT h.role, h.agency_id, h.includes_below
        FROM accounts_roleholding h JOIN accounts_person p ON p.id = h.person_id AND p.is_active
        WHERE h.person_id = %s AND h.held @> %s::date
        UNION
        SELECT r.role, s.agency_id, true
        FROM reach r JOIN organisations_subordination s ON s.parent_id = r.id AND s.in_force @> %s::date
        WHERE r.below
    )
    SELECT role, array_agg(DISTINCT id) FROM reach GROUP BY role
"""

_ABLE = """
    WITH RECURSIVE line(id, above) AS (
        SELECT %s::uuid, false
        UNION
        SELECT s.parent_id, true
        FROM line l JOIN organisations_subordination s ON s.agency_id = l.id AND s.in_force @> %s::date
    )
    SELECT h.person_id
    FROM line l JOIN accounts_roleholding h ON h.agency_id = l.id AND (h.includes_below OR NOT l.above)
    WHERE h.role = ANY(%s) AND h.held @> %s::date
"""

_TITLE = (
    "SELECT title FROM accounts_position WHERE person_id = %s AND held @> %s::date"
    " ORDER BY (agency_id = %s) DESC, id LIMIT 1"
)


def agencies_where(person: Person, capability: Capability, on: date) -> QuerySet[Agency]:
    """The agencies at which `person` has `capability` on the day, with those below where the role reaches down.

    One recursive subquery: use it as `filter(agency__in=agencies_where(…))`.
    """
    roles = [role.value for role in roles_with(capability)]
    return Agency.objects.filter(id__in=RawSQL(_REACH, (person.pk, roles, on, on)))  # noqa: S611 - constant text


def has_capability(person: Person, capability: Capability, *, agency_id: UUID, on: date) -> bool:
    """Whether the agency is among those at which `person` has `capability` on the day; one query."""
    roles = [role.value for role in roles_with(capability)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s IN ({_REACH})", (agency_id, person.pk, roles, on, on))
        return bool(cursor.fetchone()[0])


def agencies_by_role(person: Person, on: date) -> dict[Role, frozenset[UUID]]:
    """Where `person` has each of their roles on the day, with the agencies below where the role reaches down.

    One query: for pages that ask about many roles at once and then compare identifiers.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REACH_BY_ROLE, (person.pk, on, on))
        return {Role(role): frozenset(agencies) for role, agencies in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class RoleReach:
    """The agencies at which a person has which role on a day, asked once for everything a page shows."""

    person: Person
    on: date
    by_role: Mapping[Role, frozenset[UUID]]

    def at(self, *roles: Role) -> list[UUID]:
        """The agencies at which the person has one of the roles, in a fixed order."""
        return sorted({agency for role in roles for agency in self.by_role.get(role, ())})

    def able(self, *capabilities: Capability) -> list[UUID]:
        """The agencies at which some role of the person carries one of the capabilities, in a fixed order."""
        return self.at(*{role for capability in capabilities for role in roles_with(capability)})


def capabilities_of(person: Person, on: date) -> frozenset[Capability]:
    """Everything `person` may do anywhere on the day, for menus; one query."""
    if not person.is_active:
        return frozenset()
    roles = RoleHolding.objects.filter(person=person, held__contains=on).values_list("role", flat=True)
    return frozenset(able for role in roles.distinct() for able in CAPABILITIES[Role(role)])


def handlers_at(agency_id: UUID, capability: Capability, on: date) -> list[Person]:
    """Everyone who has `capability` at the agency on the day, by a role held there or at a body above it that
    reaches down, in the order of names; one query."""
    roles = [role.value for role in roles_with(capability)]
    able = Person.objects.filter(id__in=RawSQL(_ABLE, (agency_id, on, roles, on)), is_active=True)  # noqa: S611 - constant text
    return list(able.order_by("sort_key", "id"))


def people_visible_to(person: Person, on: date) -> QuerySet[Person]:
    """The people whose accounts `person` may see: their own, and of all who work, worked or hold a role
    where `person` keeps people or sign-ins."""
    places = agencies_where(person, Capability.KEEP_PEOPLE, on) | agencies_where(
        person, Capability.KEEP_SIGN_INS, on
    )
    works = Position.objects.filter(person=OuterRef("pk"), agency__in=places)
    holds = RoleHolding.objects.filter(person=OuterRef("pk"), agency__in=places)
    return Person.objects.filter(Q(pk=person.pk) | Exists(works) | Exists(holds))


def find_person(username: str) -> Person | None:
    """The person with this sign-in name, however it was typed; None when there is none."""
    return Person.objects.filter(username=clean(username).lower()).first()


def sign_in_digest(username: str) -> str:
    """By what a name typed at sign-in is remembered: nobody can read the name back from it."""
    return salted_hmac("motcua.sign-in", clean(username).lower()[:150], algorithm="sha256").hexdigest()


def locked_until(username: str, at: datetime) -> datetime | None:
    """Until when sign-in by this name is locked at the instant; None when it is open. One query, known name
    or not."""
    guard = SignInGuard.objects.filter(digest=sign_in_digest(username)).first()
    if guard is None or guard.locked_until is None or guard.locked_until <= at:
        return None
    return guard.locked_until


def locked_people(people: QuerySet[Person], at: datetime) -> QuerySet[Person]:
    """Those of `people` whose sign-in is locked at the instant."""
    return people.filter(guard__locked_until__gt=at)


def bodies_of(person: Person, on: date) -> set[UUID]:
    """The agencies to which `person` belongs on the day by a position or a role, else those of former times."""
    rows = [
        *Position.objects.filter(person=person).values_list("agency_id", "held"),
        *RoleHolding.objects.filter(person=person).values_list("agency_id", "held"),
    ]
    now = {agency for agency, held in rows if on in held}
    return now or {agency for agency, _ in rows}


def positions_of(people: Collection[Person], on: date) -> dict[UUID, list[Position]]:
    """The positions that each of `people` holds on the day, with the agency; one query for a whole page."""
    rows = Position.objects.filter(person__in=people, held__contains=on).select_related("agency")
    found: dict[UUID, list[Position]] = {person.pk: [] for person in people}
    for row in rows.order_by("id"):
        found[row.person_id].append(row)
    return found


def title_at(person: Person, agency_id: UUID, on: date) -> str:
    """What `person` is at the agency on the day, else elsewhere; "" without any position. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_TITLE, [person.pk, on, agency_id])
        found = cursor.fetchone()
    return found[0] if found else ""


def roles_of(people: Collection[Person], on: date | None = None) -> dict[UUID, list[RoleHolding]]:
    """The roles of each of `people` with the agency, those of the day or, without one, of all times."""
    rows = RoleHolding.objects.filter(person__in=people).select_related("agency")
    if on is not None:
        rows = rows.filter(held__contains=on)
    found: dict[UUID, list[RoleHolding]] = {person.pk: [] for person in people}
    for row in rows.order_by("-held", "id"):
        found[row.person_id].append(row)
    return found


def people_matching(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of `people` whose name or sign-in name holds every word of `text`, with or without diacritics."""
    for word in fold(text).split():
        people = people.filter(folded__contains=word)
    return people


def page_of_people(
    people: QuerySet[Person], *, after: tuple[str, UUID] | None = None, size: int = 50
) -> list[Person]:
    """Up to `size` + 1 of `people` in the order of their names, following the key (sort_key, id) `after`.

    One more than asked for tells the caller that there is a next page.
    """
    if after is not None:
        key, last = after
        people = people.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=last))
    return list(people.order_by("sort_key", "id")[: size + 1])


def sign_ups_since(sender: str, since: datetime) -> int:
    """How many accounts this sender has asked for since the instant."""
    return SignUpAttempt.objects.filter(sender=sender, at__gt=since).count()


def find_profile(person: Person) -> CitizenProfile | None:
    """What the person let us know as a member of the public; None for someone who never did."""
    return CitizenProfile.objects.filter(person=person).select_related("area", "area__parent").first()


def proven_contacts(person: Person) -> set[str]:
    """The telephone numbers and e-mail addresses of which the person has shown that they are theirs."""
    return set(ProvenContact.objects.filter(person=person).values_list("address", flat=True))


def find_citizens(text: str, by: Person, on: date) -> list[CitizenProfile]:
    """The members of the public with exactly this identity number, telephone, e-mail or tax code, at most 20; for
    those who receive dossiers, and nobody for others. Pages call `look_up_citizens`, which writes the reading down."""
    wanted = clean(text)
    number = "".join(wanted.split()).upper()
    if len(number) < 6 or Capability.RECEIVE_DOSSIERS not in capabilities_of(by, on):
        return []
    contact = find_contact(wanted)
    match = Q(identity_number=number) | Q(tax_code=number)
    if contact:
        match |= (
            Q(person__phone=contact.value)
            | Q(person__email=contact.value)
            | Q(person__username=contact.value)
        )
    found = CitizenProfile.objects.filter(match, closed_at__isnull=True, person__is_active=True)
    return list(found.select_related("person", "area").order_by("person__sort_key", "person_id")[:20])


def verified_holder(kind: IdentityKind, number: str) -> CitizenProfile | None:
    """Whose identity this is, checked by somebody; None when nobody's."""
    found = CitizenProfile.objects.filter(identity_kind=kind, identity_number=number)
    return found.exclude(verification=VerificationLevel.NONE).select_related("person").first()


def own_account(person: Person) -> dict[str, Any]:
    """Everything this room keeps about a person, as plain data for themselves."""
    profile = find_profile(person)
    kept: dict[str, Any] = {
        "ten_dang_nhap": person.username,
        "ho_ten": person.full_name,
        "thu_dien_tu": person.email,
        "dien_thoai": person.phone,
        "da_xac_nhan": list(person.proven_contacts.order_by("proven_at").values("address", "proven_at")),
        "lap_luc": person.joined_at,
        "dong_y": list(person.consents.order_by("given_at").values("version", "given_at")),
        "chuc_danh": [f"{row.title}, {row.agency.name}" for row in positions_ever(person)],
    }
    if profile is not None:
        fields = (field.attname for field in CitizenProfile._meta.concrete_fields)
        hidden = {"person_id", "verified_by_id", "area_id"}
        kept["ho_so_ca_nhan"] = {name: getattr(profile, name) for name in fields if name not in hidden}
        kept["ho_so_ca_nhan"]["area"] = profile.area.name if profile.area else ""
    return kept


def positions_ever(person: Person) -> QuerySet[Position]:
    """All posts of a person with the agency, the oldest first."""
    return Position.objects.filter(person=person).select_related("agency").order_by("held", "id")
