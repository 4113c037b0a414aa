"""What a keeper does with feedback that came: classify, take in, refuse, ask for more, pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.catalogue.models import Procedure
from motcua.dossiers.models import Dossier
from motcua.feedback.actions.feedback.acting import Acting, acting
from motcua.feedback.actions.feedback.naming import (
    free_as_rule,
    hide_all_again,
    hide_from_named,
    keep_with_somebody,
)
from motcua.feedback.actions.feedback.speaking import close_wait
from motcua.feedback.actions.feedback.telling import tell_sender, tell_staff
from motcua.feedback.enums.feedback import (
    Act,
    Channel,
    Content,
    Kind,
    Recognised,
    RejectReason,
    Subject,
)
from motcua.feedback.models import Feedback, Supplement, Transfer
from motcua.feedback.queries.feedback.people import (
    find_first_agency,
    find_keeping_agency,
    handlers_of,
    objects_of,
)
from motcua.feedback.queries.feedback.visible import is_closed
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.organisations.models import Agency

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Classification:
    """What a keeper finds feedback to be. `recognised` None: neither a complaint nor a denunciation."""

    kind: Kind
    subject: Subject
    content: Content
    procedure_id: UUID | None = None
    constituent: str = ""
    dossier_code: str = ""
    about_agency_id: UUID | None = None
    recognised: Recognised | None = None


def classify(
    *, feedback_id: UUID, found: Classification, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """Say what it is. When it turns out to be about conduct, everybody named in it stops seeing it, and nobody has it
    any more but keepers and heads. When it is about a rule, and nothing else, who was only recognised by name in it is
    freed.

    Basis: NĐ 20/2008 art. 9(1), 5.

    :raises Refused: "content-not-of-subject", "procedure-not-found", "dossier-not-found", "agency-not-found", ….
    """
    with acting(feedback_id=feedback_id, act=Act.CLASSIFY, by=by, at=at, seen=seen) as one:
        _classified(one, found, by)
        one.recount()
        one.tell(subject=one.feedback.subject, content=one.feedback.content)
    return one.feedback


def accept(
    *,
    feedback_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    found: Classification | None = None,
) -> Feedback:
    """Take it in to be worked on, classified.

    :raises Refused: "not-classified", and those of `classify`.
    """
    with acting(feedback_id=feedback_id, act=Act.ACCEPT, by=by, at=at, seen=seen) as one:
        if found is not None:
            _classified(one, found, by)
        if not one.feedback.content:
            raise Refused(
                "not-classified", "Chọn nội dung phản ánh, kiến nghị trước khi tiếp nhận.", field="content"
            )
        one.feedback.accepted_at = at
        one.recount()
        one.tell(subject=one.feedback.subject, content=one.feedback.content)
        tell_sender(one.feedback, "feedback_accepted", at=at)
    return one.feedback


def reject(
    *,
    feedback_id: UUID,
    reason: RejectReason,
    guidance: str,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Feedback:
    """Refuse it, with guidance on where it belongs. A refusal after its term is taken and flagged.

    Basis: NĐ 20/2008 art. 7, 9(1).

    :raises Refused: "guidance-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.REJECT, by=by, at=at, seen=seen) as one:
        said = _required(guidance, "guidance", "Ghi lý do cụ thể và hướng dẫn người gửi làm gì tiếp.")
        close_wait(one)
        one.feedback.reject_reason = reason
        one.end(said)
        one.tell(reason=reason.label)
        tell_sender(one.feedback, "feedback_rejected", at=at, reason=reason.label)
    return one.feedback


def give_back(
    *, feedback_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """Return it to the body that passed it on, which was wrong about the competence.

    :raises Refused: "came-from-nobody", "reason-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.RETURN, by=by, at=at, seen=seen) as one:
        if one.feedback.channel != Channel.TRANSFERRED:
            raise Refused(
                "came-from-nobody",
                "Phản ánh này do người dân gửi, không do cơ quan khác chuyển đến. Chuyển tiếp hoặc từ chối.",
            )
        said = _required(reason, "reason", "Ghi lý do trả lại nơi chuyển.")
        one.end(said)
        one.tell(reason="" if is_closed(one.feedback) else said[:200])
    return one.feedback


def ask_for_more(
    *, feedback_id: UUID, what: str, by: Person, at: datetime, seen: int | None = None
) -> Supplement:
    """Ask the sender for what is missing; time stands still until they answer.

    :raises Refused: "what-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.ASK_SUPPLEMENT, by=by, at=at, seen=seen) as one:
        said = _required(what, "what", "Ghi rõ cần người gửi bổ sung những gì.")
        waits = DateTimeTZRange(at, None)
        asked = Supplement.objects.create(feedback=one.feedback, asked=said, asked_by=by, waited=waits)
        one.recount()
        tell_sender(one.feedback, "feedback_supplement_asked", at=at, reason=said[:300])
    return asked


def transfer(
    *,
    feedback_id: UUID,
    taker_id: UUID | None = None,
    outside: str = "",
    reason: str,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Feedback:
    """Pass it to the competent body: an agency here, where its terms begin anew, or one outside, with which it ends.

    Where the agency named has nobody who keeps feedback, the nearest above it gets it; it never goes to who is named in
    it, or complained about. It does not come back to the giver that way, which would only begin its terms anew.

    Basis: NĐ 20/2008 art. 9(1d).

    :raises Refused: "taker-missing", "taker-is-giver", "taker-keeps-none", "agency-not-found", "reason-missing", ….
    """
    act = Act.TRANSFER_WITHIN if taker_id else Act.TRANSFER_OUT
    with acting(feedback_id=feedback_id, act=act, by=by, at=at, seen=seen) as one:
        said = _required(reason, "reason", "Ghi lý do chuyển.")
        place = " ".join(clean(outside).split())[:250]
        if taker_id is None and not place:
            raise Refused(
                "taker-missing", "Chọn cơ quan nhận, hoặc ghi tên cơ quan ngoài hệ thống.", field="outside"
            )
        taker = _taker(one, taker_id) if taker_id else None
        Transfer.objects.create(
            feedback=one.feedback,
            giver=one.feedback.agency,
            taker=taker,
            outside="" if taker else place,
            reason=said,
            by=by,
            at=at,
        )
        if taker is None:
            one.end(said)
        else:
            _handed_to(one, taker)
            one.feedback.save()
            tell_staff(
                one.feedback, "feedback_came", handlers_of(one.feedback, one.on), at=at, key=at.isoformat()
            )
        one.tell(to=taker.code if taker else place, **_wanted(taker, taker_id))
        tell_sender(one.feedback, "feedback_transferred", at=at, place=taker.name if taker else place)
    return one.feedback


def _handed_to(one: Acting, taker: Agency) -> None:
    feedback = one.feedback
    feedback.agency, feedback.unit, feedback.holder = taker, None, None
    feedback.clock_from, feedback.accepted_at = one.at, None
    one.recount()


def _taker(one: Acting, taker_id: UUID) -> Agency:
    feedback = one.feedback
    if taker_id == feedback.agency_id:
        raise Refused("taker-is-giver", "Cơ quan này đang xử lý rồi. Chọn cơ quan khác.", field="taker")
    named = Agency.objects.filter(pk=taker_id, held__contains=one.on).first()
    if named is None:
        raise Refused(
            "agency-not-found", "Không tìm thấy cơ quan này. Chọn lại trong danh sách.", field="taker"
        )
    found = _nearest(one, taker_id, seen_at=taker_id)
    if found is not None and found.pk != taker_id:  # names of a body above the one wanted
        found = _nearest(one, taker_id, seen_at=found.pk)
    if found is None or found.pk == feedback.agency_id:
        raise Refused(
            "taker-keeps-none",
            f"{named.name} và các cơ quan cấp trên chưa có ai nhận được phản ánh, kiến nghị này trên hệ thống. "
            "Nếu là đơn vị trực thuộc thì phân công cho đơn vị; nếu không, chuyển như cơ quan ngoài hệ thống.",
            field="taker",
        )
    return found


def _nearest(one: Acting, taker_id: UUID, *, seen_at: UUID) -> Agency | None:
    """Who gets it, when everybody named in it at `seen_at` is left out."""
    feedback = one.feedback
    hide_from_named(feedback, on=one.on, also=[seen_at])
    objects, is_secret = list(objects_of(feedback)), is_closed(feedback)
    if not is_secret and not objects:
        return find_keeping_agency(taker_id, one.on)
    above = taker_id if is_secret and taker_id == feedback.about_agency_id else None
    return find_first_agency(named=taker_id, above=above, objects=objects, on=one.on)


def _wanted(taker: Agency | None, taker_id: UUID | None) -> dict[str, str]:
    """Which agency was named, where another gets it."""
    if taker is None or taker_id is None or taker.pk == taker_id:
        return {}
    return {"wanted": Agency.objects.values_list("code", flat=True).get(pk=taker_id)}


def _classified(one: Acting, found: Classification, by: Person) -> None:
    feedback = one.feedback
    if found.subject is Subject.CONDUCT and found.content is not Content.TROUBLE:
        raise Refused(
            "content-not-of-subject",
            "Phản ánh về hành vi thuộc nội dung 1 (chậm trễ, gây phiền hà, không làm hoặc làm sai).",
            field="content",
        )
    was_open = not is_closed(feedback)
    feedback.kind, feedback.subject, feedback.content = found.kind, found.subject, found.content
    feedback.recognised = found.recognised or ""
    feedback.procedure = _procedure(found.procedure_id)
    feedback.constituent = Constituent(found.constituent) if found.constituent else ""
    if found.dossier_code:
        feedback.dossier = _dossier(found.dossier_code)
    feedback.about_agency = _agency(found.about_agency_id)
    if was_open and is_closed(feedback):
        _close(feedback, one.on)
    if is_closed(feedback):
        hide_all_again(feedback)
    if not is_closed(feedback) and found.recognised is None and free_as_rule(feedback, by=by, at=one.at):
        one.tell(note="Bỏ giữ kín với người có tên trong nội dung")
    keep_with_somebody(feedback, on=one.on, at=one.at)


def _close(feedback: Feedback, on: date) -> None:
    """It is about somebody's conduct after all: whoever is named in it must not see it, and nobody holds it for now."""
    hide_from_named(feedback, on=on)
    feedback.unit = feedback.holder = None


def _procedure(procedure_id: UUID | None) -> Procedure | None:
    if procedure_id is None:
        return None
    found = Procedure.objects.filter(pk=procedure_id).first()
    if found is None:
        raise Refused("procedure-not-found", "Không tìm thấy thủ tục này. Chọn lại.", field="procedure")
    return found


def _dossier(code: str) -> Dossier:
    found = Dossier.objects.filter(code=clean(code).upper()).only("id", "code").first()
    if found is None:
        raise Refused(
            "dossier-not-found", "Không có hồ sơ mang mã này. Kiểm tra lại mã.", field="dossier_code"
        )
    return found


def _agency(agency_id: UUID | None) -> Agency | None:
    if agency_id is None:
        return None
    found = Agency.objects.filter(pk=agency_id).first()
    if found is None:
        raise Refused("agency-not-found", "Không tìm thấy cơ quan này. Chọn lại.", field="about_agency")
    return found


def _required(text: str, name: str, message: str) -> str:
    said = clean(text)[:_LONGEST]
    if len(fold(said)) < 3:
        raise Refused(f"{name}-missing", message, field=name)
    return said
