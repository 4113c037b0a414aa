"""The outline of the narrative report on control of procedures: sections, and sentences whose figures are live.

In a sentence a figure stands by its code in braces: "{received} hồ sơ". The same code gives the same number in every
sentence, table and page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reports.rules.filled import NO_DATA, Filled

_FIGURE = re.compile(r"\{([a-z0-9_]+)\}")
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key, level (1 counts I, II; 2 counts 1, 2), title, and sentences that the figures say.

    `lists` names what is listed below the sentences: "directing" documents or promulgation "decisions".
    """

    key: str
    level: int
    title: str
    sentences: tuple[str, ...] = ()
    lists: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline in force in a period."""

    version: int
    in_force: Period
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The section with this key."""
        return next((section for section in self.sections if section.key == key), None)

    @property
    def codes(self) -> tuple[str, ...]:
        """The figures that the sentences ask for, each once."""
        said = (
            code for section in self.sections for sentence in section.sentences for code in codes_in(sentence)
        )
        return tuple(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: plain words, or what a figure says (then with its code)."""

    text: str
    code: str = ""


OUTLINES: tuple[Outline, ...] = (
    Outline(
        1,
        Period(date(2020, 10, 21)),
        (
            Section(
                "direction",
                1,
                "Công tác chỉ đạo, điều hành",
                (
                    "Việc ký cam kết không gây phiền hà, sách nhiễu: {commitment_divisions} phòng đã ký; "
                    "{commitment_units} đơn vị đã nộp bản ký của thủ trưởng; tổng số {commitment_papers} bản.",
                ),
                lists="directing",
                hint="Việc chỉ đạo, đôn đốc trong kỳ; khen thưởng, kỷ luật.",
            ),
            Section("results", 1, "Tình hình, kết quả kiểm soát thủ tục hành chính"),
            Section(
                "assessment",
                2,
                "Đánh giá tác động, tham gia ý kiến, thẩm định quy định thủ tục hành chính",
                hint="Số văn bản được tham mưu, có hay không có quy định thủ tục hành chính.",
            ),
            Section(
                "promulgation",
                2,
                "Công bố, công khai thủ tục hành chính",
                (
                    "Trong kỳ có {decisions} quyết định công bố thủ tục hành chính.",
                    "Đang công khai {catalogue_total} thủ tục hành chính, trong đó thẩm quyền giải quyết của Ủy ban "
                    "nhân dân cấp tỉnh {catalogue_province_committee}, của Sở {catalogue_department}, của cấp huyện "
                    "{catalogue_district}, của cấp xã {catalogue_commune}.",
                    "Thủ tục hành chính nội bộ: {catalogue_internal_total}, trong đó thẩm quyền của Ủy ban nhân dân "
                    "cấp tỉnh {catalogue_internal_province_committee}, của Sở {catalogue_internal_department}, của "
                    "cấp huyện {catalogue_internal_district}, của cấp xã {catalogue_internal_commune}.",
                ),
                lists="decisions",
            ),
            Section(
                "review",
                2,
                "Rà soát, đơn giản hóa các quy định thủ tục hành chính",
                hint="Phương án đã trình, thời gian và chi phí cắt giảm.",
            ),
            Section(
                "resolution",
                2,
                "Tình hình, kết quả giải quyết thủ tục hành chính",
                (
                    "Tổng số hồ sơ tiếp nhận: {received} hồ sơ, trong đó tiếp nhận mới trực tuyến {received_online}, "
                    "trực tiếp, qua dịch vụ bưu chính {received_offline}, từ kỳ trước chuyển sang {carried_over}.",
                    "Đã giải quyết {resolved} hồ sơ ({resolved_rate}): trước hạn {resolved_early} ({early_rate}), "
                    "đúng hạn {resolved_on_time} ({exactly_on_time_rate}), quá hạn {resolved_late} ({late_rate}).",
                    "Đang giải quyết {pending} hồ sơ: trong hạn {pending_in_time}, quá hạn {pending_late}.",
                    "Thủ tục cung cấp dịch vụ công trực tuyến toàn trình: {catalogue_full_online}/{catalogue_total} "
                    "({catalogue_full_online_rate}); một phần: {catalogue_partial_online}/{catalogue_total} "
                    "({catalogue_partial_online_rate}).",
                    "Tỷ lệ thanh toán trực tuyến: {online_payment_rate}. Tỷ lệ số hóa hồ sơ, kết quả giải quyết: "
                    "{digitised_rate}. Tỷ lệ hồ sơ được cấp kết quả điện tử: {electronic_result_rate}.",
                ),
            ),
            Section(
                "feedback",
                2,
                "Tiếp nhận, xử lý phản ánh, kiến nghị về quy định, hành vi hành chính",
                ("Tỷ lệ phản ánh, kiến nghị được xử lý đúng hạn: {feedback_in_time_rate}.",),
            ),
            Section(
                "communication",
                2,
                "Truyền thông hỗ trợ hoạt động kiểm soát thủ tục hành chính",
                (
                    "Số tin, bài, ấn phẩm: {communication_items}; lượt xem, truy cập: {communication_views}; người "
                    "theo dõi: {communication_followers}. Tổ chức {training_held} hoạt động tập huấn với "
                    "{training_participants} lượt người; {contests_held} hội thi.",
                ),
            ),
            Section(
                "one_stop",
                2,
                "Thực hiện cơ chế một cửa, một cửa liên thông",
                (
                    "Đã tiếp nhận {received} hồ sơ; tỷ lệ giải quyết trước hạn và đúng hạn {on_time_rate}; mức độ hài "
                    "lòng {satisfaction_rate}.",
                ),
            ),
            Section(
                "initiatives",
                2,
                "Nghiên cứu, đề xuất sáng kiến cải cách thủ tục hành chính",
                ("Có {initiatives_reform} sáng kiến về cải cách hành chính.",),
            ),
            Section("judgement", 1, "Đánh giá chung"),
            Section("strengths", 2, "Ưu điểm", hint="Kết quả nổi bật so với kế hoạch và cùng kỳ."),
            Section("limits", 2, "Tồn tại, hạn chế", hint="Khó khăn, vướng mắc và nguyên nhân."),
            Section("proposals", 1, "Đề xuất, kiến nghị"),
            Section("next", 1, "Phương hướng, nhiệm vụ kỳ tới"),
        ),
    ),
)


def outline_on(on: date, among: Sequence[Outline] = OUTLINES) -> Outline:
    """The outline in force on the day.

    :raises Refused: "outline-not-in-force".
    """
    for outline in among:
        if outline.in_force.contains(on):
            return outline
    raise Refused(
        "outline-not-in-force", f"Chưa có đề cương báo cáo áp dụng vào ngày {on:%d/%m/%Y}. Chọn kỳ khác."
    )


def codes_in(sentence: str) -> list[str]:
    """The figures of a sentence, in order."""
    return _FIGURE.findall(sentence)


def codes_used(
    outline: Outline, tables: Iterable[Filled], paragraphs: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """Every figure that a report says: in sentences, in what officers wrote, under its tables."""
    written = (code for each in paragraphs.values() for paragraph in each for code in codes_in(paragraph))
    rates = (share.measure for table in tables for share in table.form.shares)
    return frozenset((*outline.codes, *written, *rates))


def pieces(sentence: str, figures: Mapping[str, str]) -> Iterator[Piece]:
    """The sentence with its figures told; one that nobody has says that there is no data."""
    end = 0
    for found in _FIGURE.finditer(sentence):
        if found.start() > end:
            yield Piece(sentence[end : found.start()])
        yield Piece(figures.get(found[1], NO_DATA), found[1])
        end = found.end()
    if end < len(sentence):
        yield Piece(sentence[end:])


def said(sentence: str, figures: Mapping[str, str]) -> str:
    """The sentence as plain words."""
    return "".join(piece.text for piece in pieces(sentence, figures))


def checked_paragraphs(
    given: Mapping[str, Sequence[str]], *, outline: Outline, known: Mapping[str, str]
) -> dict[str, list[str]]:
    """What an officer wrote, by section; blank ones left out.

    :raises Refused: "section-not-known", "figure-not-known", "text-too-long".
    """
    kept: dict[str, list[str]] = {}
    for key, paragraphs in given.items():
        section = outline.section(key)
        if section is None:
            raise Refused("section-not-known", f"Đề cương không có mục “{key}”. Tải lại trang rồi ghi lại.")
        written = [" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip()]
        for paragraph in written:
            _require_readable(paragraph, section, known)
        if written:
            kept[key] = written
    return kept


def _require_readable(paragraph: str, section: Section, known: Mapping[str, str]) -> None:
    if len(paragraph) > 5000:
        raise Refused(
            "text-too-long",
            f"Mục “{section.title}” có đoạn dài hơn 5.000 chữ cái. Chia thành nhiều đoạn.",
            field=section.key,
        )
    strange = [code for code in codes_in(paragraph) if code not in known]
    if strange or _BRACES.search(_FIGURE.sub("", paragraph)):
        named = f"mã “{strange[0]}”" if strange else "dấu { hoặc } không đi với mã số liệu"
        raise Refused(
            "figure-not-known",
            f"Mục “{section.title}” có {named} không đọc được. Chọn mã trong danh sách số liệu, hoặc xóa dấu ngoặc.",
            field=section.key,
        )
