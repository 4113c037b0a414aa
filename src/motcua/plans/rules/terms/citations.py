"""Dates that belong to a cited document, which are no terms of work."""

from __future__ import annotations

import re

_DATE = (
    r"(?:ngay\s*)?(?:\d{0,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:20|19)\d\d"
    r"|\d{1,2}\s*thang\s*\d{1,2}\s*nam\s*(?:20|19)\d\d)"
)
_KIND = (
    r"(?:nghi quyet|quyet dinh|ke hoach|van ban|cong van|thong tu|nghi dinh|ket luan|chi thi|to trinh|bao cao|luat|"
    r"thong bao|huong dan|de an|chuong trinh|cong dien|phap lenh|ket luan luan|quy dinh|quy che|bien ban|lich)"
)
_ISSUER = (
    r"(?:chinh phu|thu tuong|quoc hoi|bo\b|uy ban|ubnd|hdnd|hoi dong|ban (?:chap hanh|thuong vu|bi thu|chi dao)|"
    r"thanh uy|tinh uy|dang uy|so\b|giam doc|chu tich|van phong|thanh tra|phong\b|cong an|truong\b)"
)
_AFTER_SYMBOL = re.compile(
    r"(?:\bso\s*:?\s*|(?<!\d))\d{0,5}\s*(?:/\s*20\d\d\s*)?[-/]\s*[a-z]{2}[a-z0-9&]*(?:\s*[-/]\s*[a-z0-9&]+)*\s*"
    rf"(?:,\s*|\(\s*)?(?:ngay\s*)*{_DATE}"
)
_BY_ISSUER = re.compile(rf"{_DATE}\s*(?:cua|do)\s*(?:cac\s*)?{_ISSUER}")
_LED = re.compile(r"\b(?:truoc|cham nhat|muon nhat|den|het|la|vao)\s*(?:ngay\s*)?$")
_BY_KIND = re.compile(rf"\b{_KIND}\s*(?:[\w\s]{{0,40}}?\s)?(?:ban hanh |ky )?ngay\s*{_DATE}")
_DEADLINE = re.compile(r"\b(?:truoc|cham nhat|muon nhat|den|het|gui|hoan thanh|trong)\b")
_SUBJECT = re.compile(
    rf"\b{_KIND}\s*(?:so\s*)?[^;.]{{0,60}}?(?:ve viec|ve|ban hanh|phe duyet|quy dinh|sua doi)\b[^;.]*"
)


def cited_spans(plain: str) -> list[tuple[int, int]]:
    """Where in a flat text the number and day of a cited document stand."""
    spans = [found.span() for found in _AFTER_SYMBOL.finditer(plain)]
    spans += [found.span() for found in _BY_ISSUER.finditer(plain) if not _LED.search(plain[: found.start()])]
    spans += [found.span() for found in _BY_KIND.finditer(plain) if not _DEADLINE.search(found[0])]
    return spans


def subject_spans(plain: str) -> list[tuple[int, int]]:
    """Where a cited document says what it is about, up to the end of the clause."""
    return [found.span() for found in _SUBJECT.finditer(plain)]


def without_citations(plain: str) -> str:
    """The flat text with cited numbers and days blanked out, at the same length."""
    for start, end in cited_spans(plain):
        plain = plain[:start] + re.sub(r"[^\s]", "\0", plain[start:end]) + plain[end:]
    return plain
