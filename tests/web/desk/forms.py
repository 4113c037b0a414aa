"""What a browser would post from a sheet of forms as it is shown."""

from __future__ import annotations

from typing import Any

from django import forms

from motcua.web.desk.drafts.sheet import Sheet


def as_posted(sheet: Sheet) -> dict[str, Any]:
    """Names and values of all inputs of `sheet`, ticks only where they are set."""
    posted = _of_form(sheet.main)
    for rows in sheet.sets():
        posted |= _of_rows(rows)
    return posted


def _of_rows(rows: Any) -> dict[str, Any]:
    posted = _of_form(rows.management_form)
    for row in rows.forms:
        posted |= _of_form(row)
        if hasattr(row, "nested"):
            posted |= _of_rows(row.nested)
    return posted


def _of_form(form: forms.BaseForm) -> dict[str, Any]:
    posted: dict[str, Any] = {}
    for bound in form:
        widget, value = bound.field.widget, bound.value()
        if isinstance(widget, forms.CheckboxInput):
            if value:
                posted[bound.html_name] = "on"
        elif isinstance(widget, forms.CheckboxSelectMultiple):
            posted[bound.html_name] = [str(getattr(word, "value", word)) for word in value or []]
        else:
            said = widget.format_value(value)
            said = said[0] if isinstance(said, list) and said else said
            posted[bound.html_name] = "" if said in (None, []) else str(said)
    return posted
