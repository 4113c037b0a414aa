"""What this room needs: the State's electronic identity; from the rooms above, what they keep about a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.accounts.enums import Gender


@dataclass(frozen=True, slots=True)
class ProvenIdentity:
    """Who somebody is by the State's electronic identity; `personal_id` are the twelve digits."""

    personal_id: str
    full_name: str
    birth_on: date | None = None
    gender: Gender | None = None


class EIdentity(Protocol):
    """A provider of electronic identity (VNeID over OpenID Connect)."""

    label: str

    def address_for(self, *, state: str, return_url: str) -> str:
        """Where to send the browser; it comes back to `return_url` with the same `state` and a code."""

    def prove(self, *, code: str, return_url: str) -> ProvenIdentity:
        """Who came back with this code; a code proves somebody once.

        :raises Refused: "e-identity-not-proven".
        """


def e_identity() -> EIdentity | None:
    """The provider that this installation is joined to (E_IDENTITY); None when there is none."""
    if not settings.E_IDENTITY:
        return None
    return cast("EIdentity | None", import_string(settings.E_IDENTITY)())


def sources_of_personal_data() -> dict[str, Callable[..., Any]]:
    """By name, the functions `f(person)` that give what each room keeps about a person (PERSONAL_DATA)."""
    return {name: import_string(path) for name, path in settings.PERSONAL_DATA.items()}
