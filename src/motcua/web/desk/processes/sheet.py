"""All forms of one process together: filled from a content, read back into one; and the table it is shown as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from motcua.accounts.enums import Role
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.web.desk.processes import forms as f
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.entering import key_of
from motcua.workflow.rules.findings import Finding
from motcua.workflow.rules.guessing import ACTS, AHEAD
from motcua.workflow.rules.processes import (
    Body,
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
    StepContent,
)
from motcua.workflow.rules.shares import write_share

# A row that was just added is known by this until it is saved under a key made of its name.
_NEW = "dong-moi-"
_LONGEST_CHOICE = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """The main form, the legs and the steps of one draft."""

    main: f.MainForm
    legs: Any
    steps: Any

    @classmethod
    def of(cls, content: ProcessContent) -> Sheet:
        """Unbound forms that show `content`."""
        main = {"name": content.name, "document": content.document, **_limit_fields(content.limit)}
        sheet = cls(
            main=f.MainForm(initial=main),
            legs=f.LegRows(prefix="legs", initial=[_leg_fields(leg) for leg in content.legs]),
            steps=f.StepRows(prefix="steps", initial=[_step_fields(step) for step in content.steps]),
        )
        sheet._offer(
            [(step.key, step.name) for step in content.steps], [(leg.key, leg.title) for leg in content.legs]
        )
        return sheet

    @classmethod
    def posted(cls, data: Mapping[str, Any], *, quiet: bool = False) -> Sheet:
        """Forms bound to what was posted; `quiet` ones only show it."""
        data = _with_keys(data)
        sheet = cls(
            main=f.MainForm(data, quiet=quiet),
            legs=f.LegRows(data=data, prefix="legs", quiet=quiet),
            steps=f.StepRows(data=data, prefix="steps", quiet=quiet),
        )
        sheet._offer(_named(sheet.steps, "name"), _named(sheet.legs, "title"))
        return sheet

    def _offer(self, steps: Sequence[tuple[str, str]], legs: Sequence[tuple[str, str]]) -> None:
        """Let every move choose among the steps, every step among the legs."""
        to = [
            ("", "chọn bước"),
            *((key, _short(place, name)) for place, (key, name) in enumerate(steps, start=1)),
        ]
        of = [("", "chưa chọn"), *((key, title or key) for key, title in legs)]
        for step in self.steps.forms:
            step.fields["leg"].widget.choices = of
            for move in step.moves.forms:
                move.fields["to"].widget.choices = to

    def rows(self) -> Iterator[Any]:
        """Every row, each followed by the rows inside it."""
        for row in (*self.legs.forms, *self.steps.forms):
            yield row
            yield from row.inner_rows()

    def put_cursor(self, prefix: str) -> None:
        """Let the page open with the cursor in the first field to fill in of the row with this prefix."""
        for row in self.rows():
            if row.prefix == prefix:
                shown = [field for name, field in row.fields.items() if name != "key"]
                shown[0].widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Whether everything typed can be read; all parts are asked, so that all complaints show at once."""
        return all([self.main.is_valid(), self.legs.is_valid(), self.steps.is_valid()])

    def complaints(self) -> int:
        """How many fields are wrong."""
        return len(self.main.errors) + sum(len(row.errors) for row in self.rows()) + len(self.whole())

    def whole(self) -> list[str]:
        """What is wrong with whole sets of rows, such as too many."""
        sets = [self.legs, self.steps]
        sets += [rows for step in self.steps.forms for rows in (step.moves, step.opinions)]
        return [str(error) for rows in sets for error in rows.non_form_errors()]

    def content(self, *, base: ProcessContent) -> ProcessContent:
        """What the forms say, on top of `base` for what they do not ask. Only after `is_valid`."""
        legs, leg_keys = self._legs()
        return replace(
            base,
            name=self.main.cleaned_data["name"],
            document=self.main.cleaned_data["document"],
            limit=_limit_said(self.main.cleaned_data),
            legs=legs,
            steps=self._steps(leg_keys),
        )

    def _legs(self) -> tuple[tuple[LegContent, ...], dict[str, str]]:
        said = [row.cleaned_data for row in self.legs.there()]
        keys = _lasting_keys([(leg["key"], leg["title"]) for leg in said])
        legs = tuple(
            LegContent(
                keys[leg["key"]], place, leg["title"], _body(leg["agency"]), _limit_said(leg), leg["is_lead"]
            )
            for place, leg in enumerate(said, start=1)
        )
        return legs, keys

    def _steps(self, leg_keys: Mapping[str, str]) -> tuple[StepContent, ...]:
        rows = self.steps.there()
        keys = _lasting_keys([(row.cleaned_data["key"], row.cleaned_data["name"]) for row in rows])
        steps = [_step(place, row, keys, leg_keys) for place, row in enumerate(rows, start=1)]
        return tuple(_joined(steps, rows))


def _step(place: int, row: Any, keys: Mapping[str, str], leg_keys: Mapping[str, str]) -> StepContent:
    said = row.cleaned_data
    moves = [move.cleaned_data for move in row.moves.there()]
    opinions = [opinion.cleaned_data for opinion in row.opinions.there()]
    return StepContent(
        key=keys[said["key"]],
        position=place,
        name=said["name"],
        kind=StepKind(said["kind"]),
        role=Role(said["role"]) if said["role"] else None,
        unit=_body(said["unit"]),
        leg_key=leg_keys.get(said["leg"], ""),
        share_minutes=said["share"].minutes,
        share_percent=said["share"].percent,
        acts=frozenset(Act(act) for act in said["acts"]),
        # A move to a step that was taken away goes with it.
        moves=tuple(
            MoveContent(Act(move["act"]), keys[move["to"]], move["label"])
            for move in moves
            if move["to"] in keys
        ),
        consultations=tuple(
            ConsultationContent(asked["question"], _body(asked["agency"]), _limit_said(asked))
            for asked in opinions
        ),
        papers=said["papers"],
        output=said["output"],
    )


def _joined(steps: Sequence[StepContent], rows: Sequence[Any]) -> Iterator[StepContent]:
    """New steps of which nothing was said yet get what their kind lets do, and a move to the step after."""
    for place, (step, row) in enumerate(zip(steps, rows, strict=True)):
        if not row.cleaned_data["key"].startswith(_NEW) or step.acts or step.moves:
            yield step
            continue
        following = steps[place + 1].key if place + 1 < len(steps) else ""
        moves = (MoveContent(AHEAD[step.kind], following),) if following else ()
        yield replace(step, acts=ACTS[step.kind] | {move.act for move in moves}, moves=moves)


def _with_keys(data: Mapping[str, Any]) -> QueryDict:
    """What was posted, with a passing key for every row that has none yet."""
    kept = QueryDict(mutable=True)
    for key in data:
        kept.setlist(key, data.getlist(key) if isinstance(data, QueryDict) else [data[key]])
    used = {value for key, value in kept.items() if key.endswith("-key")}
    for prefix in ("legs", "steps"):
        total = kept.get(f"{prefix}-TOTAL_FORMS", "")
        for number in range(min(int(total), 400) if str(total).isdigit() else 0):
            name = f"{prefix}-{number}-key"
            if not kept.get(name):
                fresh = next(key for place in range(1000) if (key := f"{_NEW}{place}") not in used)
                used.add(fresh)
                kept[name] = fresh
                if prefix == "steps" and not kept.get(f"steps-{number}-kind"):
                    kept[f"steps-{number}-kind"] = StepKind.APPRAISAL.value
    return kept


def _named(rows: Any, name: str) -> list[tuple[str, str]]:
    """Key and name of each row as posted."""
    return [(row["key"].value() or "", (row[name].value() or "").strip()) for row in rows.forms]


def _lasting_keys(named: Sequence[tuple[str, str]]) -> dict[str, str]:
    lasting = {key: key for key, _ in named if not key.startswith(_NEW)}
    for key, name in named:
        if key not in lasting:
            lasting[key] = key_of(name, taken=lasting.values())
    return lasting


def _short(place: int, name: str) -> str:
    text = name if len(name) <= _LONGEST_CHOICE else name[: _LONGEST_CHOICE - 1] + "…"
    return f"{place}. {text}" if text else f"{place}."


def _limit_fields(limit: Limit | None) -> dict[str, Any]:
    if limit is None:
        return {"limit_amount": None, "limit_unit": ""}
    return {"limit_amount": limit.amount or None, "limit_unit": limit.unit.value}


def _limit_said(said: Mapping[str, Any]) -> Limit | None:
    return (
        Limit(Decimal(said["limit_amount"] or 0), LimitUnit(said["limit_unit"]))
        if said["limit_unit"]
        else None
    )


def _leg_fields(leg: LegContent) -> dict[str, Any]:
    return {
        "key": leg.key,
        "title": leg.title,
        "agency": leg.agency.code if leg.agency else "",
        "is_lead": leg.is_lead,
        **_limit_fields(leg.limit),
    }


def _step_fields(step: StepContent) -> dict[str, Any]:
    return {
        "key": step.key,
        "name": step.name,
        "kind": step.kind.value,
        "role": step.role.value if step.role else "",
        "unit": step.unit.code if step.unit else "",
        "share": write_share(step.share_minutes, step.share_percent),
        "leg": step.leg_key,
        "papers": step.papers,
        "output": step.output,
        "acts": [act.value for act in Act if act in step.acts],
        "moves": [{"act": move.act.value, "to": move.to_key, "label": move.label} for move in step.moves],
        "opinions": [
            {
                "question": asked.question,
                "agency": asked.agency.code if asked.agency else "",
                **_limit_fields(asked.limit),
            }
            for asked in step.consultations
        ],
    }


def _body(code: str) -> Body | None:
    return Body(code) if code else None


def table_of(content: ProcessContent, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The rows of the legal table, each with what was found at it."""
    return [
        {
            "step": step,
            "number": str(step.position),
            "kind": step.kind.label,
            "who": step.role.label if step.role else "",
            "unit": str(step.unit) if step.unit else "",
            "leg": leg.title if (leg := content.leg_of(step)) else "",
            "share": write_share(step.share_minutes, step.share_percent),
            "acts": [act.label for act in Act if act in step.acts - {move.act for move in step.moves}],
            "moves": [
                {
                    "label": move.label or move.act.label,
                    "number": str(content.step(move.to_key).position),
                    "key": move.to_key,
                    "goes_back": move.act is Act.SEND_BACK,
                }
                for move in step.moves
            ],
            "opinions": [
                {"question": asked.question, "who": str(asked.agency or ""), "limit": str(asked.limit or "")}
                for asked in step.consultations
            ],
            "findings": [finding for finding in findings if finding.step_key == step.key],
        }
        for step in content.steps
    ]
