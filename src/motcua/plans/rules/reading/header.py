"""The head of a plan document: who issued what, under which number, when, on what basis, and who signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from motcua.documents.reading.blocks import Block, Paragraph, Place
from motcua.plans.rules.checks.citations import find_citations
from motcua.plans.rules.reading import heading_words as words
from motcua.plans.rules.reading.found import Citation, Header
from motcua.plans.rules.reading.head_lines import HeadLine
from motcua.plans.rules.reading.marks import MarkStyle, read_mark
from motcua.plans.rules.reading.parts import Parts, closing_in_table, kind_and_rest
from motcua.plans.rules.reading.signing import read_signing
from motcua.plans.rules.reading.words import is_capitals, one_line

_YEAR = re.compile(r"\bnăm\s+(?:học\s+)?(20\d{2})\b|\b(20\d{2})\s*[-–]\s*20\d{2}\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\bnăm\s+học\s+(20\d{2})\s*[-–]\s*20\d{2}\b", re.IGNORECASE)
_PLAIN_YEAR = re.compile(r"\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_ISSUER_IN_TITLE = re.compile(
    r"\s(?:của|tại)\s+((?:Sở|Phòng|Trường|Ủy ban|UBND|Trung tâm|ngành)\s.+?)(?:\s+năm\s+(?:học\s+)?\d{4}.*)?$"
)
_ISSUER_IN_TEXT = re.compile(
    r"(?:^|[;.,:]\s+)((?:Sở|Phòng|Trường|Ủy ban nhân dân|UBND|Trung tâm)\s[^;:.,]{3,90}?)\s*(?:\([^)]{2,12}\)\s*)?"
    r"(?:xây dựng|ban hành|đề ra|lập)\s+(?:[Kk]ế\s+hoạch|[Cc]hương\s+trình)"
)
_FIRST_PARTS = (MarkStyle.PART, MarkStyle.CHAPTER, MarkStyle.CAPITAL, MarkStyle.ROMAN, MarkStyle.ARTICLE)


def read_header(parts: Parts, *, year: int | None = None) -> Header:
    """The head of a document. What it does not say is empty; a date with blanks keeps them and gives no day.

    The plan's year is that of the title, else of the date, else the one asked for.
    """
    number, symbol = _number(parts.head)
    place_name, issued_on, date_text, date_year = _date(parts.head)
    superior, issuer = _agencies(parts.head, parts.title_at)
    opening = _opening(parts.body)
    kind, title = _kind_and_title(parts)
    signing = read_signing(parts.closing or closing_in_table((*parts.body, *parts.annexes)))
    return Header(
        superior=superior,
        issuer=issuer or _named_issuer(title, opening),
        number=number,
        symbol=symbol,
        place_name=place_name,
        issued_on=issued_on,
        date_text=date_text,
        kind=kind,
        title=title,
        year=_year_of_title(title) or date_year or _year_of_head(parts) or year,
        signer=signing.name,
        signer_title=signing.title,
        signing_authority=signing.authority,
        recipients=signing.recipients,
        bases=_bases(parts.body, opening),
        place=_place(parts),
    )


def _place(parts: Parts) -> Place | None:
    if parts.title_at >= 0:
        return parts.head[parts.title_at].place
    return parts.head[0].place if parts.head else None


def _kind_and_title(parts: Parts) -> tuple[str, str]:
    if parts.title_at >= 0:
        return kind_and_rest(parts.head[parts.title_at].text)[0], parts.title
    for line in parts.head:
        if words.ABSTRACT.match(line.text):
            return "Công văn", words.ABSTRACT.sub("", line.text)
    return "", ""


def _number(head: Sequence[HeadLine]) -> tuple[str, str]:
    for line in head:
        if found := words.NUMBER.search(line.text):
            return found["number"], re.sub(r"\s*([-–])\s*", r"\1", found["symbol"]).rstrip(".-–")
    return "", ""


def _date(head: Sequence[HeadLine]) -> tuple[str, date | None, str, int | None]:
    """Place name, day, the date as written, its year."""
    for line in head:
        found = words.DATE.search(line.text)
        if found is None or words.BASIS_START.match(line.text) or len(line.text) > 150:
            continue
        before = words.NUMBER.sub("", line.text[: found.start()]) + " "
        named = words.PLACE_BEFORE_DATE.search(before.strip())
        if named is None and len(line.text) > len(found[0]) + 30:
            continue
        year = int(found["year"]) if found["year"].isdigit() else None
        return named["place"] if named else "", _day(found, year), one_line(found["text"]), year
    return "", None, "", None


def _day(found: re.Match[str], year: int | None) -> date | None:
    day, month = found["day"].strip(), found["month"].strip()
    if year is None or not day.isdigit() or not month.isdigit():
        return None
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _agencies(head: Sequence[HeadLine], title_at: int) -> tuple[str, str]:
    """Superior and issuing agency: the names in capitals above the number, each on one or more lines."""
    names: list[str] = []
    last_at = -2
    for at, line in enumerate(head[: title_at if title_at >= 0 else 20]):
        text = _agency_text(line.text)
        if not text or not is_capitals(text):
            continue
        if any(text.startswith(start) for start in words.AGENCY_HEADS):
            names.append(text)
            last_at = at
        elif names and at - last_at <= 3 and len(text) < 60:
            names[-1] = f"{names[-1]} {text}"
            last_at = at
    names = list(dict.fromkeys(names))
    if not names:
        return "", ""
    return (names[-2] if len(names) > 1 else ""), names[-1]


def _agency_text(text: str) -> str:
    """What is left of a line without the State's name, the motto, the number and the date."""
    for pattern in (words.COUNTRY, words.MOTTO, words.PARTY):
        text = pattern.sub(" ", text)
    text = words.NUMBER.sub(" ", text)
    found = words.DATE.search(text)
    if found:
        text = words.PLACE_BEFORE_DATE.sub(" ", text[: found.start()].strip())
    return one_line(text).strip(" -–_*")


def _opening(body: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs before the first numbered part."""
    found: list[Paragraph] = []
    for block in body:
        if not isinstance(block, Paragraph):
            break
        mark = read_mark(one_line(block.whole))
        if mark and (mark.style in _FIRST_PARTS or (mark.style is MarkStyle.NUMBER and mark.order == 1)):
            break
        found.append(block)
        if len(found) >= 25:
            break
    return found


def _bases(body: Sequence[Block], opening: Sequence[Paragraph]) -> tuple[Citation, ...]:
    paragraphs = [*opening, *_section_of_bases(body)]
    found: list[Citation] = []
    for paragraph in paragraphs:
        found.extend(find_citations(one_line(paragraph.whole), paragraph.place, is_basis=True))
    return tuple(found)


def _section_of_bases(body: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs of a first part that is called "Căn cứ"."""
    found: list[Paragraph] = []
    inside = False
    for block in body[:60]:
        if not isinstance(block, Paragraph):
            continue
        text = one_line(block.whole)
        mark = read_mark(text)
        if mark and mark.style in (*_FIRST_PARTS, MarkStyle.NUMBER):
            if inside:
                break
            inside = bool(re.match(r"(?:các\s+)?căn\s+cứ\b|cơ\s+sở\s+pháp\s+lý", mark.rest, re.IGNORECASE))
        elif inside:
            found.append(block)
    return found


def _named_issuer(title: str, opening: Sequence[Paragraph]) -> str:
    """The agency that the title or the first sentences name as the plan's author, where the head names none."""
    if found := _ISSUER_IN_TITLE.search(title):
        return found[1].strip(" .,")
    for paragraph in opening:
        if found := _ISSUER_IN_TEXT.search(one_line(paragraph.whole)):
            return found[1].strip()
    return ""


def _year_of_title(title: str) -> int | None:
    for pattern in (_SCHOOL_YEAR, _PLAIN_YEAR):
        if found := pattern.search(title):
            return int(found[1])
    return None


def _year_of_head(parts: Parts) -> int | None:
    """The year that lines in capitals above a table name, in a document without a title of its own."""
    if parts.title_at >= 0:
        return None
    shouted = [line.text for line in parts.head if is_capitals(line.text)]
    return next((year for text in shouted if (year := _year_of_title(text))), None)
