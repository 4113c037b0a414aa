"""What an action refused, shown in the form that asked for it."""

from __future__ import annotations

from django import forms

from motcua.kernel.refusals import Refused


def show_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """Say it at the field that the refusal names, of a file at the form's field for files; else above the form."""
    field = refused.details.get("field")
    if field in {"file", "files"} and field not in form.fields:
        field = next((name for name, one in form.fields.items() if isinstance(one, forms.FileField)), None)
    form.add_error(field if field in form.fields else None, refused.message)
