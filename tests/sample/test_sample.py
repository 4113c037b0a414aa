"""The sample department in the database: whole, once, and true to its files."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.contrib.auth.hashers import check_password
from django.db import transaction
from tests.documents.samples import pdf

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.accounts.queries import find_profile
from motcua.catalogue.enums import ChangeKind, DecisionStage, VersionState
from motcua.catalogue.models import (
    OnlineService,
    PageReport,
    Procedure,
    ProcedureVersion,
    PromulgationDecision,
)
from motcua.catalogue.queries.decisions import decision_clocks, decisions_awaiting_approval, item_diffs
from motcua.catalogue.queries.published import procedures_with_old_code
from motcua.catalogue.queries.quality import quality_summary
from motcua.catalogue.queries.search import search_procedures
from motcua.config.sample import load_sample, sign_ins
from motcua.config.sample_files import document, rows
from motcua.deadlines.enums import Standing
from motcua.documents.actions import keep_file
from motcua.dossiers.actions.results import Proposal, issue, propose, return_result, sign
from motcua.dossiers.enums import DeliveryStatus, Door, ResultKind, ResultState, ReturnWay, Status
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.queries.clocks import limit_of
from motcua.dossiers.queries.money import charges_left
from motcua.dossiers.rules.clock import is_same_day
from motcua.kernel.clock import VIETNAM
from motcua.kernel.queries import verify_journal
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Agency, Area, Installation
from motcua.organisations.queries.agencies import find_agency, history_of, subordinates_of
from motcua.organisations.queries.areas import current_areas_for
from motcua.organisations.queries.powers import find_competent_agency
from motcua.payments.queries import account_of

AT = datetime(2026, 11, 21, 9, tzinfo=VIETNAM)
TODAY = AT.date()
DISTRICTS_ENDED = date(2025, 7, 1)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The sample, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sample(_loaded: None, db: None) -> None:
    """The sample as it was loaded; what a test changes is undone after it."""


def agency(code: str, on: date = TODAY) -> Agency:
    found = find_agency(code, on)
    assert found is not None, code
    return found


def decision(number: str) -> PromulgationDecision:
    return PromulgationDecision.objects.get(number=number)


def test_everything_in_the_files_is_there_and_marked(sample: None) -> None:
    renamed = sum(row["kind"] == "renamed" for row in rows("successions"))
    assert Agency.objects.filter(is_sample=True).count() == len(rows("agencies")) + renamed
    assert Person.objects.filter(is_sample=True).count() == len(rows("people")) + len(rows("citizens"))
    entries = document("procedures")
    versions = sum(len(entry["versions"]) for entry in entries)
    assert Procedure.objects.filter(is_sample=True).count() == len(entries)
    assert ProcedureVersion.objects.filter(state=VersionState.PROMULGATED).count() == versions
    assert OnlineService.objects.count() == len(rows("online_services"))
    assert PageReport.objects.filter(settled_at=None).count() == 1
    installation = Installation.objects.get()
    assert installation.is_sample
    assert "mẫu" in installation.home.name


def test_the_versions_apply_when_the_files_say(sample: None) -> None:
    for entry in document("procedures"):
        held = [(version["from"], version["to"]) for version in entry["versions"]]
        stored = ProcedureVersion.objects.filter(
            procedure__code=entry["code"], state=VersionState.PROMULGATED
        )
        periods = [
            (str(version.in_force.lower), version.in_force.upper and str(version.in_force.upper))
            for version in stored.order_by("number")
        ]
        assert periods == held, entry["code"]


def test_the_journal_is_whole(sample: None) -> None:
    assert verify_journal().first_alteration is None


def test_sign_ins_open_with_the_password_that_is_printed(sample: None) -> None:
    introduced = sign_ins()
    assert len(introduced) >= 5
    for sign_in in introduced:
        assert check_password(sign_in.password, Person.objects.get(username=sign_in.username).password)


def test_three_of_the_public_can_sign_in(sample: None) -> None:
    profiles = [find_profile(Person.objects.get(username=row["contact"])) for row in rows("citizens")]
    assert [profile.is_verified for profile in profiles if profile] == [True, False, True]
    assert {sign_in.username for sign_in in sign_ins()} >= {row["contact"] for row in rows("citizens")}
    assert account_of(Installation.objects.get().home.pk, TODAY) is not None


def test_one_prepares_and_another_approves(sample: None) -> None:
    writer, second = (Person.objects.get(username=name) for name in ("kiemsoat", "kiemsoat2"))
    [waiting] = decisions_awaiting_approval(second, TODAY)
    assert waiting.stage == DecisionStage.SUBMITTED_TO_CHAIRMAN
    assert list(decisions_awaiting_approval(writer, TODAY)) == []
    changes = {diff.item.change for diff in item_diffs(waiting, on=TODAY)}
    assert changes == {ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.REPEALED}


def test_one_decision_came_in_time_and_one_late(sample: None) -> None:
    in_time = decision_clocks(decision("1482/QĐ-UBND"), today=TODAY)
    late = decision_clocks(decision("1517/QĐ-UBND"), today=TODAY)
    assert [clock.is_late for clock in in_time] == [False, False, False]
    assert [clock.is_late for clock in late] == [True, True, True]


def test_the_technical_administrator_reads_no_dossier(sample: None) -> None:
    person = Person.objects.get(username="kythuat")
    home = Installation.objects.get().home
    assert not may(person, Capability.READ_DOSSIERS, agency_id=home.pk, on=TODAY)
    assert may(person, Capability.KEEP_SIGN_INS, agency_id=home.pk, on=TODAY)


def test_who_is_competent_follows_place_and_day(sample: None) -> None:
    commune = Area.objects.get(code="M1903")
    district = Area.objects.get(code="M101")
    now = find_competent_agency("procedure:1.008725", commune, TODAY)
    before = find_competent_agency("procedure:1.008725", district, DISTRICTS_ENDED - timedelta(days=1))
    assert now is not None
    assert before is not None
    assert (now.agency_code, before.agency_code) == ("MAU-X3", "MAU-UBNDH-GS")
    delegated = find_competent_agency("procedure:1.000729", commune, TODAY)
    assert delegated is not None
    assert delegated.source is PowerSource.DELEGATED


def test_a_divided_commune_asks_a_person(sample: None) -> None:
    became = current_areas_for(Area.objects.get(code="M1012"), TODAY)
    assert became.sure is None
    assert {area.code for area in became.candidates} == {"M1903", "M1904"}


def test_schools_of_the_former_district_stand_under_their_communes(sample: None) -> None:
    former = Agency.objects.get(code="MAU-PGD-GS")
    assert former.held.upper == DISTRICTS_ENDED
    school = agency("MAU-TH-DS")
    assert school in subordinates_of(agency("MAU-X4").pk, TODAY)
    superiors = [item.parent.code for item in history_of(school.pk).superiors]
    assert sorted(superiors) == ["MAU-PGD-GS", "MAU-X4"]


def test_an_old_code_still_leads_to_the_procedure(sample: None) -> None:
    [found] = procedures_with_old_code(code="1.005092", jurisdiction="")
    assert found.code == "3.000465"


def test_there_is_something_for_the_quality_list(sample: None) -> None:
    assert 0 < quality_summary(on=TODAY).with_findings < len(document("procedures"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("cap ban sao van bang", "3.000465"),
        ("1.005092", "3.000465"),
        ("chuyển trường cho con", "2.002854"),
        ("bang cap 3 nuoc ngoai", "1.004889"),
        ("mở trung tâm ngoại ngữ", "3.000315"),
    ],
)
def test_the_sample_is_found(sample: None, typed: str, code: str) -> None:
    found = search_procedures(typed, on=TODAY)
    assert code in [hit.code for hit in found.hits[:3]]


def test_the_interconnected_dossier_waits_at_the_committee_and_can_be_played_to_the_end(
    sample: None, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.SIGNER = "tests.resulting.PlainSigner"
    dossier = Dossier.objects.defer("words").get(version__procedure__code="2.002884")
    assert (dossier.step_key, dossier.holder_agency_id) == ("xem-xet", agency("MAU-UBND").pk)
    people = {name: Person.objects.get(username=name) for name in ("chuyenvientinh", "chutich", "vanthutinh")}
    draft = keep_file(data=pdf(), name="quyet-dinh.pdf", by=people["chuyenvientinh"].actor, at=AT)
    own = Proposal(ResultKind.GRANTED, "Cho phép thành lập trường trung cấp", draft_id=draft.pk)
    propose(dossier_id=dossier.pk, proposal=own, by=people["chuyenvientinh"], at=AT)
    sign(dossier_id=dossier.pk, by=people["chutich"], at=AT)
    issue(dossier_id=dossier.pk, by=people["vanthutinh"], at=AT, symbol="QĐ-UBND")
    handed = {"way": ReturnWay.DESK, "taken_by": "Trần Văn Lúa", "proof": "Căn cước"}
    desk = Person.objects.get(username="tiepnhan")
    return_result(dossier_id=dossier.pk, by=desk, at=AT, **handed)  # type: ignore[arg-type]  # words by name
    dossier = Dossier.objects.defer("words").get(pk=dossier.pk)
    assert (dossier.delivery, dossier.standing) == (DeliveryStatus.DELIVERED, Standing.EARLY)
    states = Result.objects.filter(dossier=dossier).order_by("pk").values_list("state", "paper_name")
    assert list(states) == [(ResultState.SENT_BACK, "Quyết định"), (ResultState.ISSUED, "Quyết định")]


def test_a_same_day_copy_waits_for_its_signer_and_is_handed_over_at_the_counter(
    sample: None, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.SIGNER = "tests.resulting.PlainSigner"
    [dossier] = Dossier.objects.defer("words").filter(process__process__is_express=True)
    assert (dossier.version.procedure.code, dossier.step_key) == ("3.000465", "ky")
    assert is_same_day(limit_of(dossier))
    people = {name: Person.objects.get(username=name) for name in ("giamdoc", "tiepnhan")}
    sign(dossier_id=dossier.pk, by=people["giamdoc"], at=AT)
    issue(dossier_id=dossier.pk, by=people["tiepnhan"], at=AT, symbol="BS-SGDĐT")
    way = ReturnWay.DESK
    taken = {"taken_by": dossier.applicant_name, "proof": "Căn cước"}
    return_result(dossier_id=dossier.pk, by=people["tiepnhan"], at=AT, way=way, **taken)
    dossier = Dossier.objects.defer("words").get(pk=dossier.pk)
    assert dossier.delivery == DeliveryStatus.DELIVERED


def test_two_dossiers_wait_for_their_fee_one_lodged_online_and_one_at_the_counter(sample: None) -> None:
    owing = Dossier.objects.defer("words").filter(status=Status.PAYMENT_REQUIRED)
    assert {dossier.door for dossier in owing} == {Door.ONLINE, Door.DIRECT}
    for dossier in owing:
        assert [charge.left_vnd for charge in charges_left(dossier)] == [500_000]
    assert owing.get(door=Door.ONLINE).submitted_by == Person.objects.get(username="02000000102")
