"""Who signed a document, on whose behalf, and who receives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.plans.rules.reading import heading_words as words
from motcua.plans.rules.reading.head_lines import HeadLine
from motcua.plans.rules.reading.words import is_capitals, one_line

_LAST_RECIPIENT = re.compile(r"^[-–•*\s]*Lưu\b", re.IGNORECASE)
_RECIPIENT = re.compile(r"^(?:[-–•*+]\s*)+")
_AFTER_SIGNATURE = re.compile(r"^\(?(?:đã ký|ký tên|ký|ký số|chữ ký).{0,40}\)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signing:
    """The end of a document: `authority` as written ("KT. GIÁM ĐỐC"), `title` and `name` of the person."""

    authority: str = ""
    title: str = ""
    name: str = ""
    recipients: tuple[str, ...] = ()


def read_signing(lines: Sequence[HeadLine]) -> Signing:
    """What the closing lines say; recipients and signature may stand beside or below each other."""
    texts = [line.text for line in lines]
    authority, title, after = _authority_and_title(texts)
    return Signing(authority, title, _name(texts, after), _recipients(texts))


def _authority_and_title(texts: Sequence[str]) -> tuple[str, str, int]:
    """Authority, title, and the line after which the name is looked for (-1: no title found)."""
    authorities: list[str] = []
    title, after = "", -1
    for at, text in enumerate(texts):
        if len(text) > 140:
            continue
        rest = text
        for found in words.AUTHORITY.finditer(f"{text}\n"):
            authorities.append(one_line(found[0]))
            rest = rest.replace(found[0].strip(), " ", 1)
            after = at
        if _may_hold_title(rest) and (found_title := list(words.SIGNER_TITLE.finditer(rest))):
            title, after = one_line(found_title[-1][0]), at
        if title and at - after > 12:
            break
    return " ".join(dict.fromkeys(authorities)), title, after


def _may_hold_title(text: str) -> bool:
    """A title stands in capitals, alone or behind a recipient on the same line."""
    found = list(words.SIGNER_TITLE.finditer(text))
    if not found:
        return False
    behind = text[found[-1].end() :].strip()
    return not behind or is_capitals(behind) or words.PERSON_NAME.match(behind) is not None


def _name(texts: Sequence[str], after: int) -> str:
    if after < 0:
        return ""
    same_line = words.SIGNER_TITLE.split(texts[after])[-1].strip()
    if words.PERSON_NAME.match(same_line):
        return same_line
    for text in texts[after + 1 : after + 30]:
        if _AFTER_SIGNATURE.match(text):
            continue
        for candidate in (text, _behind_recipient(text)):
            if candidate and _is_name(candidate):
                return candidate
    return ""


def _behind_recipient(text: str) -> str:
    """The last words of a line on which a recipient stands before the name ("- Lưu: VT. Nguyễn Thị An")."""
    found = re.search(r"[.;]\s+([^.;]+)$", text) if text.startswith("-") else None
    return found[1].strip() if found else ""


def _is_name(text: str) -> bool:
    if words.NOT_A_NAME.match(text) or text.startswith(("-", "–")):
        return False
    if words.PERSON_NAME.match(text):
        return len(text) <= 45
    few = 2 <= len(text.split()) <= 5
    return (
        few and is_capitals(text) and text.replace(" ", "").isalpha() and not words.SIGNER_TITLE.search(text)
    )


def _recipients(texts: Sequence[str]) -> tuple[str, ...]:
    start = next((at for at, text in enumerate(texts) if words.RECIPIENTS.match(text)), -1)
    if start < 0:
        return ()
    found: list[str] = []
    inline = words.RECIPIENTS.sub("", texts[start], count=1).strip()
    for text in ([inline] if inline else []) + list(texts[start + 1 :]):
        text = _without_signature(text)
        if not text:
            continue
        if _RECIPIENT.match(text):
            found.extend(_pieces(text))
        elif found and _continues(found[-1], text):
            found[-1] = f"{found[-1]} {text}"
        elif not found and text == inline:
            found.extend(_pieces(text))
        if found and _LAST_RECIPIENT.match(found[-1]):
            break
    return tuple(piece for piece in (each.strip(" ;,.-–") for each in found) if piece)


def _without_signature(text: str) -> str:
    text = words.AUTHORITY.sub("", f"{text}\n").strip()
    found = words.SIGNER_TITLE.search(text)
    return text[: found.start()].strip() if found and _may_hold_title(text) else text


def _pieces(text: str) -> list[str]:
    """The recipients on one line: normally one, several where lines were joined."""
    return [piece for piece in re.split(r"[;.]\s*[-–]\s*(?=\S)", _RECIPIENT.sub("", text)) if piece.strip()]


def _continues(before: str, text: str) -> bool:
    return not before.rstrip().endswith((";", ".")) and not is_capitals(text) and not _is_name(text)
