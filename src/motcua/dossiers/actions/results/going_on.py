"""What the acts on a result share: the result that is meant, and the way on."""

from __future__ import annotations

from motcua.accounts.models import Person
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.actions.choosing import able_still, tell_whose_turn
from motcua.dossiers.actions.walking import agency_of_step, enter_step
from motcua.dossiers.enums import ResultState
from motcua.dossiers.models import Passage, Result
from motcua.kernel.refusals import Refused
from motcua.workflow.rules.processes import StepContent


def result_in(act: Act, *states: ResultState) -> Result:
    """The dossier's result in one of the states, the latest.

    :raises Refused: "result-wrong-state".
    """
    rows = Result.objects.filter(dossier=act.dossier, state__in=states)
    found = rows.select_related("signed", "draft", "agency__area").order_by("-round", "-id").first()
    if found is None:
        wanted = " hoặc ".join(f"“{state.label.lower()}”" for state in states)
        raise Refused(
            "result-wrong-state",
            f"Hồ sơ {act.dossier.code} không có kết quả nào ở tình trạng {wanted}. Tải lại trang để xem lại.",
        )
    return found


def walk_on(act: Act, step: StepContent, *, note: str = "") -> None:
    """On to the next step; on a way trodden before to whoever had it then."""
    person = able_still(act, who_had(act, step), step.responsible, agency_of_step(act, step))
    enter_step(act, step, person=person, note=note)
    tell_whose_turn(act, "dossier_forwarded")


def who_had(act: Act, step: StepContent) -> Person | None:
    rows = Passage.objects.filter(dossier=act.dossier, step_key=step.key, left_at__isnull=False)
    last = rows.select_related("person").order_by("-number").first()
    return last.person if last else None
