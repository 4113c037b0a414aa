"""The device at a desk on which people rate: big buttons, one question at a time, nothing personal, no way out.

What was answered so far travels, signed, in the page itself: nothing is left on the device. Every page goes back to the
start by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.models import Person
from motcua.feedback.actions.kiosks import pair_kiosk
from motcua.feedback.actions.ratings import Said, rate_at_kiosk
from motcua.feedback.models import Kiosk
from motcua.feedback.queries.kiosks import find_kiosk
from motcua.feedback.queries.ratings import ALREADY_RATED, asked_by_ticket, dossier_at_kiosk
from motcua.feedback.rules.ratings.codes import LENGTH, bare_code, spoken
from motcua.feedback.rules.ratings.contents import FACES, HIGHEST, LOWEST, RatingForm, form_of
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.senders import is_patient

COOKIE = "mc_kiosk"
_PATH = "/quay/"
_KEPT = 400 * 24 * 60 * 60
_SALT = "motcua.kiosk.state"
_OLDEST = 10 * 60
# After so many seconds without a touch a page goes back to the start.
_BACK_AFTER, _THANKS_FOR = 120, 12
_MOST_CODES, _MOST_PAIRINGS = 40, 10

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class _State:
    """What was said so far, for the dossier of one ticket."""

    code: str
    form: str
    shown: int
    score: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    place: int = 0

    @property
    def packed(self) -> str:
        return signing.dumps(
            [self.code, self.form, self.shown, self.score, self.answers, self.place],
            salt=_SALT,
            compress=True,
        )

    @classmethod
    def unpacked(cls, text: str) -> _State | None:
        try:
            return cls(*signing.loads(text, salt=_SALT, max_age=_OLDEST))
        except signing.BadSignature:
            return None


def at_kiosk(view: View) -> View:
    """A page of a registered device, in Vietnamese, kept nowhere; on any other device: how to make it one."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *args: Any) -> HttpResponse:
        if isinstance(request.user, Person) and request.user.is_staff_member:
            raise Refused(
                "staff-rating-not-allowed",
                "Máy này đang có cán bộ đăng nhập nên không dùng để người dân đánh giá. Đăng xuất rồi mở lại.",
            )
        kiosk = find_kiosk(request.COOKIES.get(COOKIE, ""))
        with translation.override("vi"):
            if kiosk is None:
                return _unpaired(request)
            return view(request, kiosk, *args)

    return answer


@at_kiosk
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """The code of the ticket, by keyboard, scanner or the keys on the screen; each key is a button that posts."""
    typed = bare_code(request.POST.get("code", ""))[:LENGTH]
    key = request.POST.get("key", "")
    if request.method != "POST" or key:
        return _start(request, kiosk, typed=_pressed(typed, key))
    if not is_patient(request, now(), what="kiosk-code", most=_MOST_CODES):
        return _start(request, kiosk, problem="Vừa có nhiều lượt nhập mã. Xin đợi khoảng mười phút.")
    try:
        asked = asked_by_ticket(dossier_at_kiosk(typed, kiosk), at=now())
    except Refused as refused:
        return _start(request, kiosk, typed=typed, problem=refused.message)
    return _faces(request, kiosk, _State(typed, asked.form.code, int(now().timestamp())))


@at_kiosk
@require_POST
def answer(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """One touch: a face, an answer, on, back, or send."""
    state = _State.unpacked(request.POST.get("state", ""))
    form = form_of(state.form) if state else None
    if state is None or form is None:
        return redirect("portal:kiosk")
    if "score" in request.POST:
        return _scored(request, kiosk, state, form)
    if "back" in request.POST:
        return _backwards(request, kiosk, state, form)
    if "send" in request.POST:
        return _send(request, kiosk, state, form)
    return _answered(request, kiosk, state, form)


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    with translation.override("vi"):
        response = render(request, "portal/kiosks/thanks.html")
    return _returning(response, _THANKS_FOR)


@never_cache
@require_POST
def pair(request: HttpRequest) -> HttpResponse:
    """Make this device the kiosk whose pairing code is typed."""
    with translation.override("vi"):
        if not is_patient(request, now(), what="kiosk-pairing", most=_MOST_PAIRINGS):
            return _unpaired(request, problem="Vừa thử nhiều mã. Xin đợi khoảng mười phút.")
        try:
            _kiosk, token = pair_kiosk(code=request.POST.get("code", ""), at=now())
        except Refused as refused:
            return _unpaired(request, problem=refused.message)
    response = redirect("portal:kiosk")
    response.set_cookie(
        COOKIE, token, max_age=_KEPT, path=_PATH, secure=request.is_secure(), httponly=True, samesite="Strict"
    )
    return response


def _pressed(typed: str, key: str) -> str:
    if key == "xoa":
        return typed[:-1]
    return (typed + key)[:LENGTH] if key.isascii() and key.isdigit() and len(key) == 1 else typed


def _scored(request: HttpRequest, kiosk: Kiosk, state: _State, form: RatingForm) -> HttpResponse:
    score = request.POST["score"]
    if score not in {str(one) for one in range(LOWEST, HIGHEST + 1)}:
        return _faces(request, kiosk, state)
    return _question(request, kiosk, _changed(state, score=int(score), place=0), form)


def _answered(request: HttpRequest, kiosk: Kiosk, state: _State, form: RatingForm) -> HttpResponse:
    """The answer to the question at hand, or none; then the next one."""
    content = form.contents[min(state.place, len(form.contents) - 1)]
    said = request.POST.get("choice", "")
    answers = {code: one for code, one in state.answers.items() if code != content.code}
    if content.find(said) is not None:
        answers[content.code] = said
    return _question(request, kiosk, _changed(state, answers=answers, place=state.place + 1), form)


def _backwards(request: HttpRequest, kiosk: Kiosk, state: _State, form: RatingForm) -> HttpResponse:
    if state.place == 0:
        return _faces(request, kiosk, state)
    return _question(request, kiosk, _changed(state, place=state.place - 1), form)


def _send(request: HttpRequest, kiosk: Kiosk, state: _State, form: RatingForm) -> HttpResponse:
    said = Said(state.score, state.answers, request.POST.get("comment", ""))
    shown_at = datetime.fromtimestamp(state.shown, tz=UTC)
    try:
        rate_at_kiosk(kiosk=kiosk, code=state.code, said=said, shown_at=shown_at, at=now())
    except Refused as refused:
        if (
            refused.code != ALREADY_RATED
        ):  # the first one counts; nobody at the device learns that there is one
            return _start(request, kiosk, problem=refused.message)
    return redirect("portal:kiosk_thanks")


def _changed(state: _State, **changes: Any) -> _State:
    kept = {name: getattr(state, name) for name in ("code", "form", "shown", "score", "answers", "place")}
    return _State(**{**kept, **changes})


def _start(request: HttpRequest, kiosk: Kiosk, *, typed: str = "", problem: str = "") -> HttpResponse:
    context = {
        "kiosk": kiosk,
        "typed": typed,
        "spoken": spoken(typed),
        "keys": ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        "problem": problem,
    }
    response = render(request, "portal/kiosks/start.html", context, status=422 if problem else 200)
    return _returning(response, _BACK_AFTER) if typed or problem else response


def _faces(request: HttpRequest, kiosk: Kiosk, state: _State) -> HttpResponse:
    context = {"kiosk": kiosk, "state": state.packed, "faces": sorted(FACES.items())}
    return _returning(render(request, "portal/kiosks/faces.html", context), _BACK_AFTER)


def _question(request: HttpRequest, kiosk: Kiosk, state: _State, form: RatingForm) -> HttpResponse:
    """The question at its place; after the last one the words of one's own."""
    context: dict[str, Any] = {"kiosk": kiosk, "state": state.packed, "total": str(len(form.contents))}
    if state.place >= len(form.contents):
        return _returning(render(request, "portal/kiosks/words.html", context), _BACK_AFTER)
    content = form.contents[state.place]
    context |= {
        "content": content,
        "number": str(state.place + 1),
        "said": state.answers.get(content.code, ""),
    }
    return _returning(render(request, "portal/kiosks/question.html", context), _BACK_AFTER)


def _unpaired(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    context = {"problem": problem}
    return render(request, "portal/kiosks/unpaired.html", context, status=422 if problem else 200)


def _returning(response: HttpResponse, seconds: int) -> HttpResponse:
    """Go back to the start after the time, without a script."""
    response["Refresh"] = f"{seconds}; url={_PATH}danh-gia/"
    return response
