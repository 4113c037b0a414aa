"""How far a dossier has come, for anybody who has its code: nothing else is told without proof of identity."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from motcua.dossiers.queries.looking_up import Stage, find_stage
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.api.schemas import DossierStage, Refusal
from motcua.web.senders import MOST_STAGES, is_patient

router = Router(tags=["dossiers"])


@router.get(
    "/dossiers/{code}",
    response={200: DossierStage, 404: Refusal, 429: Refusal},
    summary="Mức độ hoàn thành của một hồ sơ",
    description="Chỉ có mã, giai đoạn và mã trạng thái quốc gia (1–10). Muốn biết thêm, người nộp đăng nhập ở cổng.",
)
def dossier(request: HttpRequest, code: str) -> Stage:
    if not is_patient(request, now(), what="stage-api", most=10 * MOST_STAGES):
        raise Refused(
            "asked-too-often", "Từ nơi này vừa có quá nhiều lượt tra cứu. Đợi khoảng mười phút rồi thử lại."
        )
    found = find_stage(code.replace("\0", "")[:60])
    if found is None:
        raise Refused(
            "dossier-not-found", "Không có hồ sơ nào mang mã này. Kiểm tra lại mã trên giấy tiếp nhận."
        )
    return found
