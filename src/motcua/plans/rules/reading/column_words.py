"""The names that offices give to the columns of a table of tasks, folded, and how sure each is.

A pattern is matched against the folded name of a column; the role with the highest weight wins. The names are those
in use in plans of departments, divisions, communes and schools; there is no law that fixes them.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a column of a table of tasks holds."""

    NUMBER = "number"
    GROUP = "group"
    CONTENT = "content"
    DETAIL = "detail"
    LEAD = "lead"
    PARTNERS = "partners"
    LEAD_AND_PARTNERS = "lead_and_partners"
    PERSON = "person"
    TERM = "term"
    STARTS = "starts"
    ENDS = "ends"
    PRODUCT = "product"
    SUBMITTED_TO = "submitted_to"
    NOTE = "note"
    MEASURE = "measure"
    RESULT = "result"
    OTHER = "other"


_WHO = (
    r"(?:don vi|co quan|phong|phong ban|bo phan|to chuc|ca nhan|nguoi|truong|to|ban|nganh|doan the|luc luong|can bo|"
    r"thanh vien|dong chi|giao vien|doi tuong|chu the|so nganh)"
)
_WHOS = rf"(?:{_WHO}(?: (?:va|hoac))? ?){{1,4}}"
_WORK = r"(?:cong viec|nhiem vu|hoat dong|cong tac|viec|dau viec|giai phap|hang muc|noi dung)"

_PATTERNS: tuple[tuple[Role, int, str], ...] = (
    (Role.NUMBER, 10, r"s ?t ?t|t ?t|so tt|so thu tu|thu tu|stt tt|stt so"),
    (Role.NUMBER, 5, r"so|ma so|ma nhiem vu|muc"),
    (Role.CONTENT, 10, rf"(?:ten |cac |nhom )?{_WORK}(?: {_WORK})*"),
    (
        Role.CONTENT,
        9,
        rf"(?:ten |cac |dien giai |tom tat )?{_WORK}(?: (?:va )?{_WORK})*(?: (?:chinh|cu the|chu yeu|trong tam|"
        rf"thuc hien|"
        r"trien khai|can thuc hien|duoc giao|can trien khai|chi tiet|ke hoach|cchc|kiem soat tthc|trong nam|giao|"
        r"thuc hien cu the|phai thuc hien|nam \d{4}|kiem tra|chuyen doi so|cong tac))+",
    ),
    (Role.CONTENT, 7, r"(?:noi dung|ten|nhiem vu|hoat dong|cong viec|dau muc|chuyen de|chu de)\b.{0,60}"),
    (Role.DETAIL, 8, r"(?:bien phap|cach thuc|phuong phap|hinh thuc)(?: (?:thuc hien|tien hanh|to chuc))?"),
    (
        Role.GROUP,
        8,
        r"linh vuc(?: .{0,30})?|nhom(?: nhiem vu| noi dung| cong viec)|tieu chi(?: thanh phan)?|mang cong tac|"
        r"muc tieu cu the",
    ),
    (Role.LEAD_AND_PARTNERS, 12, r".{0,40}\bchu tri\b.{0,30}\bphoi hop\b.{0,30}"),
    (Role.LEAD_AND_PARTNERS, 9, r"phan cong(?: (?:nhiem vu|trach nhiem|thuc hien))?|to chuc thuc hien"),
    (Role.LEAD, 11, r".{0,40}\bchu tri\b.{0,30}"),
    (
        Role.LEAD,
        10,
        rf"{_WHOS}(?:thuc hien|trien khai|phu trach|dau moi|tham muu|chiu trach nhiem|duoc giao)(?: .{{0,30}})?",
    ),
    (
        Role.LEAD,
        9,
        r"(?:trach nhiem|dau moi|nguoi|chiu trach nhiem)(?: (?:thuc hien|chinh|tham muu|phu trach|trien khai|to "
        r"chuc))*",
    ),
    (Role.LEAD, 8, rf"{_WHOS}(?:phan cong)?|phu trach|tham muu|giao {_WHO}|thuc hien"),
    (Role.PARTNERS, 12, r".{0,40}\bphoi hop\b.{0,30}"),
    (Role.PARTNERS, 8, r"thanh phan(?: tham gia| tham du)?|don vi (?:tham gia|lien quan)|co quan lien quan"),
    (
        Role.PERSON,
        11,
        r"(?:ten |dong chi )?(?:lanh dao|nguoi|can bo|ca nhan|pho giam doc|ban giam doc|bgh|bgd|ban giam hieu)"
        r"(?: (?:so|phong|don vi|truong|ubnd|xa|phuong))?(?: (?:truc tiep))? (?:phu trach|chi dao|theo doi|dieu "
        r"hanh|giam sat)(?: .{0,25})?",
    ),
    (
        Role.PERSON,
        9,
        r"lanh dao(?: .{0,20})?|chi dao|bgh phu trach|theo doi kiem tra|giam sat|nguoi kiem tra",
    ),
    (
        Role.TERM,
        11,
        r"(?:du kien )?(?:thoi gian|thoi han|tien do|han|moc thoi gian|thoi diem|lo trinh|ky han|han chot)"
        r"(?: (?:va|du kien|thuc hien|hoan thanh|to chuc|trien khai|trinh|bao cao|nop|ket thuc|ban hanh|gui|phai|"
        r"dia diem|giai quyet|cu the|xong|phe duyet|den|ngay|cong viec|tien hanh|ke hoach|thang|quy|nam|\d{4}))*",
    ),
    (
        Role.TERM,
        8,
        r"thang(?: nam)?|ngay(?: thang)?(?: nam)?|tuan|quy|ngay hoan thanh|hoan thanh (?:truoc|trong).{0,20}|"
        r"thang thuc hien|ngay thuc hien|nam thuc hien|quy thuc hien",
    ),
    (Role.STARTS, 11, r"(?:thoi gian |ngay |thoi diem )?bat dau|tu ngay|tu|thoi gian bat dau thuc hien"),
    (Role.ENDS, 10, r"(?:thoi gian |ngay |thoi diem )?ket thuc|den ngay|den|hoan thanh|thoi gian ket thuc"),
    (
        Role.PRODUCT,
        11,
        r"(?:du kien )?(?:ket qua |cac |ten )?(?:va )?(?:san pham|dau ra)(?: .{0,50})?",
    ),
    (Role.PRODUCT, 9, r"(?:du kien )?ket qua(?: .{0,40})?|san pham|muc tieu ket qua"),
    (
        Role.PRODUCT,
        8,
        r"minh chung(?: .{0,20})?|tai lieu kiem chung|hinh thuc van ban|ten van ban|loai van ban|van ban ban "
        r"hanh|van ban trien khai|"
        r"yeu cau(?: can dat| san pham| ket qua)?|hinh thuc san pham|bao cao",
    ),
    (
        Role.SUBMITTED_TO,
        12,
        r"(?:cap|co quan|noi|don vi|nguoi|tham quyen|cap co tham quyen) (?:trinh|phe duyet|ban hanh|ky ban hanh|"
        r"quyet dinh"
        r"|tiep nhan|nhan bao cao|nhan san pham|nhan)(?: .{0,25})?",
    ),
    (Role.SUBMITTED_TO, 11, r"trinh(?: .{0,15})?|phe duyet|ban hanh|noi nhan"),
    (Role.NOTE, 10, r"ghi chu|luu y|ghi chu luu y|chu thich|ly do|tinh trang|ket qua thuc hien|trang thai"),
    (Role.MEASURE, 12, r"don vi tinh|dvt|don vi do|dv tinh"),
    (
        Role.MEASURE,
        10,
        r"(?:ten )?(?:cac )?chi tieu(?: .{0,40})?|muc tieu(?: .{0,30})?|ke hoach(?: nam)?(?: \d{4})?|chi so(?: "
        r".{0,30})?|ty le(?: .{0,30})?|"
        r"chi tieu giao|so luong|nam \d{4}|thuc hien nam.{0,10}|uoc thuc hien.{0,20}",
    ),
    (
        Role.OTHER,
        10,
        r"(?:du toan |nguon |du kien )?kinh phi(?: .{0,30})?|du toan(?: .{0,20})?|nguon von|thanh tien|don gia|"
        r"so tien|dia diem(?: .{0,20})?|co so phap ly|can cu(?: .{0,20})?",
    ),
)

PATTERNS = tuple((role, weight, re.compile(rf"(?:{pattern})$")) for role, weight, pattern in _PATTERNS)

# A column that names a month or a quarter, for tables that mark the time with a cross.
TIME_COLUMN = re.compile(
    r"^(?:(?:thang|t) ?(?P<month>0?[1-9]|1[0-2])|(?:quy|q) ?(?P<quarter>i{1,3}|iv|[1-4])|(?:tuan) "
    r"?(?P<week>[1-5]))(?: (?:nam )?\d{4})?$"
)
CROSS = re.compile(r"^\s*[xX×✓✔●•*v]\s*$")


def role_of(folded_name: str) -> tuple[Role, int] | None:
    """The role that a column's folded name stands for and how sure that is; None for a name not in use."""
    best: tuple[Role, int] | None = None
    for role, weight, pattern in PATTERNS:
        if (best is None or weight > best[1]) and pattern.match(folded_name):
            best = (role, weight)
    return best
