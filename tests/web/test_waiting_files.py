"""Files of a refused form wait for its next sending: for the same person at the same form, a while, within bounds."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from tests.documents.samples import pdf

from motcua.accounts.models import Person
from motcua.documents.actions.waiting import Owner, forget_waiting_files, keep_waiting_file, read_waiting_file
from motcua.documents.enums import FileKind
from motcua.documents.rules.uploads import FileRules
from motcua.documents.rules.waiting import Owners, Room, require_room
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.fields import ManyFilesField, OneFileField, PlainForm, WordsField
from motcua.web.waiting_files import HoldsFiles, chosen, chosen_files, spent_files

LAN, HOA = UUID(int=1), UUID(int=2)
FORM, OTHER_FORM = "/mot/bieu/", "/bieu/khac/"


class LetterForm(HoldsFiles, PlainForm):
    title = WordsField()
    papers = ManyFilesField(required=False)
    scan = OneFileField(required=False, accepts=FileRules(kinds=frozenset({FileKind.PDF})))
    sheet = OneFileField(required=False, is_only_read=True)


class ScanForm(HoldsFiles, PlainForm):
    title = WordsField()
    scan = OneFileField()


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": on_disk}
    return tmp_path / "waiting"


class Browser:
    """Sends forms as one person, or as a visitor."""

    def __init__(self, person: UUID | None = LAN, address: str = FORM) -> None:
        self.person, self.address, self.session = person, address, {}  # type: ignore[var-annotated]  # words

    def send(
        self, *, title: str = "", made: type[forms.Form] = LetterForm, refuse: str = "", **said: Any
    ) -> forms.Form:
        """The form as it stands after a sending: refused by itself, by the action with `refuse`, or taken."""
        names = {name.replace("__", "."): value for name, value in said.items()}
        request = RequestFactory().post(self.address, {"title": title, **names})
        request.session = self.session  # type: ignore[assignment]  # a dict is enough
        request.user = AnonymousUser() if self.person is None else Person(pk=self.person)
        told: list[forms.Form] = []

        def view(request: HttpRequest) -> HttpResponse:
            form = made(request.POST, chosen_files(request))
            if form.is_valid() and refuse:
                form.add_error(refuse if refuse in form.fields else None, "Chưa được.")
            told.append(form)
            if form.is_valid():
                self.taken = {name: _contents(form.cleaned_data.get(name)) for name in ("papers", "scan")}
            return HttpResponse(status=422 if form.errors else 302)

        spent_files(view)(request)
        return told[0]


def paper(name: str = "giấy.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content, "application/pdf")


def names_of(form: forms.Form, field: str = "papers") -> list[str]:
    return [one.name for one in form.fields[field].waiting]  # type: ignore[attr-defined]  # a field of files


def seals_of(form: forms.Form, field: str = "papers") -> list[str]:
    return [one.seal for one in form.fields[field].waiting]  # type: ignore[attr-defined]  # a field of files


def lying(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _contents(files: Any) -> list[bytes]:
    found = files if isinstance(files, list) else [files] if files else []
    return [one.read() for one in found]


def test_three_scans_wait_when_a_date_was_forgotten_and_go_with_the_next_sending(own_folder: Path) -> None:
    lan, scans = Browser(), [b"mot", b"hai", b"ba"]
    refused = lan.send(papers=[paper(f"{number}.txt", scan) for number, scan in enumerate(scans)])
    assert names_of(refused) == ["0.txt", "1.txt", "2.txt"]
    assert len(lying(own_folder)) == 3
    again = lan.send(papers__waiting=seals_of(refused))
    assert names_of(again) == ["0.txt", "1.txt", "2.txt"]
    assert len(lying(own_folder)) == 3  # never twice
    assert lan.send(title="Có", papers__waiting=seals_of(again)).is_valid()
    assert lan.taken["papers"] == scans
    assert lying(own_folder) == []


def test_a_sending_that_is_taken_at_once_leaves_nothing(own_folder: Path) -> None:
    assert Browser().send(title="Có", papers=[paper()], scan=paper()).is_valid()
    assert lying(own_folder) == []


def test_what_the_action_refuses_waits_too() -> None:
    refused = Browser().send(title="Có", papers=[paper()], scan=paper("quét.pdf"), refuse="title")
    assert names_of(refused) == ["giấy.pdf"]
    assert names_of(refused, "scan") == ["quét.pdf"]


def test_the_page_lists_them_with_a_way_to_leave_them_out() -> None:
    refused = Browser().send(papers=[paper("<b>ảnh</b>.pdf")])
    page = render_to_string("components/form.html", {"form": refused})
    seal = seals_of(refused)[0]
    assert f'<input type="hidden" name="papers.waiting" value="{seal}">' in page
    assert re.search(rf'<input type="checkbox" name="papers.drop" value="{seal}"><span>Bỏ', page)
    assert "<b>ảnh" not in page


def test_what_is_ticked_off_goes(own_folder: Path) -> None:
    lan = Browser()
    first, second = seals_of(lan.send(papers=[paper("1.txt", b"mot"), paper("2.txt", b"hai")]))
    refused = lan.send(papers__waiting=[first, second], papers__drop=[first])
    assert names_of(refused) == ["2.txt"]
    assert not refused.errors.get("papers")
    assert len(lying(own_folder)) == 1


def test_nobody_else_and_no_other_form_can_use_them(own_folder: Path) -> None:
    lan = Browser()
    seals = seals_of(lan.send(papers=[paper()]))
    for other in (Browser(HOA), Browser(None), Browser(LAN, OTHER_FORM)):
        refused = other.send(title="Có", papers__waiting=seals)
        assert names_of(refused) == []
        assert "Có tệp đã giữ" in refused.errors["papers"][0]
        other.send(title="Có", papers__waiting=seals, papers__drop=seals)
    assert not lan.send(title="Có", scan__waiting=seals).is_valid()  # nor another field
    assert len(lying(own_folder)) == 1
    assert lan.send(title="Có", papers__waiting=seals).is_valid()


def test_a_visitor_s_files_belong_to_the_browser() -> None:
    one, other = Browser(None), Browser(None)
    seals = seals_of(one.send(papers=[paper()]))
    assert not other.send(title="Có", papers__waiting=seals).is_valid()
    assert one.send(title="Có", papers__waiting=seals).is_valid()
    assert one.taken["papers"] == [pdf()]


def test_what_waited_too_long_is_named_and_nothing_goes_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lan = Browser()
    seals = seals_of(lan.send(papers=[paper()]))
    later = now() + Owners.PEOPLE.room.kept_for
    monkeypatch.setattr(chosen, "now", lambda: later)
    refused = lan.send(title="Có", papers__waiting=seals)
    assert not refused.is_valid()
    assert names_of(refused) == []
    assert lan.send(title="Có").is_valid()


def test_sent_twice_by_a_double_click_it_is_not_taken_without_its_files() -> None:
    lan = Browser()
    seals = seals_of(lan.send(papers=[paper("đơn.pdf")]))
    assert lan.send(title="Có", papers__waiting=seals).is_valid()
    second = lan.send(title="Có", papers__waiting=seals)
    assert "Tệp “đơn.pdf” không còn" in second.errors["papers"][0]


def test_the_worker_takes_away_what_nobody_came_back_for(own_folder: Path) -> None:
    Browser().send(papers=[paper()])
    Browser(None).send(papers=[paper()])
    token = keep_waiting_file(data=b"import", at=now())
    assert forget_waiting_files(at=now()) == 0
    assert forget_waiting_files(at=now() + Owners.VISITORS.room.kept_for) == 1
    assert forget_waiting_files(at=now() + timedelta(days=1, seconds=1)) == 2
    assert read_waiting_file(token=token) is None
    assert lying(own_folder) == []
    assert default_storage.listdir("waiting/people")[0] == []  # nor empty folders


def test_a_wrong_file_is_named_and_not_kept_and_takes_no_other_with_it(own_folder: Path) -> None:
    wrong = [paper("virus.exe", b"MZ\x90\x00"), paper("được.pdf"), paper("hỏng.pdf", b"MZ\x90\x00")]
    refused = Browser().send(papers=wrong)
    assert names_of(refused) == ["được.pdf"]
    assert [re.findall("“(.*)”", str(words))[0] for words in refused.errors["papers"]] == [
        "virus.exe",
        "hỏng.pdf",
    ]
    assert len(lying(own_folder)) == 1
    assert not Browser().send(title="Có", scan=paper("chữ.txt", b"chu")).is_valid()  # kinds narrower here


def test_one_file_that_the_action_refuses_is_not_kept(own_folder: Path) -> None:
    refused = Browser().send(title="Có", scan=paper(), refuse="scan")
    assert refused.errors["scan"] == ["Chưa được."]
    assert names_of(refused, "scan") == []
    assert lying(own_folder) == []


def test_one_file_chosen_anew_takes_the_place_of_the_one_that_waits(own_folder: Path) -> None:
    lan = Browser()
    seals = seals_of(lan.send(scan=paper("cũ.pdf")), "scan")
    wrong = lan.send(scan__waiting=seals, scan=paper("sai.txt", b"x"))
    assert names_of(wrong, "scan") == ["cũ.pdf"]  # a wrong one does not
    new = lan.send(scan__waiting=seals, scan=paper("mới.pdf", pdf(pages=2)))
    assert names_of(new, "scan") == ["mới.pdf"]
    assert len(lying(own_folder)) == 1


def test_the_same_file_chosen_again_is_not_there_twice(own_folder: Path) -> None:
    lan = Browser()
    seals = seals_of(lan.send(papers=[paper()]))
    again = lan.send(papers__waiting=seals, papers=[paper("tên khác.pdf")])
    assert names_of(again) == ["giấy.pdf"]
    assert len(lying(own_folder)) == 1


def test_a_file_that_is_asked_for_is_asked_for_once() -> None:
    lan = Browser()
    refused = lan.send(made=ScanForm, scan=paper())
    assert "required" not in str(refused["scan"])
    assert lan.send(made=ScanForm, title="Có", scan__waiting=seals_of(refused, "scan")).is_valid()
    assert not lan.send(made=ScanForm, title="Có").is_valid()


def test_a_file_that_is_only_read_may_be_of_any_kind_but_waits_only_when_harmless() -> None:
    lan = Browser()
    drawn = b"<?xml version='1.0'?><definitions/>"
    assert lan.send(title="Có", sheet=paper("quy-trinh.bpmn", drawn)).is_valid()
    refused = lan.send(sheet=paper("quy-trinh.bpmn", drawn))
    assert names_of(refused, "sheet") == []
    assert "chọn lại" in refused.errors["sheet"][0]


def test_a_shorter_list_is_never_shown_as_a_refusal() -> None:
    """A form that is shown again without being refused is looked at, not complained of."""
    request = RequestFactory().post(FORM, {"papers": [paper()]})
    request.session, request.user = {}, Person(pk=LAN)  # type: ignore[assignment]  # a dict is enough
    shown = LetterForm()
    shown.take_over(chosen_files(request))
    assert names_of(shown) == ["giấy.pdf"]
    assert not shown.errors


def test_room_is_bounded_by_number_size_and_all_together() -> None:
    room = Room(files=2, size=10, together=100, kept_for=timedelta(days=1))
    require_room(room=room, size=4, of_owner=[6], together=96)
    for of_owner, together, size in (([1, 1], 2, 1), ([6], 6, 5), ([], 99, 2)):
        with pytest.raises(Refused, match="quá nhiều tệp"):
            require_room(room=room, size=size, of_owner=of_owner, together=together)


def test_strangers_fill_their_own_room_only(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    small = Room(files=1, size=10_000, together=10_000, kept_for=timedelta(hours=1))
    monkeypatch.setattr("motcua.documents.rules.waiting._ROOMS", {**dict.fromkeys(Owners, small)})
    refused = Browser(None).send(papers=[paper("1.txt", b"mot"), paper("2.txt", b"hai")])
    assert names_of(refused) == ["1.txt"]
    assert "“2.txt”" in refused.errors["papers"][0]
    assert names_of(Browser(None).send(papers=[paper("3.txt", b"ba")])) == []
    assert names_of(Browser().send(papers=[paper("4.txt", b"bon")])) == ["4.txt"]


def test_a_token_finds_nothing_without_its_owner() -> None:
    lan = Owner(Owners.PEOPLE, str(LAN))
    token = keep_waiting_file(data=b"x", at=now(), owner=lan)
    assert read_waiting_file(token=token, owner=Owner(Owners.PEOPLE, str(HOA))) is None
    assert read_waiting_file(token=token) is None
    assert read_waiting_file(token=token, owner=lan) == b"x"


def test_nothing_waits_when_nothing_was_sent() -> None:
    request = RequestFactory().get(FORM)
    assert chosen_files(request) is None
    assert spent_files(lambda _request: HttpResponse())(request).status_code == 200


def test_the_moment_comes_from_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = datetime(2030, 1, 1, 9, tzinfo=now().tzinfo)
    monkeypatch.setattr(chosen, "now", lambda: fixed)
    lan = Browser()
    assert names_of(lan.send(papers=[paper()])) == ["giấy.pdf"]
