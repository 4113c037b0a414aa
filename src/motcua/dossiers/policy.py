"""Who may do what to a dossier."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.accounts.queries import agencies_where
from motcua.documents.models import StoredFile
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Consultation, Dossier, Party, Passage
from motcua.dossiers.rules.abilities import ASKED, OWN_ACTS, STEP_CAPABILITY, Where
from motcua.kernel.refusals import Refused


def is_own(person: Person, dossier: Dossier) -> bool:
    """Whether it is this person's own dossier: they lodged it, or are named in it with their account."""
    return (
        dossier.submitted_by_id == person.pk or Party.objects.filter(dossier=dossier, person=person).exists()
    )


def may_read(person: Person, dossier: Dossier, *, on: date) -> bool:
    """Whether `person` may see the dossier: their own, or they read dossiers at an agency that has part in it."""
    if is_own(person, dossier):
        return True
    return agencies_where(person, Capability.READ_DOSSIERS, on).filter(pk__in=dossier.involved).exists()


def require_read(person: Person, dossier: Dossier, *, on: date) -> None:
    """Refuse who may not see the dossier, as if it were not there.

    :raises Refused: "dossier-not-found".
    """
    if not may_read(person, dossier, on=on):
        raise not_found()


def not_found() -> Refused:
    """The refusal for a dossier that is not there, or not for this person: nobody learns which."""
    return Refused(
        "dossier-not-found",
        "Không tìm thấy hồ sơ này, hoặc hồ sơ không thuộc phạm vi của bạn. Kiểm tra lại mã hồ sơ.",
    )


def require_receiver(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who does not take in dossiers at the agency.

    :raises Refused: "receive-dossiers-not-allowed".
    """
    if not may(person, Capability.RECEIVE_DOSSIERS, agency_id=agency_id, on=on):
        raise refusal(Capability.RECEIVE_DOSSIERS)


def require_giving(person: Person, dossier: Dossier, *, on: date) -> None:
    """Refuse who may not give out papers of the dossier: officers of the agencies that have part in it may.

    :raises Refused: "dossier-not-found" for who may not even see it, "read-dossiers-not-allowed".
    """
    if not agencies_where(person, Capability.READ_DOSSIERS, on).filter(pk__in=dossier.involved).exists():
        raise refusal(Capability.READ_DOSSIERS) if is_own(person, dossier) else not_found()


def require_act(person: Person, dossier: Dossier, verb: Verb, *, on: date) -> None:
    """Refuse a person who may not do `verb` to the dossier on the day.

    Acts of reception and of heads ask for a capability at one of the dossier's agencies; acts of the step at hand
    ask for the step's role where the dossier lies, and from whoever it is assigned to.

    :raises Refused: "…-not-allowed".
    """
    if verb in OWN_ACTS and is_own(person, dossier):
        return None
    if verb is Verb.TAKE_BACK:
        return _require_sender(person, dossier)
    if verb is Verb.ANSWER_CONSULTATION:
        return _require_consulted(person, dossier, on)
    if verb is Verb.WRITE_MESSAGE:
        return require_read(person, dossier, on=on)
    if verb is Verb.ISSUE and dossier.step_role == Role.RECEPTION_OFFICER:
        # The express process: whoever finishes at the counter numbers the result there.
        return _require_step(person, dossier, on)
    if verb in ASKED:
        capability, where = ASKED[verb]
        return _require_at(person, dossier, capability, where, on)
    return _require_step(person, dossier, on)


def require_own_files(person: Person | None, files: Collection[UUID]) -> None:
    """Refuse files that somebody else uploaded: whoever puts one into a dossier may read it there afterwards, so
    nobody brings in another's. `person` None is the system itself, which brings none. One query, none without files.

    :raises Refused: "file-not-found".
    """
    wanted = set(files)
    if wanted and (
        person is None
        or StoredFile.objects.filter(pk__in=wanted, uploaded_by=person.actor).count() < len(wanted)
    ):
        raise Refused("file-not-found", "Không tìm thấy tệp đính kèm. Tải tệp lên lại rồi gửi.")


def _require_at(person: Person, dossier: Dossier, capability: Capability, where: Where, on: date) -> None:
    agency = {
        Where.RECEPTION: dossier.reception_id,
        Where.HOLDER: dossier.holder_agency_id,
        Where.COMPETENT: dossier.competent_id,
    }[where]
    allowed = {agency, dossier.competent_id} if where is not Where.HOLDER else {agency}
    if not agencies_where(person, capability, on).filter(pk__in=[one for one in allowed if one]).exists():
        raise refusal(capability)


def _require_step(person: Person, dossier: Dossier, on: date) -> None:
    capability = STEP_CAPABILITY[Role(dossier.step_role or Role.RECEPTION_OFFICER)]
    at = dossier.holder_agency_id or dossier.reception_id
    if not may(person, capability, agency_id=at, on=on):
        raise refusal(capability)
    if dossier.holder_id is not None and dossier.holder_id != person.pk:
        raise Refused(
            "dossier-of-another-not-allowed",
            "Hồ sơ này đang giao cho người khác. Nếu cần bạn xử lý, đề nghị lãnh đạo phân công lại.",
        )


def _require_sender(person: Person, dossier: Dossier) -> None:
    last = Passage.objects.filter(dossier=dossier, left_at__isnull=True).first()
    if last is None or last.from_person_id != person.pk:
        raise Refused(
            "take-back-not-allowed",
            "Chỉ người vừa chuyển hồ sơ mới thu hồi được. Nếu cần lấy lại, đề nghị người đang giữ chuyển trả.",
        )


def _require_consulted(person: Person, dossier: Dossier, on: date) -> None:
    asked = Consultation.objects.filter(Consultation.WAITS, dossier=dossier)
    answering = agencies_where(person, Capability.HANDLE_DOSSIERS, on) | agencies_where(
        person, Capability.DECIDE_DOSSIERS, on
    )
    if not asked.filter(Q(person=person) | Q(agency__in=answering)).exists():
        raise refusal(Capability.HANDLE_DOSSIERS)
