"""Paying online: out to the gateway, its notification, and back. On a sample the gateway is a page of our own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.payments.actions.online import confirm_online_payment, request_online_payment
from motcua.payments.models import OnlineRequest
from motcua.payments.ports import PaymentGateway, PaymentOrder, PretendingGateway, payment_gateway
from motcua.payments.queries import find_online_request


def go_and_pay(
    request: HttpRequest, *, subject_kind: str, subject_id: str, label: str, return_path: str, actor: str
) -> HttpResponse:
    """Send the payer's browser to pay everything the matter still owes; the calling page has asked who may.

    :raises Refused: "online-payment-not-offered", "nothing-to-pay".
    """
    gateway = payment_gateway()
    if gateway is None:
        raise Refused(
            "online-payment-not-offered",
            "Nơi này chưa nhận thanh toán trực tuyến. Xin nộp tại quầy hoặc chuyển khoản theo hướng dẫn.",
        )
    asked = request_online_payment(
        subject_kind=subject_kind,
        subject_id=subject_id,
        gateway=gateway,
        return_path=return_path,
        by=actor,
        at=now(),
    )
    order = PaymentOrder(
        reference=asked.reference,
        amount_vnd=asked.amount_vnd,
        description=label,
        return_url=request.build_absolute_uri(reverse("portal:payment", args=[asked.reference])),
        notify_url=request.build_absolute_uri(reverse("portal:payment_notice")),
    )
    return redirect(gateway.address_for(order))


@never_cache
@require_safe
def result(request: HttpRequest, reference: str) -> HttpResponse:
    asked = _get(reference)
    return render(request, "portal/payments/result.html", {"asked": asked})


@csrf_exempt
@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """What the gateway's own machine tells us; it is known by its signature, not by a cookie."""
    gateway = payment_gateway()
    if gateway is None:
        raise Http404
    try:
        confirm_online_payment(notice=gateway.read_notice(request.POST.dict()), at=now())
    except Refused as refused:
        return HttpResponse(refused.code, status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The page that plays the bank where nobody's money is: only with a gateway that pretends."""
    asked, gateway = _get(reference), payment_gateway()
    if gateway is None or not gateway.is_trial or not isinstance(gateway, PretendingGateway):
        raise Http404
    if request.method == "POST":
        return _pretended(request, asked, gateway)
    return render(request, "portal/payments/trial.html", {"asked": asked})


def _pretended(request: HttpRequest, asked: OnlineRequest, gateway: PaymentGateway) -> HttpResponse:
    assert isinstance(gateway, PretendingGateway)
    sent = gateway.pretend(
        reference=asked.reference,
        amount_vnd=asked.amount_vnd,
        is_paid="pay" in request.POST,
        at=now(),
    )
    confirm_online_payment(notice=gateway.read_notice(sent), at=now())
    return redirect("portal:payment", asked.reference)


def _get(reference: str) -> OnlineRequest:
    asked = find_online_request(reference)
    if asked is None:
        raise Http404
    return asked
