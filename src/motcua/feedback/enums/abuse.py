"""At which doors of the public who asks is slowed down."""

from motcua.kernel.labelled import Labelled


class Gate(Labelled):
    """One thing that anybody may do here without an account, and that a machine could do a thousand times."""

    SEND_FEEDBACK = "send_feedback", "Gửi phản ánh, kiến nghị"
    FOLLOW_FEEDBACK = "follow_feedback", "Tra cứu phản ánh, kiến nghị"
    ADD_TO_FEEDBACK = "add_to_feedback", "Bổ sung, đánh giá trả lời"
    ASK_QUESTION = "ask_question", "Gửi câu hỏi tới hội nghị đối thoại"
    ANSWER_SURVEY = "answer_survey", "Trả lời khảo sát qua đường dẫn mở"
