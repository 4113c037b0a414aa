"""How procedures are used, as it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from motcua.deadlines.enums import LimitUnit


@dataclass(frozen=True, slots=True)
class Use:
    """Dossiers of one procedure: the last one ever, and those of the months observed."""

    last_on: date | None = None
    count: int = 0
    online: int = 0
    issued: int = 0
    fee_owed: int = 0
    fee_paid: int = 0
    paid_vnd: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper of a procedure: in how many of its dossiers it was missing or asked for again."""

    procedure_id: str
    paper: str
    count: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Stays:
    """Stays of a procedure's dossiers at one step: how many, how many over their time, half of them at most so long,
    and how much of that before anybody began; nine of ten at most so long, and of the time after somebody began.
    `key` is that of the step in its process."""

    procedure_id: str
    step: str
    count: int
    late: int
    half: timedelta
    half_untouched: timedelta
    most: timedelta = timedelta(0)
    most_handled: timedelta = timedelta(0)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """How long dossiers of one promise took: nine of ten at most so much working time, or time by the calendar."""

    procedure_id: str
    amount: Decimal
    unit: LimitUnit
    count: int
    worked: timedelta
    passed: timedelta


@dataclass(frozen=True, slots=True)
class Offered:
    """How far a procedure is offered online, why not wholly, and what its steps say."""

    level: str = ""
    reason: str = ""
    has_online_method: bool = False
    steps: str = ""
