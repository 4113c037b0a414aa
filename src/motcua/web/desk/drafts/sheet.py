"""All forms of one draft together: filled from a content, read back into one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from motcua.catalogue.enums import Channel, Constituent, FeeKind
from motcua.catalogue.rules import content as parts
from motcua.catalogue.rules.content import Content, in_order
from motcua.deadlines.enums import LimitUnit
from motcua.web.desk.drafts import forms as f

_SETS = {
    "steps": f.StepRows,
    "methods": f.MethodRows,
    "components": f.PaperRows,
    "results": f.ResultRows,
    "legal_bases": f.LegalBasisRows,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The main form and the row sets of one draft."""

    main: f.MainForm
    steps: Any
    methods: Any
    components: Any
    results: Any
    legal_bases: Any

    @classmethod
    def of(cls, content: Content) -> Sheet:
        """Unbound forms that show `content`."""
        plain = parts.as_dict(content)
        main = {name: plain[name] for name in (*f.PLAIN, *f.WORD_SETS)}
        main |= {name: {True: "yes", False: "no", None: ""}[plain[name]] for name in f.YES_NO_FIELDS}
        main |= {f.none_of(word): word in content.none_declared for word in f.DECLARABLE}
        sets = {name: kind(prefix=name, initial=_rows(content, name)) for name, kind in _SETS.items()}
        return cls(main=f.MainForm(initial=main), **sets)

    @classmethod
    def posted(cls, data: Mapping[str, Any], *, quiet: bool = False) -> Sheet:
        """Forms bound to what was posted; `quiet` ones only show it."""
        sets = {name: kind(data=data, prefix=name, quiet=quiet) for name, kind in _SETS.items()}
        return cls(main=f.MainForm(data, quiet=quiet), **sets)

    def sets(self) -> Iterator[Any]:
        """The row sets, in the order of the page."""
        return (getattr(self, name) for name in _SETS)

    def rows(self) -> Iterator[Any]:
        """Every row, each followed by the rows inside it."""
        for rows in self.sets():
            for row in rows.forms:
                yield row
                yield from row.inner_rows()

    def put_cursor(self, prefix: str) -> None:
        """Let the page open with the cursor in the first field of the row with this prefix."""
        for row in self.rows():
            if row.prefix == prefix:
                next(iter(row.fields.values())).widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Whether everything typed can be read; all parts are asked, so that all complaints show at once."""
        return all([self.main.is_valid(), *(rows.is_valid() for rows in self.sets())])

    def complaints(self) -> int:
        """How many fields are wrong."""
        return len(self.main.errors) + sum(len(row.errors) for row in self.rows())

    def content(self, *, base: Content) -> Content:
        """What the forms say, on top of `base` for what they do not ask. Only after `is_valid`."""
        data = self.main.cleaned_data
        kept = [word for word in base.none_declared if word not in f.DECLARABLE]
        declared = [word for word in f.DECLARABLE if data[f.none_of(word)]]
        said: dict[str, Any] = {name: data[name] for name in f.PLAIN}
        said |= {name: in_order(kind(word) for word in data[name]) for name, kind in f.WORD_SETS.items()}
        said |= {name: {"yes": True, "no": False}.get(data[name]) for name in f.YES_NO_FIELDS}
        return replace(
            base,
            **said,
            none_declared=in_order([*kept, *declared]),
            steps=tuple(parts.StepContent(**_said(row)) for row in self.steps.there()),
            methods=tuple(_method(row) for row in self.methods.there()),
            components=tuple(_component(row) for row in self.components.there()),
            results=tuple(parts.ResultContent(**_said(row)) for row in self.results.there()),
            legal_bases=tuple(parts.LegalBasisContent(**_said(row)) for row in self.legal_bases.there()),
        )


def _rows(content: Content, name: str) -> list[dict[str, Any]]:
    return [_initial(item) for item in getattr(content, name)]


def _initial(item: Any) -> dict[str, Any]:
    """The fields of a part as a form shows them; parts of parts as lists of the same."""
    shown = {}
    for name in item.__dataclass_fields__:
        value = getattr(item, name)
        shown[name] = [_initial(inner) for inner in value] if isinstance(value, tuple) else value
    return shown


def _said(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.cleaned_data.items() if name != "DELETE"}


def _method(row: Any) -> parts.MethodContent:
    said = _said(row)
    unit = LimitUnit(said["limit_unit"]) if said["limit_unit"] else None
    said |= {"channel": Channel(said["channel"]), "limit_unit": unit}
    fees = (_said(fee) for fee in row.nested.there())
    return parts.MethodContent(
        **said, fees=tuple(parts.FeeContent(**{**fee, "kind": FeeKind(fee["kind"])}) for fee in fees)
    )


def _component(row: Any) -> parts.ComponentContent:
    forms = tuple(parts.FormContent(**_said(form)) for form in row.nested.there())
    return parts.ComponentContent(**_said(row), forms=forms)


def contradictions(content: Content) -> list[str]:
    """Where a tick "none" stands beside something: told on saving, not refused, for imported records have it."""
    filled = {
        Constituent.COMPONENTS: content.components,
        Constituent.RESULTS: content.results,
        Constituent.REQUIREMENTS: content.requirements,
        Constituent.FEES: any(method.fees for method in content.methods),
        Constituent.FORMS: any(component.forms for component in content.components),
    }
    return [str(f.DECLARABLE[word]) for word in content.none_declared if filled.get(word)]
