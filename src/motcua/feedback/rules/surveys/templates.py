"""Questionnaires to begin from, in our own words: an office changes them as it likes.

Basis: five factors of service (access, procedure, officers, result, handling of opinions) and five groups of public
education (access, facilities, environment, activities, results) are how the two ministries' surveys are built; their
wording is not repeated here. The third follows the contents of NĐ 61/2018/NĐ-CP, art. 31.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from motcua.feedback.enums.surveys import SurveySubject
from motcua.feedback.rules.surveys.questionnaires import (
    Condition,
    Content,
    Group,
    Item,
    OpenQuestion,
    Option,
    options_of,
)

_FIVE = "5: Rất hài lòng\n4: Hài lòng\n3: Bình thường\n2: Không hài lòng\n1: Rất không hài lòng"
_WISH = OpenQuestion(
    "y_kien", "Điều gì cần làm tốt hơn? Anh/chị có thể ghi bằng lời của mình, không ghi tên ai."
)

_NEVER: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Template:
    """A questionnaire to begin from."""

    title: str
    subject: SurveySubject
    content: Content


def _scale(lines: str = _FIVE) -> tuple[Option, ...]:
    return options_of(lines, satisfied_from=4)


# A group with what is asked in it.
_Part = tuple[Group, tuple[Item, ...]]


def _part(code: str, title: str, *items: Item, unless: Mapping[str, str] = _NEVER, **asked: str) -> _Part:
    """A group: `asked` on the scale of five by code; `unless` says, for those that do not concern everybody, the answer
    that stands outside of the scale; `items` have answers of their own."""
    scales = {name: f"{_FIVE}\n-: {unless[name]}" if name in unless else _FIVE for name in asked}
    simple = (Item(f"{code}_{name}", code, text, _scale(scales[name])) for name, text in asked.items())
    return Group(code, title), (*items, *simple)


def _own(code: str, text: str, lines: str, *, group: str, when: Condition | None = None) -> Item:
    return Item(f"{group}_{code}", group, text, _scale(lines), when=when)


def _template(title: str, subject: SurveySubject, lead: str, *parts: _Part) -> Template:
    groups = tuple(group for group, _items in parts)
    items = tuple(item for _group, items in parts for item in items)
    return Template(title, subject, Content(lead, groups, items, (_WISH,)))


_ADMINISTRATION = _template(
    "Hài lòng với sự phục vụ hành chính (năm yếu tố)",
    SurveySubject.ADMINISTRATION,
    "Mời anh/chị cho biết mức độ hài lòng về lần gần nhất làm việc với cơ quan.",
    _part(
        "tiep_can",
        "Tiếp cận dịch vụ",
        noi="Nơi tiếp nhận dễ tìm, có chỗ ngồi chờ, có người chỉ dẫn",
        thong_tin="Thông tin về thủ tục được công khai, dễ đọc, dễ hiểu",
        truc_tuyen="Nộp và theo dõi hồ sơ trực tuyến thuận tiện",
    ),
    _part(
        "thu_tuc",
        "Thủ tục hành chính",
        giay_to="Giấy tờ phải nộp đúng như đã công khai",
        don_gian="Giấy tờ, tờ khai đơn giản, không phải khai lại điều cơ quan đã có",
        phi="Phí, lệ phí thu đúng mức đã công khai",
        thoi_han="Thời hạn giải quyết hợp lý",
    ),
    _part(
        "cong_chuc",
        "Công chức, viên chức phục vụ",
        thai_do="Công chức, viên chức lịch sự, tôn trọng người dân",
        lang_nghe="Công chức, viên chức lắng nghe và trả lời đủ điều được hỏi",
        huong_dan="Hướng dẫn hồ sơ rõ ràng ngay từ lần đầu",
        cong_bang="Mọi người được phục vụ như nhau, theo thứ tự",
    ),
    _part(
        "ket_qua",
        "Kết quả",
        dung_hen="Kết quả được trả đúng hẹn",
        chinh_xac="Thông tin trên kết quả chính xác",
        day_du="Kết quả đúng với điều mình cần",
    ),
    _part(
        "y_kien_gop",
        "Tiếp nhận, xử lý góp ý, phản ánh",
        noi_gui="Biết gửi góp ý, phản ánh ở đâu và gửi được dễ dàng",
        tra_loi="Góp ý, phản ánh được trả lời đúng hạn và thỏa đáng",
    ),
)

_EDUCATION = _template(
    "Hài lòng với dịch vụ giáo dục công (năm nhóm)",
    SurveySubject.EDUCATION,
    "Mời anh/chị cho biết mức độ hài lòng về trường mà con em đang học trong năm học này.",
    _part(
        "tiep_can",
        "Tiếp cận dịch vụ giáo dục",
        unless={"mien_giam": "Con em không thuộc diện miễn, giảm"},
        thong_tin="Tìm hiểu thông tin về tuyển sinh, nhập học của trường dễ dàng",
        nhieu_kenh="Nhà trường thông tin qua nhiều cách, cách nào cũng kịp thời",
        thu_tuc="Thủ tục nhập học, chuyển trường đơn giản",
        duong_di="Đường từ nhà đến trường thuận tiện, an toàn",
        khoan_thu="Các khoản thu được công khai và đúng quy định",
        mien_giam="Việc miễn, giảm học phí, hỗ trợ được làm đúng người, đúng lúc",
    ),
    _part(
        "co_so",
        "Cơ sở vật chất, thiết bị",
        unless={"ban_tru": "Con em không ăn, nghỉ ở trường"},
        lop_hoc="Phòng học đủ chỗ, đủ ánh sáng, thoáng mát",
        thiet_bi="Thiết bị dạy học, thư viện đáp ứng việc học",
        san_choi="Sân chơi, chỗ tập thể dục an toàn, đủ dùng",
        ve_sinh="Nhà vệ sinh, nước uống sạch sẽ",
        ban_tru="Bữa ăn, chỗ nghỉ ở trường (nếu có) bảo đảm",
    ),
    _part(
        "moi_truong",
        "Môi trường giáo dục",
        than_thien="Học sinh được tôn trọng, đối xử công bằng",
        an_toan="Trường học an toàn, không có bạo lực, bắt nạt",
        thay_co="Thầy cô tận tâm, gần gũi với học sinh",
        phoi_hop="Nhà trường lắng nghe và phối hợp với gia đình",
    ),
    _part(
        "hoat_dong",
        "Hoạt động giáo dục",
        day_hoc="Cách dạy giúp học sinh hiểu bài và hứng thú",
        danh_gia="Việc kiểm tra, đánh giá công bằng, báo kết quả kịp thời",
        ho_tro="Học sinh gặp khó khăn được giúp đỡ",
        ngoai_khoa="Hoạt động ngoài giờ bổ ích, phù hợp",
    ),
    _part(
        "ket_qua",
        "Kết quả giáo dục",
        kien_thuc="Con em tiến bộ về kiến thức",
        ky_nang="Con em tiến bộ về kỹ năng, tự lập",
        pham_chat="Con em tiến bộ về nền nếp, cách cư xử",
    ),
)

_PROCEDURES = _template(
    "Hài lòng với việc giải quyết thủ tục hành chính",
    SurveySubject.PROCEDURES,
    "Hồ sơ của anh/chị đã có kết quả. Mời anh/chị cho biết việc giải quyết đã tốt chưa.",
    _part(
        "thoi_gian",
        "Thời gian",
        _own(
            "dung_hen",
            "Kết quả được trả so với ngày hẹn trên giấy tiếp nhận thế nào?",
            "5: Sớm hơn hẹn\n4: Đúng hẹn\n3: Trễ một, hai ngày\n2: Trễ dưới một tuần\n1: Trễ lâu hơn",
            group="thoi_gian",
        ),
        _own(
            "xin_loi",
            "Khi trễ hẹn, anh/chị có được xin lỗi và hẹn lại ngày trả không?",
            "5: Có, xin lỗi và hẹn lại ngày cụ thể\n3: Chỉ được báo là chậm\n1: Không được báo\n-: Không bị trễ hẹn",
            group="thoi_gian",
            when=Condition("thoi_gian_dung_hen", frozenset({"3", "4", "5"})),
        ),
    ),
    _part(
        "lien_he",
        "Số lần, số nơi phải liên hệ",
        _own(
            "so_lan",
            "Ngoài lúc nộp và lúc nhận kết quả, anh/chị phải đến hoặc gọi mấy lần nữa?",
            "5: Không lần nào\n4: Một lần\n2: Hai lần\n1: Ba lần trở lên",
            group="lien_he",
        ),
        _own(
            "noi",
            "Anh/chị phải đến bao nhiêu nơi để xong việc này?",
            "5: Không phải đến đâu\n4: Chỉ nơi tiếp nhận\n2: Hai nơi\n1: Ba nơi trở lên",
            group="lien_he",
        ),
    ),
    _part(
        "phuc_vu",
        "Người phục vụ",
        thai_do="Thái độ của người tiếp nhận, hướng dẫn",
        ho_tro="Việc hướng dẫn, giải thích khi có chỗ chưa rõ",
        cho_doi="Thời gian chờ đến lượt",
    ),
    _part(
        "cong_khai",
        "Công khai, trực tuyến, góp ý",
        cong_khai="Thông tin về thủ tục, phí và tiến độ hồ sơ được công khai",
        truc_tuyen="Làm thủ tục trực tuyến, thanh toán trực tuyến",
        gop_y="Việc tiếp nhận và trả lời góp ý",
    ),
)

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {"hanh-chinh": _ADMINISTRATION, "giao-duc": _EDUCATION, "thu-tuc": _PROCEDURES}
)
