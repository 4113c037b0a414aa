"""The whole API: version 1, read-only. What a person would be told in a refusal, a machine is told as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from motcua.kernel.refusals import Refused
from motcua.web.api.deadlines import router as deadlines
from motcua.web.api.dossiers import router as dossiers
from motcua.web.api.measures import router as measures
from motcua.web.api.organisations import router as organisations
from motcua.web.api.procedures import router as procedures

_STATUS = {"not-allowed": 403, "not-found": 404, "asked-too-often": 429}

api = NinjaAPI(
    title="motcua",
    version="1",
    urls_namespace="api",
    description="Danh mục thủ tục hành chính, cơ quan, cách tính thời hạn, mức độ hoàn thành của hồ sơ và các chỉ số. "
    "Chỉ đọc; không cần đăng nhập, trừ số liệu của các chỉ số. Kết quả giải quyết hồ sơ từng quý là dữ liệu mở: "
    "/so-lieu/du-lieu.csv và /so-lieu/du-lieu.json, các cột giải thích ở /so-lieu/du-lieu/.",
)
api.add_router("", procedures)
api.add_router("", organisations)
api.add_router("", deadlines)
api.add_router("", dossiers)
api.add_router("", measures)


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    status = next((s for ending, s in _STATUS.items() if refusal.code.endswith(ending)), 400)
    return api.create_response(request, {"refused": refusal.as_dict()}, status=status)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults: list[dict[str, Any]] = [
        {"field": ".".join(str(part) for part in fault.get("loc", ())[1:]), "reason": fault.get("msg", "")}
        for fault in error.errors
    ]
    document = {
        "code": "bad-request",
        "message": "Tham số chưa đúng, xem từng mục trong faults.",
        "faults": faults,
    }
    return api.create_response(request, {"refused": document}, status=422)
