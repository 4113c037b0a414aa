"""Forms and answers made up for tests: any that can be written, and any plain data at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from motcua.forms.enums import AnswerFormat, FieldKind
from motcua.forms.rules.questions import PARTS_OF
from motcua.forms.rules.schema import FormSchema, read_schema

FEW = 25
"""Examples a property is tried with in one run: forms are large, and each run tries others."""

plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=25,
)
_labels = st.text("abcdeêơđ XYZ?", min_size=1, max_size=20).filter(lambda text: text.strip())
_KEYS = [f"q{number}" for number in range(30)]
_OPTIONS = [{"value": word, "label": word.upper()} for word in ("mot", "hai", "ba")]
_TEXT_FORMATS = [word.value for word in AnswerFormat if word is not AnswerFormat.WHOLE]


@st.composite
def fields(draw: st.DrawFn, key: str, before: list[str]) -> dict[str, Any]:
    """One question; its condition speaks of questions before it."""
    kind = draw(st.sampled_from(list(FieldKind)))
    field: dict[str, Any] = {"key": key, "kind": kind.value, "label": draw(_labels)}
    if kind is not FieldKind.NOTE:
        field["is_required"] = draw(st.booleans())
    if kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        field["options"] = _OPTIONS
    if kind is FieldKind.TEXT:
        field["format"] = draw(st.sampled_from(_TEXT_FORMATS))
        field["pattern"] = draw(st.sampled_from(["", "", "AA 999999", "99|***"]))
    if kind is FieldKind.NUMBER:
        field["format"] = draw(st.sampled_from(["any", "whole"]))
        field["min"] = draw(st.none() | st.integers(-5, 5))
        field["max"] = draw(
            st.none() | st.integers(6, 10**6) | st.floats(6, 100).map(lambda bound: round(bound, 2))
        )
    if kind is FieldKind.DATE:
        field["max"] = draw(st.sampled_from([None, "today", "2026-12-31"]))
        field["min"] = draw(st.sampled_from([None, "1950-01-01"]))
    if kind in {FieldKind.LONG_TEXT, FieldKind.FILE}:
        field["max"] = draw(st.none() | st.integers(1, 30))
    if kind in PARTS_OF and draw(st.booleans()):
        parts = [part.value for part in PARTS_OF[kind]]
        field["parts"] = [parts[0], *draw(st.lists(st.sampled_from(parts[1:]), unique=True, max_size=4))]
    if before and draw(st.booleans()):
        field["condition"] = draw(conditions(before))
    return field


def conditions(keys: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A condition about these questions."""
    key = st.sampled_from(keys)
    value = st.sampled_from(["mot", "hai", True, False])
    question = (
        st.fixed_dictionaries({"field": key, "is": value})
        | st.fixed_dictionaries({"field": key, "in": st.lists(value, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"field": key, "filled": st.booleans()})
    )
    return question | st.recursive(
        question,
        lambda inner: (
            st.fixed_dictionaries({"not": inner})
            | st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=2)})
            | st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=2)})
        ),
        max_leaves=3,
    )


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """The plain data of a form that can be read."""
    keys = iter(_KEYS)
    asked: list[str] = []
    sections = []
    for number in range(draw(st.integers(1, 2))):
        items: list[dict[str, Any]] = []
        for _ in range(draw(st.integers(1, 4))):
            key = next(keys)
            if draw(st.integers(0, 3)) == 0:
                items.append(draw(groups(key, keys, list(asked))))
            else:
                field = draw(fields(key, list(asked)))
                items.append(field)
                if field["kind"] != "note":
                    asked.append(key)
        sections.append({"key": f"s{number}", "title": draw(_labels), "fields": items})
    return {"title": draw(_labels), "sections": sections}


@st.composite
def groups(draw: st.DrawFn, key: str, keys: Any, before: list[str]) -> dict[str, Any]:
    inner = []
    for _ in range(draw(st.integers(1, 3))):
        field = draw(fields(next(keys), before))
        inner.append(field)
        if field["kind"] != "note":
            before = [*before, field["key"]]
    least = draw(st.integers(0, 2))
    most = max(1, least + draw(st.integers(0, 2)))
    return {
        "key": key, "kind": "group", "label": draw(_labels), "min_rows": least, "max_rows": most, "fields": inner
    }  # fmt: skip


schemas: st.SearchStrategy[FormSchema] = forms().map(read_schema)

_said = st.one_of(
    st.sampled_from(
        [
            "mot", "hai", ["ba", "mot"], "yes", "no", True, False, "0912 345 678", "012345678901", "9/9/2020",
            "1.250", "7,5", "AB 123456", "ten@vidu.vn", "2015", 0, 12, 3.25, "  ", "f1", ["f1", "f2"],
            {"full_name": "Lê Thị Mẫu", "phone": "0912345678", "born_on": "1/2/1990"},
            {"name": "Trường Mẫu", "tax_code": "0101234567"}, {"full_name": "", "gender": "male"},
            {"commune": "M1903", "commune_name": "Xã Gò Sậy", "street": "Số 1"},
            {"street": "5 Rue X", "is_abroad": True},
        ]
    ),
    plain_data,
)  # fmt: skip


@st.composite
def answered(draw: st.DrawFn) -> tuple[FormSchema, dict[str, Any]]:
    """A form and something said to most of its questions, sensible or not."""
    schema = draw(schemas)
    said: dict[str, Any] = {}
    for _, item in schema.items():
        if hasattr(item, "fields"):
            row = st.fixed_dictionaries({}, optional={field.key: _said for field in item.fields})
            said[item.key] = draw(st.lists(row | plain_data, max_size=4) | plain_data)
        else:
            said[item.key] = draw(_said)
    return schema, said
