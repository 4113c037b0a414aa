"""What a form was sent with: files chosen now, and those that waited with it since an earlier sending."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from motcua.accounts.models import Person
from motcua.documents.actions.waiting import Owner, drop_waiting_file, keep_waiting_file, read_waiting_file
from motcua.documents.rules.uploads import FileRules, accept, clean_name
from motcua.documents.rules.uploads.judging import too_large
from motcua.documents.rules.waiting import Owners
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.senders import network_of

_WAITING, _DROP = ".waiting", ".drop"
_ATTRIBUTE, _BROWSER = "_chosen_files", "waiting_files"
_MOST_SEALS = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits with a form. `seal` is what the page carries of it."""

    name: str
    size: int
    owner: Owner
    token: str
    seal: str


class WaitedFile(SimpleUploadedFile):
    """A file brought by an earlier sending of the form, as if it had been chosen again."""

    def __init__(self, waiting: Waiting, content: bytes) -> None:
        super().__init__(waiting.name, content, "application/octet-stream")
        self.waiting = waiting


class ChosenFiles(MultiValueDict[str, Any]):
    """What a form was sent with, by the fields' names in the page: what waited first, then what was chosen now."""

    def __init__(self, request: HttpRequest, at: datetime) -> None:
        self._request, self._at = request, at
        self._waited: list[Waiting] = []
        self._is_shown = False
        self._judged: dict[int, str | Refused] = {}
        #: By field: the names of files that should have waited and do not any more, "" where the name is not known.
        self.lost: dict[str, list[str]] = {}
        super().__init__({name: list(files) for name, files in request.FILES.lists()})
        for key in [key for key in request.POST if key.endswith(_WAITING)]:
            self._take_up(key.removesuffix(_WAITING))

    def unfit(self, name: str, *, many: bool, rules: FileRules) -> list[Refused]:
        """Why files chosen in a field are not taken, each for itself."""
        refused = []
        for file in self.getlist(name) if many else self.getlist(name)[-1:]:
            try:
                if not isinstance(file, WaitedFile):
                    self._name_when_fit(file, rules)
            except Refused as why:
                refused.append(why)
        return refused

    def hold(self, name: str, *, many: bool, rules: FileRules, is_wrong: bool = False) -> list[Refused]:
        """Let the files of a field wait for the next sending; why some cannot.

        `is_wrong`: what was sent in this field was refused itself. One file is then not kept; of many each is judged.
        """
        self._is_shown = True
        sent = self.getlist(name)
        earlier, latest = ([], sent) if many else (sent[:-1], sent[-1:])
        kept, problems = [], []
        for file in [] if is_wrong and not many else latest:
            try:
                kept.append(file if isinstance(file, WaitedFile) else self._left(name, file, rules))
            except Refused as refused:
                problems.append(refused)
        kept = kept or [file for file in earlier if isinstance(file, WaitedFile)]
        self._forget_but({file.waiting.token for file in kept}, sent)
        self.setlist(name, kept)
        return problems

    def waiting(self, name: str) -> list[Waiting]:
        """What waits in a field now."""
        return [file.waiting for file in self.getlist(name) if isinstance(file, WaitedFile)]

    def forget_spent(self, *, is_taken: bool) -> None:
        """Forget what waited when it was taken, or when the answer shows no form to which it could belong."""
        if is_taken or not self._is_shown:
            for waiting in self._waited:
                drop_waiting_file(token=waiting.token, owner=waiting.owner)

    def _take_up(self, name: str) -> None:
        dropped = set(self._request.POST.getlist(f"{name}{_DROP}"))
        found: list[WaitedFile] = []
        for seal in dict.fromkeys(self._request.POST.getlist(f"{name}{_WAITING}")[:_MOST_SEALS]):
            waiting = self._opened(name, seal)
            if seal in dropped:
                if waiting is not None:
                    drop_waiting_file(token=waiting.token, owner=waiting.owner)
                continue
            content = read_waiting_file(token=waiting.token, owner=waiting.owner) if waiting else None
            if waiting is None or content is None:
                self.lost.setdefault(name, []).append(waiting.name if waiting else "")
            else:
                self._waited.append(waiting)
                found.append(WaitedFile(waiting, content))
        fresh = [file for file in self.getlist(name) if not any(_is_same(file, one) for one in found)]
        self.setlist(name, [*found, *fresh])

    def _left(self, name: str, file: Any, rules: FileRules) -> WaitedFile:
        """Judge a file as one that is kept for good, and let it wait.

        :raises Refused: as `rules.uploads.accept`, and "waiting-room-full".
        """
        known = self._name_when_fit(file, rules)
        file.seek(0)
        content, owner = file.read(), self._owner()
        try:
            token = keep_waiting_file(data=content, at=self._at, owner=owner)
        except Refused as refused:
            words = _("Tệp “%(name)s”: %(why)s.") % {"name": known, "why": refused.message}
            raise Refused(refused.code, words) from None
        until = self._at + owner.kind.room.kept_for
        said = [owner.kind.value, owner.key, token, known, file.size, until.timestamp()]
        seal = signing.dumps(said, salt=self._salt(name))
        waiting = Waiting(known, file.size, owner, token, seal)
        self._waited.append(waiting)
        return WaitedFile(waiting, content)

    def _name_when_fit(self, file: Any, rules: FileRules) -> str:
        """The name under which a file would be kept; judged once.

        :raises Refused: as `rules.uploads.accept`.
        """
        if id(file) not in self._judged:
            self._judged[id(file)] = _judgement(file, rules)
        found = self._judged[id(file)]
        if isinstance(found, Refused):
            raise found
        return found

    def _opened(self, name: str, seal: str) -> Waiting | None:
        """What a seal says; None when it is another's, another form's, or too old."""
        try:
            kind, key, token, known, size, until = signing.loads(seal, salt=self._salt(name))
        except signing.BadSignature:
            return None
        if self._at.timestamp() >= until:
            return None
        return Waiting(known, size, Owner(Owners(kind), key), token, seal)

    def _forget_but(self, tokens: set[str], sent: Sequence[Any]) -> None:
        for file in sent:
            if isinstance(file, WaitedFile) and file.waiting.token not in tokens:
                drop_waiting_file(token=file.waiting.token, owner=file.waiting.owner)

    def _owner(self) -> Owner:
        user = self._request.user
        if isinstance(user, Person):
            return Owner(Owners.PEOPLE, str(user.pk))
        return Owner(Owners.VISITORS, network_of(self._request, self._at))

    def _salt(self, name: str) -> str:
        user = self._request.user
        if isinstance(user, Person):
            who = f"person:{user.pk}"
        else:
            session = self._request.session
            if _BROWSER not in session:
                session[_BROWSER] = secrets.token_hex(16)
            who = f"browser:{session[_BROWSER]}"
        return f"motcua.waiting|{who}|{self._request.path}|{name}"


def chosen_files(request: HttpRequest) -> ChosenFiles | None:
    """What a form was sent with, for binding it; None when nothing was sent. Found once in a request."""
    if request.method != "POST":
        return None
    if not hasattr(request, _ATTRIBUTE):
        setattr(request, _ATTRIBUTE, ChosenFiles(request, now()))
    chosen: ChosenFiles = getattr(request, _ATTRIBUTE)
    return chosen


def spent_files(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what waited with a form that was taken now is forgotten."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        chosen: ChosenFiles | None = getattr(request, _ATTRIBUTE, None)
        if chosen is not None and response.status_code < 400:
            chosen.forget_spent(is_taken=response.status_code >= 300)
        return response

    return answer


def _judgement(file: Any, rules: FileRules) -> str | Refused:
    try:
        if file.size > rules.largest:
            raise too_large(rules).refusal(clean_name(file.name))
        file.seek(0)
        content = file.read()
        file.seek(0)
        return accept(data=content, name=file.name, rules=rules).name
    except Refused as refused:
        return refused


def _is_same(file: Any, waited: WaitedFile) -> bool:
    """Whether a chosen file is the very one that waits already."""
    if isinstance(file, WaitedFile) or file.size != waited.size:
        return False
    file.seek(0)
    content = file.read()
    file.seek(0)
    waited.seek(0)
    same: bool = content == waited.read()
    waited.seek(0)
    return same
