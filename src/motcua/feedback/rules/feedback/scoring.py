"""How much a text looks like advertising or nonsense: 0 to 100, each sign named. It sorts; it refuses nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.text import fold

LIKELY_SPAM = 60
_LINK = re.compile(r"https?://|www\.|\b[a-z0-9-]+\.(?:com|net|xyz|top|club|info|shop|vip)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-z!/][^>]*>|\[url|\[link", re.IGNORECASE)
_RUN = re.compile(r"(.)\1{7,}", re.DOTALL)
_SALES = re.compile(
    r"\b(?:vay tien|vay von|lai suat thap|khuyen mai|giam gia|ca cuoc|casino|no hu|kiem tien online|tang like"
    r"|ban hang|dang ky ngay|click|inbox|zalo oa|bitcoin|forex|lam bang gia|ban bang|xo so)\b"
)
_SECRET = re.compile(r"\b(?:tuyet mat|toi mat|do mat|bi mat nha nuoc|tai lieu mat|dong dau mat)\b")
_COARSE = re.compile(
    r"\b(?:do ngu|thang ngu|con ngu|oc cho|mat day|khon nan|cho chet|do cho|vo hoc|lu ngu)\b"
)


@dataclass(frozen=True, slots=True)
class SpamScore:
    """The score and what it comes from."""

    score: int
    signs: tuple[str, ...]


def spam_score(title: str, body: str, *, earlier: Sequence[str] = ()) -> SpamScore:
    """How the text scores; `earlier` are folded texts that came lately, for the same one sent again and again."""
    text, folded = f"{title}\n{body}", fold(f"{title} {body}")
    words = folded.split()
    letters = [sign for sign in text if sign.isalpha()]
    found = (
        (min(50, 20 * len(_LINK.findall(text))), "có địa chỉ trang web"),
        (25 if _MARKUP.search(text) else 0, "có mã trình bày trang web"),
        (35 if _SALES.search(folded) else 0, "giống lời quảng cáo"),
        (20 if _RUN.search(text) else 0, "một ký tự lặp lại nhiều lần"),
        (20 if len(letters) > 40 and sum(map(str.isupper, letters)) > 0.8 * len(letters) else 0, "viết hoa hầu hết"),
        (30 if len(words) > 15 and len(set(words)) < len(words) / 4 else 0, "lặp đi lặp lại vài từ"),
        (15 if len(letters) > 60 and text.isascii() else 0, "không có dấu tiếng Việt"),
        (60 if folded in earlier else 0, "giống hệt nội dung vừa gửi"),
    )  # fmt: skip
    return SpamScore(
        min(100, sum(points for points, _ in found)), tuple(why for points, why in found if points)
    )


def says_secrets(text: str) -> bool:
    """Whether the text speaks of State secrets, so that a person looks before anybody else may."""
    return bool(_SECRET.search(fold(text)))


def is_coarse(text: str) -> bool:
    """Whether the text insults, so that a person looks before it is shown."""
    return bool(_COARSE.search(fold(text)))
