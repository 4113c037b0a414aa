"""Rows of forms that are added by plain buttons, with rows inside them."""

from __future__ import annotations

from django.http import QueryDict

from motcua.web.desk.drafts.forms import MethodRows
from motcua.web.desk.drafts.rows import rearranged


def test_a_row_just_added_is_shown_and_taken_with_no_rows_inside() -> None:
    moved = rearranged(QueryDict("methods-TOTAL_FORMS=0&methods-INITIAL_FORMS=0&add=methods"))
    assert moved is not None
    shown = MethodRows(data=moved, prefix="methods", quiet=True)
    assert 'name="methods-0-fees-TOTAL_FORMS" value="0"' in str(shown.forms[0].nested.management_form)
    moved["methods-0-channel"] = "direct"
    taken = MethodRows(data=moved, prefix="methods")
    assert taken.is_valid()
    assert [row.cleaned_data["channel"] for row in taken.there()] == ["direct"]
    assert taken.forms[0].nested.forms == []


def test_rows_that_stand_by_themselves_still_need_their_count() -> None:
    assert not MethodRows(data=QueryDict("methods-0-channel=direct"), prefix="methods").is_valid()
