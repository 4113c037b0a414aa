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


@dataclass(frozen=True, slots=True)
class Template:
    """A questionnaire to begin from."""

    title: str
    subject: SurveySubject
    content: Content


def _scale(lines: str = _FIVE) -> tuple[Option, ...]:
    return options_of(lines, satisfied_from=4)


def _asked(group: str, **items: str) -> list[Item]:
    return [Item(f"{group}_{code}", group, text, _scale()) for code, text in items.items()]


def _administration() -> Template:
    items = [
        *_asked(
            "tiep_can",
            noi="Nơi tiếp nhận dễ tìm, có chỗ ngồi chờ, có người chỉ dẫn",
            thong_tin="Thông tin về thủ tục được công khai, dễ đọc, dễ hiểu",
            truc_tuyen="Nộp và theo dõi hồ sơ trực tuyến thuận tiện",
        ),
        *_asked(
            "thu_tuc",
            giay_to="Giấy tờ phải nộp đúng như đã công khai",
            don_gian="Giấy tờ, tờ khai đơn giản, không phải khai lại điều cơ quan đã có",
            phi="Phí, lệ phí thu đúng mức đã công khai",
            thoi_han="Thời hạn giải quyết hợp lý",
        ),
        *_asked(
            "cong_chuc",
            thai_do="Công chức, viên chức lịch sự, tôn trọng người dân",
            lang_nghe="Công chức, viên chức lắng nghe và trả lời đủ điều được hỏi",
            huong_dan="Hướng dẫn hồ sơ rõ ràng ngay từ lần đầu",
            cong_bang="Mọi người được phục vụ như nhau, theo thứ tự",
        ),
        *_asked(
            "ket_qua",
            dung_hen="Kết quả được trả đúng hẹn",
            chinh_xac="Thông tin trên kết quả chính xác",
            day_du="Kết quả đúng với điều mình cần",
        ),
        *_asked(
            "y_kien_gop",
            noi_gui="Biết gửi góp ý, phản ánh ở đâu và gửi được dễ dàng",
            tra_loi="Góp ý, phản ánh được trả lời đúng hạn và thỏa đáng",
        ),
    ]
    content = Content(
        lead="Mời anh/chị cho biết mức độ hài lòng về lần gần nhất làm việc với cơ quan.",
        groups=(
            Group("tiep_can", "Tiếp cận dịch vụ"),
            Group("thu_tuc", "Thủ tục hành chính"),
            Group("cong_chuc", "Công chức, viên chức phục vụ"),
            Group("ket_qua", "Kết quả"),
            Group("y_kien_gop", "Tiếp nhận, xử lý góp ý, phản ánh"),
        ),
        items=tuple(items),
        open_questions=(_WISH,),
    )
    return Template("Hài lòng với sự phục vụ hành chính (năm yếu tố)", SurveySubject.ADMINISTRATION, content)


def _education() -> Template:
    items = [
        *_asked(
            "tiep_can",
            thong_tin="Tìm hiểu thông tin về tuyển sinh, nhập học của trường dễ dàng",
            nhieu_kenh="Nhà trường thông tin qua nhiều cách, cách nào cũng kịp thời",
            thu_tuc="Thủ tục nhập học, chuyển trường đơn giản",
            duong_di="Đường từ nhà đến trường thuận tiện, an toàn",
            khoan_thu="Các khoản thu được công khai và đúng quy định",
            mien_giam="Việc miễn, giảm học phí, hỗ trợ được làm đúng người, đúng lúc",
        ),
        *_asked(
            "co_so",
            lop_hoc="Phòng học đủ chỗ, đủ ánh sáng, thoáng mát",
            thiet_bi="Thiết bị dạy học, thư viện đáp ứng việc học",
            san_choi="Sân chơi, chỗ tập thể dục an toàn, đủ dùng",
            ve_sinh="Nhà vệ sinh, nước uống sạch sẽ",
            ban_tru="Bữa ăn, chỗ nghỉ ở trường (nếu có) bảo đảm",
        ),
        *_asked(
            "moi_truong",
            than_thien="Học sinh được tôn trọng, đối xử công bằng",
            an_toan="Trường học an toàn, không có bạo lực, bắt nạt",
            thay_co="Thầy cô tận tâm, gần gũi với học sinh",
            phoi_hop="Nhà trường lắng nghe và phối hợp với gia đình",
        ),
        *_asked(
            "hoat_dong",
            day_hoc="Cách dạy giúp học sinh hiểu bài và hứng thú",
            danh_gia="Việc kiểm tra, đánh giá công bằng, báo kết quả kịp thời",
            ho_tro="Học sinh gặp khó khăn được giúp đỡ",
            ngoai_khoa="Hoạt động ngoài giờ bổ ích, phù hợp",
        ),
        *_asked(
            "ket_qua",
            kien_thuc="Con em tiến bộ về kiến thức",
            ky_nang="Con em tiến bộ về kỹ năng, tự lập",
            pham_chat="Con em tiến bộ về nền nếp, cách cư xử",
        ),
    ]
    by_code = {item.code: item for item in items}
    for code, label in (
        ("tiep_can_mien_giam", "Con em không thuộc diện miễn, giảm"),
        ("co_so_ban_tru", "Con em không ăn, nghỉ ở trường"),
    ):
        item = by_code[code]
        by_code[code] = Item(item.code, item.group, item.text, _scale(f"{_FIVE}\n-: {label}"))
    content = Content(
        lead="Mời anh/chị cho biết mức độ hài lòng về trường mà con em đang học trong năm học này.",
        groups=(
            Group("tiep_can", "Tiếp cận dịch vụ giáo dục"),
            Group("co_so", "Cơ sở vật chất, thiết bị"),
            Group("moi_truong", "Môi trường giáo dục"),
            Group("hoat_dong", "Hoạt động giáo dục"),
            Group("ket_qua", "Kết quả giáo dục"),
        ),
        items=tuple(by_code.values()),
        open_questions=(_WISH,),
    )
    return Template("Hài lòng với dịch vụ giáo dục công (năm nhóm)", SurveySubject.EDUCATION, content)


def _procedures() -> Template:
    late = Item(
        "thoi_gian_xin_loi",
        "thoi_gian",
        "Khi trễ hẹn, anh/chị có được xin lỗi và hẹn lại ngày trả không?",
        _scale(
            "5: Có, xin lỗi và hẹn lại ngày cụ thể\n3: Chỉ được báo là chậm\n1: Không được báo\n-: Không bị trễ hẹn"
        ),
        when=Condition("thoi_gian_dung_hen", frozenset({"3", "4", "5"})),
    )
    items = [
        Item(
            "thoi_gian_dung_hen",
            "thoi_gian",
            "Kết quả được trả so với ngày hẹn trên giấy tiếp nhận thế nào?",
            _scale("5: Sớm hơn hẹn\n4: Đúng hẹn\n3: Trễ một, hai ngày\n2: Trễ dưới một tuần\n1: Trễ lâu hơn"),
        ),
        late,
        Item(
            "lien_he_so_lan",
            "lien_he",
            "Ngoài lúc nộp và lúc nhận kết quả, anh/chị phải đến hoặc gọi mấy lần nữa?",
            _scale("5: Không lần nào\n4: Một lần\n2: Hai lần\n1: Ba lần trở lên"),
        ),
        Item(
            "lien_he_noi",
            "lien_he",
            "Anh/chị phải đến bao nhiêu nơi để xong việc này?",
            _scale("5: Không phải đến đâu\n4: Chỉ nơi tiếp nhận\n2: Hai nơi\n1: Ba nơi trở lên"),
        ),
        *_asked(
            "phuc_vu",
            thai_do="Thái độ của người tiếp nhận, hướng dẫn",
            ho_tro="Việc hướng dẫn, giải thích khi có chỗ chưa rõ",
            cho_doi="Thời gian chờ đến lượt",
        ),
        *_asked(
            "cong_khai",
            cong_khai="Thông tin về thủ tục, phí và tiến độ hồ sơ được công khai",
            truc_tuyen="Làm thủ tục trực tuyến, thanh toán trực tuyến",
            gop_y="Việc tiếp nhận và trả lời góp ý",
        ),
    ]
    content = Content(
        lead="Hồ sơ của anh/chị đã có kết quả. Mời anh/chị cho biết việc giải quyết đã tốt chưa.",
        groups=(
            Group("thoi_gian", "Thời gian"),
            Group("lien_he", "Số lần, số nơi phải liên hệ"),
            Group("phuc_vu", "Người phục vụ"),
            Group("cong_khai", "Công khai, trực tuyến, góp ý"),
        ),
        items=tuple(items),
        open_questions=(_WISH,),
    )
    return Template("Hài lòng với việc giải quyết thủ tục hành chính", SurveySubject.PROCEDURES, content)


TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {"hanh-chinh": _administration(), "giao-duc": _education(), "thu-tuc": _procedures()}
)
