"""The rows in which the desk takes what completes a dossier; a refusal loses no chosen file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from motcua.dossiers.models import SubmittedPaper, SupplementRequest
from motcua.dossiers.rules.intake import NewPaper
from motcua.web.desk.dossier_acts.acting import Scene
from motcua.web.desk.intake.forms import PaperLine
from motcua.web.fields import ManyFilesField

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
        self.form = PaperLine(scene.data, scene.files, prefix=prefix, initial=initial)

    @property
    def is_chosen(self) -> bool:
        """Whether a file waits at this row."""
        field = self.form.fields["files"]
        return isinstance(field, ManyFilesField) and bool(field.waiting)

    def paper(self) -> NewPaper | None:
        """What came for this paper; None for nothing."""
        found = self.form.paper()
        return None if found is None or found.is_missing else found


class BroughtRows:
    """All rows: those that were asked for first, then the rest of the check-list, then one for another paper."""

    def __init__(
        self, scene: Scene, papers: Sequence[SubmittedPaper], request: SupplementRequest | None
    ) -> None:
        self.scene = scene
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

    @property
    def forms(self) -> list[PaperLine]:
        return [row.form for row in self.all]

    @property
    def others_touched(self) -> bool:
        """Whether anything was chosen among the papers nobody asked for."""
        rows = [row for row in self.others if row.form.is_bound]
        return any(row.is_chosen or row.form["form"].value() or row.form.errors for row in rows)

    @property
    def all(self) -> list[BroughtRow]:
        return [*self.asked, *self.others]

    def is_valid(self) -> bool:
        """Whether every row is right."""
        answers = [row.form.is_valid() for row in self.all]
        return all(answers)

    def hold_files(self) -> None:
        """Let every chosen file wait for the next sending."""
        for row in self.all:
            row.form.hold_files()

    def papers(self) -> list[NewPaper]:
        """What came, its files kept for good. Ask only valid rows, in the act's transaction."""
        for row in self.all:
            row.form.keep_chosen(by=self.scene.desk.person.actor, at=self.scene.desk.at)
        return [paper for row in self.all if (paper := row.paper()) is not None]


def _in_words(item: Any) -> str:
    return f"{item['problem'].rstrip('.')}. {item['what_to_do']}".strip()
