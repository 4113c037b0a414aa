"""A sum of money in Vietnamese words, as receipts write it."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu", " tỷ")


def in_words(amount_vnd: int) -> str:
    """“Một trăm linh năm nghìn đồng” for 105000; sums below a thousand billions."""
    if not 0 <= amount_vnd < 10**12:
        raise ValueError(f"no words for {amount_vnd}")
    if amount_vnd == 0:
        return "Không đồng"
    groups = [amount_vnd // 1000**place % 1000 for place in range(len(_GROUPS))]
    highest = max(place for place, group in enumerate(groups) if group)
    words = [
        _three(groups[place], is_first=place == highest) + _GROUPS[place]
        for place in range(highest, -1, -1)
        if groups[place]
    ]
    text = " ".join(words)
    return text[0].upper() + text[1:] + " đồng"


def _three(group: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(group, 100)
    words = [] if is_first and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    if rest:
        words.append(_two(rest, after_hundreds=bool(words)))
    return " ".join(words)


def _two(rest: int, *, after_hundreds: bool) -> str:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return f"linh {_DIGITS[ones]}" if after_hundreds else _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    if ones == 5:
        return f"{head} lăm"
    if ones == 1 and tens > 1:
        return f"{head} mốt"
    return f"{head} {_DIGITS[ones]}"
