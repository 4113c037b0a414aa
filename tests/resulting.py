"""Results of the tests. Import only the types from here; ask for the fixtures by name.

`brought_to(Stage.SIGNED)` takes a dossier in and brings it that far through the general process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import SINCE, Bodies, MakePerson
from tests.documents.samples import pdf as one_page_pdf
from tests.handing_in import TakenIn
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.enums import Channel
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.documents.actions import keep_file
from motcua.documents.enums import SignatureKind
from motcua.documents.rules.signing import Stamp
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, return_result, sign
from motcua.dossiers.enums import ResultKind, ReturnWay
from motcua.dossiers.models import Dossier
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power

GRANTED = Proposal(
    ResultKind.GRANTED,
    "Cấp lại bằng tốt nghiệp trung học phổ thông cho Nguyễn Thị Hồng",
    "Cấp lại bằng tốt nghiệp trung học phổ thông số A 123456 cho bà Nguyễn Thị Hồng, sinh ngày 02/3/1985.",
)
REJECTED = Proposal(
    ResultKind.REJECTED,
    "Không cấp lại bằng tốt nghiệp trung học phổ thông cho Nguyễn Thị Hồng",
    "Sở Giáo dục và Đào tạo không cấp lại bằng.",
    reasons="Không có tên trong sổ gốc cấp bằng năm 2003.",
    legal_basis="khoản 1 Điều 17 Nghị định 23/2015/NĐ-CP",
)


class PlainSigner:
    """Leaves the paper as it is: for stories that are not about how a signature looks."""

    kind = SignatureKind.IN_HOUSE

    def sign(self, *, original: bytes, stamp: Stamp) -> bytes:
        return original


@pytest.fixture
def plain(settings: Any, moment: datetime) -> Callable[[Proposal], Proposal]:
    """Gives a proposal a short draft, and lets a signer sign that draws nothing: these stories do not wait for the
    printing of papers."""
    settings.SIGNER = "tests.resulting.PlainSigner"

    def with_draft(proposal: Proposal) -> Proposal:
        draft = keep_file(data=one_page_pdf(), name="du-thao.pdf", by="operator", at=moment)
        return replace(proposal, draft_id=draft.pk)

    return with_draft


class Stage(IntEnum):
    """How far a dossier was brought."""

    IN_HAND = 0
    PROPOSED = 1
    APPROVED = 2
    SIGNED = 3
    ISSUED = 4
    RETURNED = 5


BroughtTo = Callable[..., Dossier]


@pytest.fixture
def brought_to(
    in_hand: TakenIn,
    desk_officer: Person,
    handler: Person,
    division_head: Person,
    head: Person,
    records_officer: Person,
    plain: Callable[[Proposal], Proposal],
    moment: datetime,
) -> BroughtTo:
    """Brings a dossier to a stage: `brought_to(Stage.SIGNED, proposal=REJECTED, applicant="…")`."""

    def bring(
        stage: Stage,
        *,
        proposal: Proposal = GRANTED,
        at: datetime = moment,
        finish_at: datetime | None = None,
        **changes: Any,
    ) -> Dossier:
        dossier = in_hand(at=at, **changes)
        end = finish_at or at
        proposed = plain(proposal)
        acts: list[Callable[[], Any]] = [
            lambda: propose(dossier_id=dossier.pk, proposal=proposed, by=handler, at=at),
            lambda: approve(dossier_id=dossier.pk, by=division_head, at=at),
            lambda: sign(dossier_id=dossier.pk, by=head, at=at),
            lambda: issue(dossier_id=dossier.pk, by=records_officer, at=end, symbol="QĐ-SGDĐT"),
            lambda: return_result(
                dossier_id=dossier.pk,
                by=desk_officer,
                at=end,
                way=ReturnWay.DESK,
                taken_by="Nguyễn Thị Hồng",
                proof="Căn cước 031185000123",
            ),
        ]
        for act in acts[: int(stage)]:
            act()
        return Dossier.objects.defer("words").get(pk=dossier.pk)

    return bring


@pytest.fixture
def same_day(publish: Publish, bodies: Bodies) -> Procedure:
    """A procedure whose answer is given on the same day, by the department."""
    ways = tuple(
        MethodContent(channel=channel, limit_text="Trong ngày", limit_unit=LimitUnit.SAME_DAY)
        for channel in (Channel.DIRECT, Channel.ONLINE)
    )
    procedure = publish("3.000465", name="Cấp bản sao văn bằng từ sổ gốc", methods=ways)
    Power.objects.create(
        matter="procedure:3.000465",
        holder=bodies.department,
        source=PowerSource.STATUTORY,
        in_force=DateRange(SINCE, None),
    )
    return procedure


@pytest.fixture
def counter_head(make_person: MakePerson, bodies: Bodies, also: Callable[..., None]) -> Person:
    """Receives at the department's counter and may sign for it: one person for the short way."""
    person = make_person("Ngô Văn Quầy", role=Role.HEAD, agency=bodies.department, title="Phó Giám đốc")
    also(person, Role.RECEPTION_OFFICER, bodies.department)
    return person
