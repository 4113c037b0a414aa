"""What proves to the system, without an account, that somebody belongs to a dossier."""

from __future__ import annotations

import hmac

# Of an identity number as many last signs are asked as nobody guesses in the tries allowed.
LAST_SIGNS = 6
TRIES_FOR_A_CODE = 8
TRIES_OF_A_SENDER = 20


def bare(text: str) -> str:
    """Letters and digits only, in capitals; a telephone number with +84 as at home."""
    kept = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    return "0" + kept[2:] if text.strip().startswith("+84") else kept


def proves(proof: str, *, identity_number: str, phone: str) -> bool:
    """Whether `proof` is the identity number, its last six signs, or the telephone number given at lodging.

    Compared in constant time; an empty number proves nothing.
    """
    said, number, told = bare(proof), bare(identity_number), bare(phone)
    of_number = len(number) >= LAST_SIGNS and _same(said, number[-LAST_SIGNS:])
    whole = len(number) >= LAST_SIGNS and _same(said, number)
    by_phone = len(told) >= 10 and _same(said, told)
    return of_number or whole or by_phone


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
