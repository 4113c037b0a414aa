"""What is asked of each paper, each requirement and each fee, as definitions that hold in a period.

Basis: Nghị định 63/2010/NĐ-CP, Điều 28: each constituent is judged. Which questions form 02/RS-KSTT prints for a paper,
a requirement and a fee was not compared with its official print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import ComponentContent
from motcua.deadlines.enums import Certainty
from motcua.kernel.periods import Period
from motcua.kernel.text import fold
from motcua.reviews.enums.proposals import AnswerKind, FormHeading, Verdict, YesNoAnswer
from motcua.reviews.rules.findings.databases import held_in
from motcua.reviews.rules.findings.paper_names import is_own_writing, paper_key
from motcua.reviews.rules.rounds.questions import Question

YES, NO = YesNoAnswer.YES.value, YesNoAnswer.NO.value
_C = FormHeading.REASONABLENESS
_YN, _NUMBER = AnswerKind.YES_NO, AnswerKind.NUMBER


@dataclass(frozen=True, slots=True)
class PartQuestions:
    """The questions of a period by constituent, what they rest on and how sure that is."""

    basis: str
    certainty: Certainty
    in_force: Period
    asked: Mapping[Constituent, tuple[Question, ...]]

    @property
    def says(self) -> str:
        """On what the questions rest, and how far that was compared with the instrument."""
        return f"Câu hỏi về giấy tờ, điều kiện, phí theo {self.basis}; {self.certainty.label} với bản in chính thức."


_BY_DATA = (
    Question("by_data", _C, "Có thể thay bằng dữ liệu cơ quan nhà nước đã có không?", _YN),
    Question("database", _C, "Khai thác ở cơ sở dữ liệu nào?", asked_if=(("by_data", YES),)),
)

QUESTIONS: tuple[PartQuestions, ...] = (
    PartQuestions(
        basis="Nghị định 63/2010/NĐ-CP, Điều 28; Thông tư 02/2017/TT-VPCP, chương V",
        certainty=Certainty.UNVERIFIED,
        in_force=Period(date(2018, 1, 1)),
        asked={
            Constituent.COMPONENTS: (
                Question("issuer", _C, "Giấy tờ này do đâu mà có, cơ quan nào cấp?"),
                *_BY_DATA,
                Question("has_form", _C, "Có mẫu quy định không?", _YN),
                Question(
                    "form_needs",
                    _C,
                    "Mẫu cần giữ những nội dung nào, nội dung nào thừa?",
                    asked_if=(("has_form", YES),),
                ),
                Question("certified", _C, "Có đòi bản sao chứng thực không?", _YN),
                Question(
                    "certified_basis", _C, "Đòi chứng thực theo quy định nào?", asked_if=(("certified", YES),)
                ),
                Question("copies", _C, "Phải nộp mấy bản?", _NUMBER),
            ),
            Constituent.REQUIREMENTS: (
                Question("basis", _C, "Quy định ở văn bản, điều khoản nào?"),
                Question("proof", _C, "Chứng minh đã đáp ứng bằng gì: giấy tờ, kiểm tra tại chỗ, dữ liệu?"),
                *_BY_DATA,
                Question("post_control", _C, "Có thể bỏ kiểm tra trước, chuyển sang hậu kiểm không?", _YN),
            ),
            Constituent.FEES: (
                Question("basis", _C, "Mức thu theo văn bản nào?"),
                Question("fits", _C, "Mức thu có hợp với chi phí giải quyết không?", _YN),
                Question("fits_why", _C, "Không hợp ở chỗ nào?", asked_if=(("fits", NO),)),
            ),
        },
    ),
)
_CERTIFIED = ("chung thuc", "cong chung")
_ACT = re.compile(
    r"(?:Luật|Nghị định|Nghị quyết|Thông tư(?: liên tịch)?|Quyết định)\s+(?:số\s+)?\d+/\d{4}/[\w-]+",
    re.IGNORECASE,
)
_OWN_WRITING = "Người làm thủ tục tự lập."
# What is taken away needs no answer to how it is handed in.
_UNASKED = frozenset({Verdict.DROP})


def questions_of(
    constituent: Constituent, *, on: date, among: Sequence[PartQuestions] = QUESTIONS
) -> tuple[Question, ...]:
    """What is asked of a constituent on the day; nothing of most."""
    return next((one.asked.get(constituent, ()) for one in among if one.in_force.contains(on)), ())


def definition_on(on: date, *, among: Sequence[PartQuestions] = QUESTIONS) -> PartQuestions | None:
    """The definition that holds on the day, with its basis; None before the first."""
    return next((one for one in among if one.in_force.contains(on)), None)


def open_questions(
    questions: Sequence[Question], answers: Mapping[str, str], verdict: Verdict | None
) -> list[Question]:
    """Those still to be answered, in order; nothing is asked of what is taken away."""
    if verdict in _UNASKED:
        return []
    return [
        question
        for question in questions
        if question.is_required and question.is_asked(answers) and not answers.get(question.key)
    ]


def of_paper(paper: ComponentContent, *, results: Mapping[str, str]) -> dict[str, str]:
    """What the catalogue and the findings already answer of a paper; `results` names the procedure that gives a paper,
    by the paper's name."""
    return dict(_of_paper(paper, results))


def of_requirement(said: str) -> dict[str, str]:
    """The same of a requirement: the act it names."""
    return _basis(said)


def of_fee(said: str) -> dict[str, str]:
    """The same of a fee."""
    return _basis(said)


def _of_paper(paper: ComponentContent, results: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    is_own = is_own_writing(paper_key(paper.name))
    databases = list(dict.fromkeys(one.database for one in held_in(paper.name)))
    if giver := results.get(paper.name):
        yield "issuer", f"Là kết quả của thủ tục {giver}."
    elif is_own:
        yield "issuer", _OWN_WRITING
    if databases:
        yield "by_data", YES
        yield "database", "; ".join(databases)
    elif giver:
        yield "by_data", YES
        yield "database", f"Kết quả đã cấp của thủ tục {giver}"
    elif is_own:
        yield "by_data", NO
    yield "has_form", YES if paper.forms else NO
    said = fold(paper.name)
    if any(word in said for word in _CERTIFIED):
        yield "certified", YES
    elif is_own:
        yield "certified", NO
    if number := (paper.originals or 0) + (paper.copies or 0):
        yield "copies", str(number)


def _basis(said: str) -> dict[str, str]:
    acts = list(dict.fromkeys(" ".join(found.split()) for found in _ACT.findall(said)))
    return {"basis": "; ".join(acts)[:500]} if acts else {}
