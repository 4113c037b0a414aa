from motcua.kernel.labelled import Labelled


class AreaLevel(Labelled):
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class AgencyKind(Labelled):
    MINISTRY = "ministry", "Bộ, cơ quan ngang bộ"
    PROVINCIAL_COMMITTEE = "provincial_committee", "Ủy ban nhân dân cấp tỉnh"
    DISTRICT_COMMITTEE = "district_committee", "Ủy ban nhân dân cấp huyện"
    COMMUNE_COMMITTEE = "commune_committee", "Ủy ban nhân dân cấp xã"
    EDUCATION_DEPARTMENT = "education_department", "Sở Giáo dục và Đào tạo"
    OTHER_DEPARTMENT = "other_department", "Sở, ban, ngành khác"
    EDUCATION_OFFICE_DISTRICT = "education_office_district", "Phòng Giáo dục và Đào tạo"
    COMMUNE_SOCIAL_OFFICE = "commune_social_office", "Phòng Văn hóa - Xã hội"
    DIVISION = "division", "Phòng, ban thuộc cơ quan"
    SERVICE_CENTRE = "service_centre", "Trung tâm Phục vụ hành chính công"
    ONE_STOP_DESK = "one_stop_desk", "Bộ phận Một cửa"
    KINDERGARTEN = "kindergarten", "Trường mầm non"
    PRIMARY_SCHOOL = "primary_school", "Trường tiểu học"
    LOWER_SECONDARY_SCHOOL = "lower_secondary_school", "Trường trung học cơ sở"
    UPPER_SECONDARY_SCHOOL = "upper_secondary_school", "Trường trung học phổ thông"
    MULTI_LEVEL_SCHOOL = "multi_level_school", "Trường phổ thông nhiều cấp học"
    CONTINUING_EDUCATION_CENTRE = (
        "continuing_education_centre",
        "Trung tâm giáo dục thường xuyên, nghề nghiệp",
    )
    COMMUNITY_LEARNING_CENTRE = "community_learning_centre", "Trung tâm học tập cộng đồng"
    OTHER = "other", "Cơ quan, đơn vị khác"


class AgencyLevel(Labelled):
    MINISTRY = "ministry", "Cấp bộ"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    SCHOOL = "school", "Cơ sở giáo dục"


class SuccessionKind(Labelled):
    MERGED = "merged", "Sáp nhập"
    SPLIT = "split", "Chia, tách"
    RENAMED = "renamed", "Đổi tên"
    DISSOLVED = "dissolved", "Giải thể, kết thúc hoạt động"


class PowerSource(Labelled):
    STATUTORY = "statutory", "Theo luật định"
    DECENTRALISED = "decentralised", "Phân cấp"
    DELEGATED = "delegated", "Ủy quyền"
