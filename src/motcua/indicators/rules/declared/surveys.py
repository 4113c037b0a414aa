"""Measures of what surveys found.

Apart from ratings of single dossiers: a survey asks many things of few people, a rating one thing of each; put together
the longer questionnaire would decide, and who was asked twice would count twice.
"""

from motcua.indicators.enums import Tally
from motcua.indicators.rules.measures import Measure

T = Tally
_NOTE = (
    "Mọi câu trả lời trong thang điểm của các cuộc khảo sát đã khóa, tính vào ngày cuối nhận trả lời, trong năm của "
    "cuộc khảo sát. Câu, cuộc có dưới 5 người trả lời thì không đếm. Đếm thẳng, không quy theo số người: số đã quy, "
    "từng câu, từng trường ở trang kết quả khảo sát."
)

SURVEYS: tuple[Measure, ...] = (
    Measure(
        "survey_satisfaction_rate",
        "Mức độ hài lòng về giải quyết thủ tục, phục vụ hành chính theo khảo sát",
        "Nghị định 61/2018/NĐ-CP, Điều 29",
        (T.SURVEYED_SERVICE_CONTENT,),
        (T.SURVEYED_SERVICE,),
        synonyms=("Sự hài lòng về sự phục vụ hành chính (SIPAS)",),
        note=_NOTE,
    ),
    Measure(
        "education_satisfaction_rate",
        "Mức độ hài lòng của người dân đối với dịch vụ giáo dục công",
        "Đo lường của Bộ Giáo dục và Đào tạo",
        (T.SURVEYED_EDUCATION_CONTENT,),
        (T.SURVEYED_EDUCATION,),
        note=_NOTE,
    ),
)
