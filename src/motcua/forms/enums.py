from motcua.kernel.labelled import Labelled


class FieldKind(Labelled):
    """What a question of a form asks for."""

    TEXT = "text", "Chữ, một dòng"
    LONG_TEXT = "long_text", "Chữ, nhiều dòng"
    NUMBER = "number", "Số"
    DATE = "date", "Ngày"
    CHOICE = "choice", "Chọn một"
    CHOICES = "choices", "Chọn một hoặc nhiều"
    YES_NO = "yes_no", "Có hay không"
    FILE = "file", "Tệp đính kèm"
    PERSON = "person", "Một người"
    ORGANISATION = "organisation", "Một tổ chức"
    SCHOOL = "school", "Trường, cơ sở giáo dục"
    ADDRESS = "address", "Địa chỉ"
    NOTE = "note", "Lời hướng dẫn (không hỏi gì)"


class AnswerFormat(Labelled):
    """What a line of text or a number must look like."""

    ANY = "any", "Tùy ý"
    IDENTITY_NUMBER = "identity_number", "Số định danh (12 số) hoặc CMND (9 số)"
    PERSONAL_ID = "personal_id", "Số định danh cá nhân (12 số)"
    TAX_CODE = "tax_code", "Mã số thuế"
    PHONE = "phone", "Số điện thoại"
    EMAIL = "email", "Thư điện tử"
    YEAR = "year", "Năm (4 số)"
    WHOLE = "whole", "Số nguyên"


class Part(Labelled):
    """What a question about a person or an organisation asks of them."""

    FULL_NAME = "full_name", "Họ và tên"
    NAME = "name", "Tên tổ chức"
    IDENTITY_NUMBER = "identity_number", "Số định danh"
    TAX_CODE = "tax_code", "Mã số thuế"
    BORN_ON = "born_on", "Ngày sinh"
    GENDER = "gender", "Giới tính"
    REPRESENTATIVE = "representative", "Người đại diện"
    POSITION = "position", "Chức vụ"
    PHONE = "phone", "Số điện thoại"
    EMAIL = "email", "Thư điện tử"
    ADDRESS = "address", "Địa chỉ"


class Gender(Labelled):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Width(Labelled):
    """How much room an answer takes."""

    SHORT = "short", "Ngắn"
    HALF = "half", "Nửa dòng"
    FULL = "full", "Cả dòng"


class FormVersionState(Labelled):
    DRAFT = "draft", "Dự thảo"
    PUBLISHED = "published", "Đã ban hành"
    RETIRED = "retired", "Đã ngừng dùng"
