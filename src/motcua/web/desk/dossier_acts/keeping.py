"""The file chosen in an act's form, kept with the act."""

from __future__ import annotations

from uuid import UUID

from motcua.documents.actions.files import keep_file
from motcua.web.desk.dossier_acts.acting import ActForm, Scene
from motcua.web.fields import OneFileField


def keep_chosen(scene: Scene, form: ActForm, name: str) -> UUID | None:
    """Keep the file of a field for good; None for none. Ask only a valid form, inside the act's transaction.

    :raises Refused: as `documents.actions.keep_file`.
    """
    chosen, field = form.cleaned_data[name], form.fields[name]
    assert isinstance(field, OneFileField)
    if chosen is None:
        return None
    by, at = scene.desk.person.actor, scene.desk.at
    return keep_file(data=chosen.file, name=chosen.name, by=by, at=at, accepts=field.accepts).pk
