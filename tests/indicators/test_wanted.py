"""Whatever plans and reports of departments usually want is declared: counted, or said to have no data yet."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.indicators.rules.declared import get_measure

DAY = date(2026, 9, 30)
COUNTED = {
    "thủ tục cho doanh nghiệp làm trực tuyến": "business_online_rate",
    "không phụ thuộc địa giới": "boundary_free_rate",
    "số thủ tục của doanh nghiệp theo cấp": "business_procedures",
    "số hóa hồ sơ và kết quả": "digitised_rate",
    "giao việc 05 rõ": "clear_duties_rate",
    "nhiệm vụ đúng hạn": "duties_in_time_rate",
    "đơn vị được kiểm tra": "inspected_units_rate",
    "hồ sơ đúng hạn": "on_time_rate",
    "hồ sơ trước hạn": "early_rate",
    "hài lòng": "satisfaction_rate",
    "thủ tục công khai đủ nội dung": "complete_procedures_rate",
    "hồ sơ toàn trình": "full_online_rate",
    "giao dịch thanh toán trực tuyến": "online_payment_rate",
    "thủ tục có phí nộp trực tuyến": "fee_payable_online_rate",
    "kế hoạch của đơn vị": "child_plans_rate",
    "ký cam kết": "commitments_rate",
    "thủ tục đang áp dụng": "procedures_in_force",
    "thủ tục nội bộ": "internal_procedures",
    "dịch vụ toàn trình": "online_services_rate",
    "dịch vụ một phần": "partial_services_rate",
    "sáng kiến": "initiatives_reform",
    "truyền thông": "communications_held",
    "thủ tục ba năm không có hồ sơ": "idle_procedures",
    "hồ sơ trực tuyến": "online_rate",
    "kết quả điện tử": "electronic_result_rate",
    "tái sử dụng dữ liệu": "reuse_rate",
    "xin lỗi": "apology_rate",
    "công bố đúng hạn": "promulgated_in_time_rate",
    "công khai đúng hạn": "published_in_time_rate",
    "quy trình thủ tục nội bộ": "internal_with_process_rate",
    "số hóa theo thủ tục có hồ sơ": "procedures_digitised_rate",
    "phản ánh đúng hạn": "feedback_in_time_rate",
    "phản ánh được công khai": "feedback_published_rate",
    "hài lòng với câu trả lời phản ánh": "feedback_content_rate",
    "hài lòng theo khảo sát": "survey_satisfaction_rate",
    "dịch vụ giáo dục công": "education_satisfaction_rate",
    "cắt giảm thời gian": "time_cut_rate",
    "cắt giảm chi phí": "cost_cut_rate",
    "cắt giảm chi phí cho doanh nghiệp": "business_cost_cut_rate",
    "cắt giảm giấy tờ": "papers_cut_rate",
    "đơn giản hóa thủ tục nội bộ": "internal_simplified_rate",
    "bãi bỏ điều kiện kinh doanh": "conditions_cut_rate",
    "cắt giảm quy định kinh doanh": "business_rules_cut_rate",
    "chi phí quy định kinh doanh": "business_rules_cost_cut_rate",
    "rà soát thủ tục": "public_reviewed_rate",
    "rà soát thủ tục nội bộ": "reviewed_rate",
    "thực thi phương án": "simplification_executed_rate",
    "thực thi phương án thủ tục nội bộ": "internal_simplification_executed_rate",
}
AWAITED = {
    "giấy tờ trên VNeID": "electronic_papers_accepted_rate",
    "bộ phận tiếp nhận phi địa giới": "open_desks_rate",
    "đồng bộ Cổng quốc gia": "synchronised_rate",
    "tích hợp Cổng quốc gia": "integrated_services_rate",
    "văn bản điện tử ký số": "electronic_documents_rate",
    "văn bản trình đúng hạn": "legal_acts_in_time_rate",
    "xếp hạng cải cách": "reform_index_rank",
    "ISO": "iso_kept",
    "luân chuyển điện tử": "electronic_circulation_rate",
    "người dùng được xác thực": "authenticated_users_rate",
    "báo cáo đúng hạn": "reports_in_time_rate",
    "dữ liệu ngành được xác thực": "verified_records_rate",
    "kết quả còn hiệu lực": "valid_results_digitised_rate",
    "niêm yết": "posted_procedures_rate",
    "phục vụ tại nhà": "home_service_rate",
    "danh sách cán bộ đầu mối": "focal_list_age",
}


@pytest.mark.parametrize("code", sorted(COUNTED.values()))
def test_counted(code: str) -> None:
    assert get_measure(code, DAY).has_data


@pytest.mark.parametrize("code", sorted(AWAITED.values()))
def test_awaited_says_what_is_missing(code: str) -> None:
    measure = get_measure(code, DAY)
    assert measure.missing.endswith(".")
    assert not measure.has_data
