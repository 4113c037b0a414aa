"""From where something is asked, without keeping an address, and how often one may ask."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from motcua.kernel.clock import local_day

WINDOW = timedelta(minutes=10)
# Whole offices and wards stand behind one address: generous for people, far too little for walking through codes.
MOST_STAGES = 60


def sender_of(request: HttpRequest, at: datetime) -> str:
    """A digest by which one day's askings from one address are told together, and nobody can be found."""
    told = f"{get_adapter(request).get_client_ip(request)}|{local_day(at):%Y-%m-%d}"
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()


def network_of(request: HttpRequest, at: datetime) -> str:
    """A digest of the neighbourhood of one day's address: the first three numbers of IPv4, 56 bits of IPv6. Who changes
    the last part of an address stays the same; nobody can be found."""
    address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    bits = 24 if address.version == 4 else 56
    near = ipaddress.ip_network((address, bits), strict=False)
    told = f"network|{near}|{local_day(at):%Y-%m-%d}"
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()


def is_patient(request: HttpRequest, at: datetime, *, what: str, most: int) -> bool:
    """Count one asking for `what` of this sender; False when there were more than `most` within the window."""
    key = f"{what}:{sender_of(request, at)}:{int(at.timestamp() // WINDOW.total_seconds())}"
    cache.add(key, 0, timeout=WINDOW.total_seconds())
    return int(cache.incr(key)) <= most
