"""Signing: the person, the number, the organisation, in this order; each step proved on the file itself."""

from __future__ import annotations

import re
import zlib
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.documents import papers, samples

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.documents.actions import (
    SignerFacts,
    forget_files,
    keep_file,
    keep_result,
    number_paper,
    revoke_paper,
    sign,
    sign_for_organisation,
)
from motcua.documents.enums import Match, SignedState, SigningAuthority
from motcua.documents.models import SignedPaper, StoredFile
from motcua.documents.queries import find_signed_paper, is_kept_whole, match_of, read_file
from motcua.documents.rules.codes import code_of, read_code
from motcua.documents.rules.signing import PLAIN_WORDS, Stamp, lay_out_stamp, require_may_number
from motcua.documents.signing import InHouseSigner
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

VERIFY_AT = "https://mot-cua.example/xac-minh/"
ON = date(2026, 9, 17)


def refusal_of(act: Any, **facts: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(**facts)
    return refused.value.code


class TestCodes:
    @given(st.binary(min_size=10, max_size=10))
    def test_every_code_is_read_back_however_it_is_typed(self, noise: bytes) -> None:
        code = code_of(noise)
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
        assert read_code(code) == code
        assert read_code(f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ") == code

    @given(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
    def test_no_two_noises_share_a_code(self, first: bytes, second: bytes) -> None:
        assert (code_of(first) == code_of(second)) == (first == second)

    @pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JKMN-PQR", "ABCD-EFGH-JKMN-PQR!", "A" * 17])
    def test_what_cannot_be_a_code(self, typed: str) -> None:
        assert read_code(typed) is None


def stamp(**changed: Any) -> Stamp:
    facts: dict[str, Any] = {
        "title": "Quyết định",
        "agency": "Sở Giáo dục và Đào tạo",
        "signer": papers.DEPUTY,
        "signed_at": papers.MADE,
        "code": "ABCD-EFGH-JKMN-PQRS",
        "verify_at": f"{VERIFY_AT}ABCD-EFGH-JKMN-PQRS/",
        "original_sha256": "0" * 64,
        "pages": 1,
    }
    return Stamp(**{**facts, **changed})


class TestStamp:
    def test_it_says_who_and_when_and_that_it_is_no_digital_signature(self) -> None:
        words = repr(lay_out_stamp(stamp()))
        for fact in ("Phạm Quốc Hiệu", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "2026-09-17T08:05:00+07:00", PLAIN_WORDS):
            assert fact in words
        assert "chưa phải chữ ký số" in PLAIN_WORDS
        assert "Thời gian cơ quan ký" not in words

    def test_the_organisation_follows_below_the_person(self) -> None:
        places = (
            ("signer", 1, 100.0, 150.0, 78.0),
            ("number", 1, 48.0, 36.0, 13.0),
            ("day", 1, 131.0, 34.0, 52.0),
        )
        added = lay_out_stamp(
            stamp(places=places, number="164/QĐ-SGDĐT", issued_on=ON, organisation_signed_at=papers.DUE)
        )["added"]
        assert [each["kind"] for each in added] == ["details", "number", "day"]
        person, organisation = added[0]["groups"]
        assert person[1] == "Thời gian: 2026-09-17T08:05:00+07:00"
        assert organisation[1] == "Thời gian: 2026-09-24T17:00:00+07:00"
        assert added[1]["lines"] == ["164"]
        assert added[2]["lines"] == ["ngày 17 tháng 9 năm 2026"]

    def test_the_same_stamp_gives_the_same_bytes_on_every_page(self) -> None:
        signed = InHouseSigner().sign(original=samples.pdf(pages=3), stamp=stamp(pages=3))
        assert signed == InHouseSigner().sign(original=samples.pdf(pages=3), stamp=stamp(pages=3))
        assert int(re.findall(rb"/Count (\d+)", signed)[0]) == 4

    def test_pages_that_an_old_revision_had_are_not_missed(self) -> None:
        signed = InHouseSigner().sign(original=samples.pdf(pages=2), stamp=stamp(pages=4))
        assert int(re.findall(rb"/Count (\d+)", signed)[0]) == 3

    @pytest.mark.parametrize("broken", [b"%PDF-1.7\n%%EOF", b"", samples.pdf()[:90], zlib.compress(b"x")])
    def test_a_file_that_cannot_be_opened_is_refused(self, broken: bytes) -> None:
        assert refusal_of(InHouseSigner().sign, original=broken, stamp=stamp()) == "file-not-signable"


@pytest.fixture
def draft(moment: datetime, bodies: Bodies) -> StoredFile:
    return keep_result(paper=papers.DECISION, name="quyết định.pdf", by="person:1", at=moment)


@pytest.fixture
def facts(bodies: Bodies) -> SignerFacts:
    return SignerFacts(bodies.department, "Phó Giám đốc", SigningAuthority.DEPUTY, "Giám đốc")


@pytest.fixture
def signed(draft: StoredFile, facts: SignerFacts, head: Person, moment: datetime) -> SignedPaper:
    return sign(file=draft, title="Quyết định", signer=facts, by=head, at=moment, verify_at=VERIFY_AT)


@pytest.fixture
def numbered(signed: SignedPaper, records_officer: Person, moment: datetime) -> SignedPaper:
    return number_paper(paper=signed, number="164", on=ON, by=records_officer, at=moment)


@pytest.fixture
def issued(numbered: SignedPaper, records_officer: Person, moment: datetime) -> SignedPaper:
    at = moment + timedelta(minutes=5)
    return sign_for_organisation(paper=numbered, by=records_officer, at=at, verify_at=VERIFY_AT)


def kinds(paper: SignedPaper) -> list[str]:
    chain = JournalEntry.objects.filter(chain=f"signed_paper:{paper.pk}").order_by("seq")
    return list(chain.values_list("kind", flat=True))


@pytest.mark.django_db
class TestSigning:
    def test_the_person_signs_what_lies_there(
        self, signed: SignedPaper, draft: StoredFile, head: Person
    ) -> None:
        assert signed.state == SignedState.SIGNED
        assert (signed.signer, signed.signer_name) == (head, "Trần Văn Trưởng")
        assert signed.file == signed.personal_file
        assert signed.file.sha256 != draft.sha256
        assert signed.file.pages == 2
        assert read_code(signed.verification_code) == signed.verification_code
        assert read_file(draft)
        assert kinds(signed) == ["PaperSigned"]

    def test_number_and_organisation_follow(self, issued: SignedPaper, signed: SignedPaper) -> None:
        issued = SignedPaper.objects.get(pk=issued.pk)
        assert issued.state == SignedState.ISSUED
        assert issued.number == "164"
        assert len({issued.file.sha256, issued.personal_file.sha256, issued.original.sha256}) == 3
        assert issued.personal_file == signed.file
        assert kinds(issued) == ["PaperSigned", "PaperNumbered", "PaperIssued"]

    def test_the_order_cannot_be_turned(
        self, signed: SignedPaper, records_officer: Person, moment: datetime
    ) -> None:
        facts = {"paper": signed, "by": records_officer, "at": moment}
        assert refusal_of(sign_for_organisation, **facts, verify_at=VERIFY_AT) == "signed-paper-not-numbered"
        assert SignedPaper.objects.get(pk=signed.pk).state == SignedState.SIGNED
        with pytest.raises(IntegrityError), transaction.atomic():
            SignedPaper.objects.filter(pk=signed.pk).update(
                organisation_signed_at=moment, organisation_signed_by=records_officer
            )

    def test_each_step_is_done_once(
        self,
        issued: SignedPaper,
        draft: StoredFile,
        facts: SignerFacts,
        head: Person,
        records_officer: Person,
    ) -> None:
        at = issued.signed_at
        once = {"file": draft, "title": "x", "signer": facts, "by": head, "at": at, "verify_at": VERIFY_AT}
        assert refusal_of(sign, **once) == "paper-already-signed"
        again = {"paper": issued, "by": records_officer, "at": at}
        assert refusal_of(number_paper, **again, number="165", on=ON) == "signed-paper-numbered"
        assert refusal_of(sign_for_organisation, **again, verify_at=VERIFY_AT) == "signed-paper-issued"
        assert kinds(issued) == ["PaperSigned", "PaperNumbered", "PaperIssued"]

    def test_files_that_something_refers_to_are_not_forgotten(
        self, signed: SignedPaper, draft: StoredFile, moment: datetime
    ) -> None:
        idle = keep_file(data=samples.TEXT, name="a.txt", by="x", at=moment)
        assert forget_files(files=[idle.pk, draft.pk, signed.file_id, signed.pk]) == 1
        assert set(StoredFile.objects.values_list("pk", flat=True)) == {draft.pk, signed.file_id}

    def test_others_may_not(
        self,
        draft: StoredFile,
        facts: SignerFacts,
        numbered: SignedPaper,
        outsider: Person,
        handling_officer: Person,
        head: Person,
        moment: datetime,
    ) -> None:
        for person in (outsider, handling_officer):
            asked = {"file": draft, "title": "x", "signer": facts, "by": person, "at": moment}
            assert refusal_of(sign, **asked, verify_at=VERIFY_AT) == "decide-dossiers-not-allowed"
            asked = {"paper": numbered, "by": person, "at": moment}
            assert refusal_of(number_paper, **asked, number="1", on=ON) == "issue-results-not-allowed"
            assert (
                refusal_of(sign_for_organisation, **asked, verify_at=VERIFY_AT) == "issue-results-not-allowed"
            )
            assert refusal_of(revoke_paper, **asked, reason="Sai") == "decide-dossiers-not-allowed"
        assert SignedPaper.objects.count() == 1
        assert StoredFile.objects.count() == 2
        assert kinds(numbered) == ["PaperSigned", "PaperNumbered"]

    def test_a_receipt_is_signed_by_who_receives(
        self, bodies: Bodies, receiving_officer: Person, moment: datetime
    ) -> None:
        file = keep_file(data=samples.pdf(), name="giấy.pdf", by=receiving_officer.actor, at=moment)
        paper = sign(
            file=file,
            title="Giấy tiếp nhận",
            signer=SignerFacts(bodies.division, "Chuyên viên"),
            by=receiving_officer,
            at=moment,
            verify_at=VERIFY_AT,
            capability=Capability.RECEIVE_DOSSIERS,
        )
        assert paper.state == SignedState.SIGNED

    def test_what_cannot_be_signed(
        self, facts: SignerFacts, bodies: Bodies, head: Person, moment: datetime
    ) -> None:
        text = keep_file(data=samples.TEXT, name="a.txt", by="x", at=moment)
        file = keep_file(data=samples.pdf(), name="a.pdf", by="x", at=moment)
        asked = {"by": head, "at": moment, "verify_at": VERIFY_AT}
        assert refusal_of(sign, file=text, title="x", signer=facts, **asked) == "file-not-signable"
        assert refusal_of(sign, file=file, title=" ", signer=facts, **asked) == "paper-title-missing"
        nobody = SignerFacts(bodies.department, "Phó Giám đốc", SigningAuthority.DEPUTY)
        assert refusal_of(sign, file=file, title="x", signer=nobody, **asked) == "head-title-missing"

    @pytest.mark.parametrize("number", ["", "QĐ", "164\n", "1;2", "1" * 7])
    def test_numbers_that_are_none(self, number: str) -> None:
        asked = {"state": SignedState.SIGNED, "number": number, "on": ON, "signed_at": papers.MADE}
        assert refusal_of(require_may_number, **asked) == "paper-number-unreadable"

    def test_a_day_before_the_signing(self) -> None:
        asked = {"state": SignedState.SIGNED, "number": "164", "signed_at": papers.MADE}
        assert refusal_of(require_may_number, **asked, on=date(2026, 9, 16)) == "paper-number-before-signing"
        require_may_number(**asked, on=ON)

    def test_revoked_with_a_reason_and_what_stands_in_its_place(
        self, issued: SignedPaper, draft: StoredFile, facts: SignerFacts, head: Person, moment: datetime
    ) -> None:
        asked = {"paper": issued, "by": head, "at": moment}
        assert refusal_of(revoke_paper, **asked, reason=" ") == "revoke-reason-missing"
        assert refusal_of(revoke_paper, **asked, reason="Sai", replaced_by=issued) == "paper-replaces-itself"
        right = keep_file(data=samples.pdf(pages=2), name="b.pdf", by="x", at=moment)
        other = sign(file=right, title="Thay thế", signer=facts, by=head, at=moment, verify_at=VERIFY_AT)
        revoked = revoke_paper(**asked, reason="Ghi sai năm sinh", replaced_by=other)
        assert SignedPaper.objects.get(pk=revoked.pk).state == SignedState.REVOKED
        assert other.replaces == revoked
        assert refusal_of(revoke_paper, **asked, reason="Sai") == "signed-paper-revoked"
        signed_again = sign(file=draft, title="x", signer=facts, by=head, at=moment, verify_at=VERIFY_AT)
        assert signed_again.verification_code != revoked.verification_code


@pytest.mark.django_db
class TestVerifying:
    def test_a_code_finds_its_paper_and_nothing_else(self, issued: SignedPaper) -> None:
        assert find_signed_paper(typed=issued.verification_code.lower()) == issued
        assert find_signed_paper(typed="0000-0000-0000-0000") is None
        assert find_signed_paper(typed="'; DROP TABLE x") is None

    def test_what_a_file_is_to_the_paper(self, issued: SignedPaper) -> None:
        known = {
            issued.file.sha256: Match.CURRENT,
            issued.personal_file.sha256: Match.EARLIER,
            issued.original.sha256: Match.UNSIGNED,
            "f" * 64: Match.DIFFERENT,
        }
        assert {sha256: match_of(paper=issued, sha256=sha256) for sha256 in known} == known

    def test_an_altered_file_is_noticed(self, issued: SignedPaper, own_store: Any) -> None:
        assert is_kept_whole(issued)
        sha256 = issued.file.sha256
        (own_store / sha256[:2] / sha256[2:4] / sha256).write_bytes(b"altered")
        assert not is_kept_whole(issued)
