"""The rows in which the desk takes what completes a dossier; a refusal loses no chosen file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from motcua.documents.actions.files import Brought, keep_files_of
from motcua.dossiers.models import SubmittedPaper, SupplementRequest
from motcua.dossiers.rules.intake import NewPaper
from motcua.kernel.refusals import Refused
from motcua.web.desk.dossier_acts.acting import Scene
from motcua.web.desk.intake.forms import PaperLine, files_of, sign_files
from motcua.web.desk.intake.sheet import kept_names

_OWN_ROWS = 1


class BroughtRow:
    """One paper: what was asked of it, what came now."""

    def __init__(
        self, scene: Scene, prefix: str, *, row: SubmittedPaper | None = None, name: str = "", asked: str = ""
    ) -> None:
        initial: dict[str, Any] = {"name": name}
        if row is not None:
            initial = {"name": row.name, "component": row.component_id, "count": 1}
        self.name = row.name if row is not None else name
        self.row, self.asked = row, asked
        self.form = PaperLine(scene.data, prefix=prefix, initial=initial)
        self.kept: list[str] = []

    def paper(self) -> NewPaper | None:
        """What came for this paper; None for nothing."""
        found = self.form.paper(self.form.kept_ids())
        return None if found is None or found.is_missing else found


class BroughtRows:
    """All rows: those that were asked for first, then the rest of the check-list, then one for another paper."""

    def __init__(
        self, scene: Scene, papers: Sequence[SubmittedPaper], request: SupplementRequest | None
    ) -> None:
        self.scene, self.problems = scene, []  # type: ignore[var-annotated]  # a list of sentences
        rows = [BroughtRow(scene, f"p{row.pk}", row=row) for row in papers]
        asked = {item["paper"]: _in_words(item) for item in (request.items if request else [])}
        for row in rows:
            row.asked = asked.pop(row.name, "")
        # What was asked for beside the check-list has lines of its own.
        beside = [
            BroughtRow(scene, f"asked{place}", name=name, asked=words)
            for place, (name, words) in enumerate(asked.items())
        ]
        self.asked = [*(row for row in rows if row.asked), *beside]
        self.others = [row for row in rows if not row.asked]
        self.others += [BroughtRow(scene, f"own{place}") for place in range(_OWN_ROWS)]
        if scene.data is not None:
            self._keep_files()

    @property
    def forms(self) -> list[PaperLine]:
        return [row.form for row in self.all]

    @property
    def others_touched(self) -> bool:
        """Whether anything was chosen among the papers nobody asked for."""
        rows = [row for row in self.others if row.form.is_bound]
        return any(row.kept or row.form["form"].value() or row.form.errors for row in rows)

    @property
    def all(self) -> list[BroughtRow]:
        return [*self.asked, *self.others]

    def is_valid(self) -> bool:
        """Whether every row is right."""
        answers = [row.form.is_valid() for row in self.all]
        return all(answers)

    def papers(self) -> list[NewPaper]:
        """What came. Ask only valid rows."""
        return [paper for row in self.all if (paper := row.paper()) is not None]

    def _keep_files(self) -> None:
        """Keep what was chosen at each row, and carry it through refusals by a signed list."""
        scene = self.scene
        assert scene.data is not None
        data = scene.data.copy()
        for row in self.all:
            if chosen := files_of(scene.request.FILES, row.form):
                self._keep(row, chosen, data)
        for row in self.all:
            row.form.data = data
            row.kept = kept_names(row.form) if row.form.kept_ids() else []

    def _keep(self, row: BroughtRow, chosen: list[Any], data: Any) -> None:
        desk = self.scene.desk
        try:
            brought = [Brought(one, one.name) for one in chosen]
            stored = keep_files_of(files=brought, by=desk.person.actor, at=desk.at)
        except Refused as refused:
            self.problems.append(refused.message)
            return
        ids = (*row.form.kept_ids(), *(one.pk for one in stored))
        data[row.form.add_prefix("kept")] = sign_files(ids)


def _in_words(item: Any) -> str:
    return f"{item['problem'].rstrip('.')}. {item['what_to_do']}".strip()
