"""What signing needs from outside: somebody who puts signatures on a PDF."""

from __future__ import annotations

from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.documents.enums import SignatureKind
from motcua.documents.rules.signing import Stamp


class Signer(Protocol):
    """Puts the signatures that a stamp tells of on a PDF; certificate-based signers are further ones of these."""

    kind: SignatureKind

    def sign(self, *, original: bytes, stamp: Stamp) -> bytes:
        """The signed PDF. `original` is what the person saw, also when the organisation signs.

        :raises Refused: "file-not-signable".
        """


def signer() -> Signer:
    """The signer that the settings connect (SIGNER)."""
    return cast("Signer", import_string(settings.SIGNER)())
