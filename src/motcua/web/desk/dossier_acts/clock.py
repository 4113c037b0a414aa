"""The clock beside an act: when the dossier is due now, when after the act, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.deadlines.queries import find_legal_term
from motcua.deadlines.rules.due import Due
from motcua.dossiers.actions.transferring import transfer_term
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.queries.previews import PAUSES, RESUMES, clock_preview, return_term
from motcua.dossiers.rules.clock import is_apology_in_time
from motcua.dossiers.rules.moves import ENDED, status_after
from motcua.kernel.refusals import Refused
from motcua.web.desk.dossier_acts.acting import ActForm, Scene
from motcua.web.templatetags.motcua import moment

V = Verb


@dataclass(frozen=True, slots=True)
class ClockPanel:
    """`now` and `then` are the due instants in words; `notes` say what happens to the time, `warnings` what is late."""

    now: str
    then: str
    is_same: bool
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    before: Due | None = None
    after: Due | None = None


def clock_panel(scene: Scene, form: ActForm) -> ClockPanel:
    """What the act does to the dossier's time, with the amounts typed so far."""
    dossier, verb = scene.dossier, scene.verb
    try:
        found = clock_preview(
            dossier,
            verb,
            at=scene.desk.at,
            extension=form.extension(),
            term=form.term(),
        )
    except Refused as refused:
        return ClockPanel(_said(dossier.due_at), "", True, (), (refused.message,))
    before = dossier.due_at or (found.before.due_at if found.before else None)
    after = found.after.due_at if found.after else None
    ends = _ends(Status(dossier.status), verb)
    return ClockPanel(
        now=_now(scene, before),
        then=_then(verb, after, found.answer_by, ends=ends),
        is_same=not ends and after == before and verb not in PAUSES | RESUMES,
        notes=tuple(_notes(scene, found.answer_by)),
        warnings=tuple(_warnings(scene)),
        before=found.before,
        after=found.after if after != before else None,
    )


def _then(verb: Verb, after: datetime | None, answer_by: datetime | None, *, ends: bool) -> str:
    """Where the clock stands after the act."""
    if ends:
        return _("Thôi tính thời hạn")
    if verb not in PAUSES:
        return _said(after)
    if after is None or answer_by is None:
        return _("Tạm dừng")
    return _("Tạm dừng; trả %(when)s nếu người nộp bổ sung đúng hạn") % {"when": moment(after)}


def _ends(status: Status, verb: Verb) -> bool:
    try:
        return status_after(status, verb) in ENDED
    except Refused:
        return False


def _now(scene: Scene, due_at: datetime | None) -> str:
    dossier = scene.dossier
    if dossier.paused_since is not None:
        return _("Đang tạm dừng từ %(when)s") % {"when": moment(dossier.paused_since)}
    return _said(due_at)


def _said(due_at: datetime | None) -> str:
    return str(moment(due_at)) if due_at else _("Chưa tính")


def _notes(scene: Scene, answer_by: datetime | None) -> list[str]:
    """What happens to the time, in sentences."""
    verb, said = scene.verb, []
    when = {"when": moment(answer_by)} if answer_by else {}
    if verb is V.REQUEST_INTAKE_SUPPLEMENT:
        said.append(_("Chưa tiếp nhận nên chưa tính thời hạn. Người nộp bổ sung trước %(when)s.") % when)
    elif verb is V.REQUEST_SUPPLEMENT:
        said.append(_("Thời hạn tạm dừng từ lúc này. Người nộp bổ sung trước %(when)s.") % when)
        said.append(_("Bổ sung sớm hơn thì trả sớm hơn."))
    elif verb is V.RETURN_INELIGIBLE:
        said.append(_("Thời hạn dừng lại; khi đủ hồ sơ thì tính lại từ đầu. Nộp lại trước %(when)s.") % when)
    elif verb is V.REQUIRE_PAYMENT:
        said.append(_("Thời hạn tạm dừng cho tới khi nộp đủ tiền, rồi tính tiếp."))
    elif verb in RESUMES:
        said.append(_resumed(Status(scene.dossier.status)))
    elif verb is V.ACCEPT_TRANSFER:
        said.append(_("Thời hạn bắt đầu tính từ lúc cơ quan bạn nhận hồ sơ."))
    elif verb is V.EXTEND:
        said.append(_("Thời gian gia hạn tính tiếp từ ngày hẹn cũ; chỉ được hẹn lại một lần."))
    elif verb is V.TRANSFER:
        said.append(_transfer_note(scene))
    return said


def _resumed(status: Status) -> str:
    if status is Status.INTAKE_SUPPLEMENT:
        return _("Hồ sơ trở lại chờ tiếp nhận; thời hạn tính từ khi tiếp nhận.")
    if status is Status.RETURNED_INELIGIBLE:
        return _("Hồ sơ đã đủ: thời hạn tính lại từ đầu, kể từ lúc này.")
    return _("Thời hạn tính tiếp từ lúc này; thời gian chờ không tính.")


def _transfer_note(scene: Scene) -> str:
    by = transfer_term(scene.dossier)
    return _(
        "%(reason)s: chuyển trước %(when)s (%(basis)s). Thời hạn tính khi cơ quan có thẩm quyền nhận."
    ) % {
        "reason": by.reason,
        "when": moment(by.at),
        "basis": by.basis,
    }


def _warnings(scene: Scene) -> list[str]:
    dossier, verb, at = scene.dossier, scene.verb, scene.desk.at
    if verb is V.EXTEND and dossier.due_at is not None:
        rule = find_legal_term("dossier.apology_lead", scene.desk.today)
        if rule and not is_apology_in_time(due_at=dossier.due_at, at=at, lead_days=int(rule.amount)):
            return [
                _("Xin lỗi phải gửi ít nhất %(limit)s trước ngày hẹn (%(basis)s). Lần này sẽ bị ghi là muộn.")
                % {"limit": rule.limit, "basis": rule.basis}
            ]
    if verb is V.RETURN_INELIGIBLE and (term := return_term(dossier)) is not None:
        said = _("Chỉ được trả lại đến %(when)s: %(limit)s từ khi nhận hồ sơ (%(basis)s).")
        return [said % {"when": moment(term.until), "limit": term.rule.limit, "basis": term.rule.basis}]
    if verb is V.TRANSFER and at > transfer_term(dossier).at:
        return [_("Đã quá hạn chuyển; việc chuyển muộn sẽ được ghi lại.")]
    return []
