"""Words that an act must come with."""

from __future__ import annotations

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean


def required(text: str, *, field: str, what: str) -> str:
    """The text, cleaned; `what` names it in Vietnamese.

    :raises Refused: "<field>-missing".
    """
    text = clean(text)
    if not text:
        raise Refused(f"{field.replace('_', '-')}-missing", f"Ghi rõ {what}.", field=field)
    return text
