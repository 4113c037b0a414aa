"""Who comes in at the public's door: pages for those who are signed in, at the portal's own sign-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from motcua.accounts.models import Person


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of whoever is signed in, staff or not; others are asked to sign in first and come back. Not kept by
    the browser or on the way."""
    return never_cache(login_required(view, login_url="portal:sign_in"))


def person_of(request: HttpRequest) -> Person:
    """The person behind a request that came through `signed_in`."""
    person: Any = request.user
    assert isinstance(person, Person)
    return person
