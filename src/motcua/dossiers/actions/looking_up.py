"""Looking up with proof of identity: failures are counted, so that nobody can guess."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from motcua.dossiers.models import LookUpTry
from motcua.dossiers.queries.looking_up import Progress, find_proven, progress_of
from motcua.dossiers.rules.looking_up import TRIES_FOR_A_CODE, TRIES_OF_A_SENDER
from motcua.kernel.refusals import Refused

_WITHIN = timedelta(hours=1)
_KEPT = timedelta(days=1)


def look_up(*, code: str, proof: str, sender: str, at: datetime) -> Progress:
    """The progress of a dossier for somebody who tells the last six signs of an identity number, or the telephone
    number, given at lodging. `sender` tells apart from where it is asked; only a digest is kept, for a day.

    An unknown code and a wrong proof are answered alike.

    :raises Refused: "look-up-unproven", "too-many-look-ups".
    """
    by_code, by_sender = _digest("code", code.strip().upper()), _digest("sender", sender)
    if _too_many(by_code, by_sender, at):
        raise Refused(
            "too-many-look-ups",
            "Đã tra cứu sai nhiều lần nên tạm dừng tra cứu chi tiết trong một giờ. "
            "Có thể đăng nhập để xem hồ sơ của mình, hoặc gọi bộ phận một cửa nơi nộp.",
        )
    found = find_proven(code, proof)
    if found is None:
        _note(by_code, by_sender, at)
        raise Refused(
            "look-up-unproven",
            "Mã hồ sơ và thông tin xác nhận không khớp. Kiểm tra mã trên giấy tiếp nhận; ghi 6 ký tự cuối của số "
            "định danh hoặc số điện thoại đã khai khi nộp.",
        )
    return progress_of(found)


def _too_many(by_code: str, by_sender: str, at: datetime) -> bool:
    lately = LookUpTry.objects.filter(
        Q(code_digest=by_code) | Q(sender_digest=by_sender), at__gt=at - _WITHIN
    )
    tries = lately.aggregate(
        code=Count("pk", filter=Q(code_digest=by_code)), sender=Count("pk", filter=Q(sender_digest=by_sender))
    )
    return int(tries["code"]) >= TRIES_FOR_A_CODE or int(tries["sender"]) >= TRIES_OF_A_SENDER


def _note(by_code: str, by_sender: str, at: datetime) -> None:
    with transaction.atomic():
        LookUpTry.objects.filter(at__lt=at - _KEPT).delete()
        LookUpTry.objects.create(code_digest=by_code, sender_digest=by_sender, at=at)


def _digest(what: str, text: str) -> str:
    return salted_hmac(f"motcua.look-up.{what}", text[:200], algorithm="sha256").hexdigest()
