"""Pictures that a page carries in itself."""

from __future__ import annotations

import base64

from motcua.documents.rendering import qr_svg


def qr_picture(text: str) -> str:
    """A QR code of the text as the address of a picture."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(text).encode()).decode()
