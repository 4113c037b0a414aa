"""Signing in by name and password, behind the lock-out."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from motcua.accounts.actions.sign_in import register_failed_sign_in
from motcua.accounts.models import Person
from motcua.accounts.queries import locked_until
from motcua.kernel.clock import now


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    """Checks a password unless the name is locked; counts what fails, in the same way for names nobody has."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        """The person whose name and password these are, else None."""
        username, at = str(credentials.get("username") or ""), now()
        if not username or locked_until(username, at):
            return None
        person: Person | None = super().authenticate(request, **credentials)
        if person is None:
            register_failed_sign_in(username=username, at=at)
        return person
