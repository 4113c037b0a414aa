"""What is refused of findings."""

from motcua.kernel.refusals import Refused


def finding_not_found() -> Refused:
    """The refusal for a finding that does not, or not any more, follow from the evidence."""
    return Refused(
        "finding-not-found",
        "Không còn dấu hiệu này: bằng chứng đã đổi hoặc dấu hiệu không thuộc phạm vi của bạn. Xem lại danh sách.",
    )
