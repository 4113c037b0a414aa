"""The closed table of ways to make a procedure lighter.

Each says what it is done to, which number it needs, how hard it is (1 easy … 5 hard, a judgement of practice), whether
the act that lays the procedure down must be amended, why it helps and on what that rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from motcua.reviews.enums import CutKind


@dataclass(frozen=True, slots=True)
class Amount:
    """The number a change needs: what it counts, where it must lie, and the one proposed where nobody says another.
    Where it is optional, nothing is reckoned with it until somebody says it."""

    words: str
    unit: str
    above: Fraction
    up_to: Fraction
    usual: Fraction
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One row: `target` is "papers", "steps", "fees", "conditions", "neighbours", or "" for the whole procedure."""

    target: str
    difficulty: int
    amends_act: bool
    why: str
    basis: str
    amount: Amount | None = None


_DAYS = Amount("Số ngày làm việc bớt đi", "ngày làm việc", Fraction(0), Fraction(1_000), Fraction(1))
_LONGER = Amount("Giá trị dài gấp", "lần", Fraction(1), Fraction(20), Fraction(2))
_NEARER = Amount("Phần đường đi bớt được", "%", Fraction(0), Fraction(100), Fraction(50))
_BOTH = Amount(
    "Phần hồ sơ mà người dân nộp cả hai thủ tục, nếu biết (nói căn cứ ở lý do)",
    "% hồ sơ",
    Fraction(0),
    Fraction(100),
    Fraction(100),
    is_optional=True,
)
_REVIEW = "Nghị định 63/2010/NĐ-CP, Điều 27–29"

KINDS: Mapping[CutKind, Kind] = MappingProxyType(
    {
        CutKind.DROP_PAPER: Kind(
            "papers",
            3,
            True,
            "Người nộp không phải chuẩn bị giấy tờ mà việc giải quyết không cần đến.",
            f"{_REVIEW} (sự cần thiết, tính hợp lý của từng thành phần hồ sơ)",
        ),
        CutKind.REPLACE_PAPER: Kind(
            "papers",
            2,
            False,
            "Cơ quan tự tra cứu, người dân không nộp lại điều Nhà nước đã biết.",
            "Nghị định 309/2026/NĐ-CP, Điều 4",
        ),
        CutKind.ACCEPT_COPY: Kind(
            "papers",
            1,
            False,
            "Không mất công và tiền chứng thực; cán bộ đối chiếu với bản chính.",
            "Nghị định 23/2015/NĐ-CP, Điều 6",
        ),
        CutKind.SHORTEN_STEP: Kind(
            "steps",
            1,
            False,
            "Hồ sơ bớt nằm chờ ở một bước; không phải sửa quy định của cấp trên.",
            "Nghị định 118/2025/NĐ-CP (quy trình nội bộ do địa phương lập)",
            _DAYS,
        ),
        CutKind.SHORTEN_LIMIT: Kind(
            "",
            2,
            False,
            "Cam kết trả sớm hơn thời hạn tối đa khi thực tế làm nhanh hơn.",
            f"{_REVIEW} (tính hợp lý của thời hạn)",
            _DAYS,
        ),
        CutKind.GO_ONLINE: Kind(
            "",
            2,
            False,
            "Không phải đến cơ quan: nộp, trả tiền và nhận kết quả trên mạng.",
            "Nghị định 224/2026/NĐ-CP, Điều 14",
        ),
        CutKind.EXTEND_VALIDITY: Kind(
            "",
            4,
            True,
            "Kết quả dùng được lâu hơn nên ít phải làm lại.",
            f"{_REVIEW} (thời hạn có hiệu lực của kết quả)",
            _LONGER,
        ),
        CutKind.DELEGATE: Kind(
            "",
            4,
            True,
            "Người dân đến nơi gần hơn.",
            "Luật Tổ chức chính quyền địa phương (phân cấp, ủy quyền)",
            _NEARER,
        ),
        CutKind.MERGE: Kind(
            "neighbours",
            4,
            True,
            "Giấy tờ, điều kiện trùng chỉ còn đòi một lần, một thời hạn thay cho hai; chi phí mỗi hồ sơ giữ nguyên, "
            "trừ phần hồ sơ mà người dân nộp cả hai.",
            f"{_REVIEW} (rà soát theo nhóm)",
            _BOTH,
        ),
        CutKind.TO_EX_POST: Kind(
            "",
            5,
            True,
            "Người dân thông báo rồi làm ngay, cơ quan kiểm tra sau; không phải chờ cho phép.",
            f"{_REVIEW} (sự cần thiết: có thể thay bằng hậu kiểm)",
        ),
        CutKind.DROP_FEE: Kind(
            "fees",
            4,
            True,
            "Không phải nộp tiền, không phải làm việc nộp tiền.",
            "Luật Phí và lệ phí",
        ),
        CutKind.DROP_CONDITION: Kind(
            "conditions",
            5,
            True,
            "Không phải đáp ứng và chứng minh điều kiện không cần thiết.",
            f"{_REVIEW} (sự cần thiết của yêu cầu, điều kiện)",
        ),
    }
)
HARDER_FROM_ABOVE = 2


def weight_of(kind: CutKind, *, is_central: bool) -> int:
    """How hard it is to bring about: harder where a ministry must amend its act first, which a province can only
    propose.

    Basis: Nghị định 63/2010/NĐ-CP, Điều 31(1), for who may; the numbers are a judgement of practice.
    """
    row = KINDS[kind]
    return row.difficulty + (HARDER_FROM_ABOVE if is_central and row.amends_act else 0)


def is_within_power(kind: CutKind, *, is_central: bool) -> bool:
    """Whether the province may do it itself; otherwise it proposes it to the ministry.

    Basis: Nghị định 63/2010/NĐ-CP, Điều 31(1).
    """
    return not (is_central and KINDS[kind].amends_act)
