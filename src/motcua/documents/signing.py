"""The in-house signer: an internal confirmation on the paper itself, honest about not being a digital signature."""

from __future__ import annotations

from motcua.documents.enums import SignatureKind
from motcua.documents.rendering import Unreadable, qr_svg, stamp_pdf
from motcua.documents.rules.signing import Stamp, lay_out_stamp
from motcua.kernel.refusals import Refused


class InHouseSigner:
    """Sets who signed, when, and a code to check it, on every page and on a page of its own at the end."""

    kind = SignatureKind.IN_HOUSE

    def sign(self, *, original: bytes, stamp: Stamp) -> bytes:
        """The signed copy; the same for the same stamp.

        :raises Refused: "file-not-signable".
        """
        content = lay_out_stamp(stamp)
        content["qr"] = qr_svg(stamp.verify_at)
        try:
            return stamp_pdf(
                original=original, content=content, made_at=stamp.organisation_signed_at or stamp.signed_at
            )
        except Unreadable as unreadable:
            raise Refused(
                "file-not-signable",
                f"Không mở được “{stamp.title}” để ký. In văn bản ra PDF mới, trình lại rồi ký.",
            ) from unreadable
