"""The small question, the hidden field and the sealed token of a form that anybody may send."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.feedback.actions.gates import Sender
from motcua.feedback.enums import Gate
from motcua.feedback.rules.abuse.humanity import (
    Riddle,
    RiddleKind,
    read_seal,
    require_person,
    riddle_of,
    seal,
)
from motcua.kernel.refusals import Refused
from motcua.web.refused_forms import show_refusal
from motcua.web.senders import network_of

_ASK_ANEW = frozenset({"riddle-wrong", "form-token-wrong", "form-too-old", "form-sent-already"})
_NUMBERS = {
    1: gettext_lazy("một"),
    2: gettext_lazy("hai"),
    3: gettext_lazy("ba"),
    4: gettext_lazy("bốn"),
    5: gettext_lazy("năm"),
    6: gettext_lazy("sáu"),
    7: gettext_lazy("bảy"),
    8: gettext_lazy("tám"),
    9: gettext_lazy("chín"),
}


class PersonForm(forms.Form):
    """A form that a person sends: who is signed in is not asked the small question."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    answer = forms.CharField(
        max_length=40,
        error_messages={"required": gettext_lazy("Trả lời câu hỏi nhỏ này rồi gửi lại.")},
        help_text=gettext_lazy("Ghi số hay chữ đều được. Câu hỏi này để máy tự động không gửi hàng loạt."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "size": 12}),
    )

    def __init__(
        self, *args: Any, gate: Gate, at: datetime, person: Person | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.gate, self.at, self.person = gate, at, person
        self.order_fields([name for name in self.fields if name != "answer"] + ["answer"])
        if person is not None:
            del self.fields["answer"]
        self._begin()

    def nonce(self) -> str:
        """What makes this sending one: shown once, used up by passing the gate.

        :raises Refused: as `rules.abuse.humanity.require_person`; the form then holds a new question.
        """
        said = {name: self.data.get(self.add_prefix(name), "") for name in ("token", "answer", "website")}
        if self.person is not None:
            shown = read_seal(said["token"], key=_key())
            return shown.nonce if shown and shown.gate is self.gate else ""
        known = require_person(
            gate=self.gate,
            token=said["token"],
            answer=said["answer"],
            trap=said["website"],
            at=self.at,
            key=_key(),
        )
        return known.nonce

    def refuse(self, refused: Refused) -> None:
        """Show why it was not taken; where the small question or the token was wrong, put another question. All else
        that was typed stays."""
        show_refusal(self, refused)
        if refused.code in _ASK_ANEW:
            self._ask_anew()

    def _ask_anew(self) -> None:
        self._token = _new_token(self.gate, self.at)
        anew = {self.add_prefix("token"): self._token, self.add_prefix("answer"): ""}
        sent = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for name, value in anew.items():
            sent[name] = value
        self.data = sent
        self._word()

    def _begin(self) -> None:
        """The question of the form that was sent, when its token is ours; else a new one."""
        sent = str(self.data.get(self.add_prefix("token"), "")) if self.is_bound else ""
        known = read_seal(sent, key=_key()) if sent else None
        self._token = sent if known else _new_token(self.gate, self.at)
        self.initial["token"] = self._token
        self._word()

    def _word(self) -> None:
        if self.person is not None:
            return
        known = read_seal(self._token, key=_key())
        assert known is not None
        words = riddle_words(riddle_of(known.nonce, key=_key()))
        self.fields["answer"].label = self["answer"].label = words  # also where it was bound before


def riddle_words(riddle: Riddle) -> str:
    """The small question in the reader's language."""
    first, second = str(_NUMBERS[riddle.first]), str(_NUMBERS[riddle.second])
    if riddle.kind is RiddleKind.SUM:
        return _("Trả lời giúp: %(first)s cộng %(second)s bằng mấy?") % {"first": first, "second": second}
    if riddle.kind is RiddleKind.LARGER:
        return _("Trả lời giúp: trong hai số %(first)s và %(second)s, số nào lớn hơn?") % {
            "first": first,
            "second": second,
        }
    return _("Trả lời giúp: ngay sau số %(first)s là số mấy?") % {"first": first}


def sender_at(request: HttpRequest, at: datetime) -> Sender:
    """From where something comes, as the gates count it."""
    person = request.user if isinstance(request.user, Person) else None
    return Sender(network_of(request, at), person)


def _new_token(gate: Gate, at: datetime) -> str:
    return seal(gate=gate, nonce=secrets.token_hex(16), at=at, key=_key())


def _key() -> bytes:
    return salted_hmac("motcua.humanity", settings.SECRET_KEY, algorithm="sha256").digest()
