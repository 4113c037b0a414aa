"""Settings for the tests: as in production, but quick to sign in and strict with templates."""

import os
import tempfile
from pathlib import Path

_THROW_AWAY = Path(tempfile.gettempdir()) / f"motcua-test-{os.geteuid()}"
os.environ.setdefault("MOTCUA_DATA", str(_THROW_AWAY))
os.environ.setdefault("MOTCUA_DATABASE_SETTINGS", "fsync=off,full_page_writes=off,synchronous_commit=off")
os.environ.setdefault("MOTCUA_SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests")

from motcua.config.databases import owner_database
from motcua.config.settings import *  # noqa: F403
from motcua.config.settings import STATIC_ROOT, TEMPLATES

DATABASES = {"default": owner_database()}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # nothing is collected for tests, but whitenoise looks here

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
REQUIRE_TOTP = False  # stories sign in with a password; the tests of the second factor turn it on
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


class UndefinedVariable(str):
    """An undefined template variable fails instead of printing nothing."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, other: object) -> str:
        raise AssertionError(f"undefined template variable: {other}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")  # type: ignore[index]  # a plain dict
