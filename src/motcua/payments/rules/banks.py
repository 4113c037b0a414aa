"""The numbers by which banks are addressed in transfers (BIN), for naming them on screen; others work all the same."""

from __future__ import annotations

BANKS = {
    "970400": "SaigonBank",
    "970403": "Sacombank",
    "970405": "Agribank",
    "970407": "Techcombank",
    "970409": "BacABank",
    "970412": "PVcomBank",
    "970415": "VietinBank",
    "970416": "ACB",
    "970418": "BIDV",
    "970419": "NCB",
    "970422": "MB",
    "970423": "TPBank",
    "970426": "MSB",
    "970427": "VietABank",
    "970428": "NamABank",
    "970431": "Eximbank",
    "970432": "VPBank",
    "970436": "Vietcombank",
    "970437": "HDBank",
    "970440": "SeABank",
    "970441": "VIB",
    "970443": "SHB",
    "970448": "OCB",
    "970449": "LPBank",
}


def bank_name(bank_bin: str) -> str:
    """The bank's usual name, else its number."""
    return BANKS.get(bank_bin, bank_bin)
