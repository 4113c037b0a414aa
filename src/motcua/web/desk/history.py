"""The journal of one subject, as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind
from motcua.dossiers.rules.wording import WORDS as DOSSIER_WORDS
from motcua.kernel.models import JournalEntry
from motcua.web.templatetags.motcua import moment

WORDS = {
    **DOSSIER_WORDS,
    "DecisionDrafted": gettext_lazy("Soạn dự thảo quyết định"),
    "DecisionChanged": gettext_lazy("Sửa thông tin quyết định"),
    "DecisionItemPut": gettext_lazy("Đưa thủ tục vào quyết định"),
    "DecisionItemRemoved": gettext_lazy("Bỏ thủ tục khỏi quyết định"),
    "DecisionSentToCheck": gettext_lazy("Gửi kiểm soát chất lượng"),
    "DecisionSentBack": gettext_lazy("Trả lại người soạn"),
    "DecisionSubmitted": gettext_lazy("Trình ký"),
    "DecisionPromulgated": gettext_lazy("Công bố"),
    "DecisionPublicationRecorded": gettext_lazy("Ghi nhận nhập, công khai, niêm yết"),
    "DecisionWithdrawn": gettext_lazy("Rút quyết định"),
    "DecisionHandedOver": gettext_lazy("Chuyển sang cơ quan kế thừa"),
    "ProcedureVersionWritten": gettext_lazy("Soạn một phiên bản"),
    "ProcedureVersionInForce": gettext_lazy("Phiên bản có hiệu lực"),
    "ProcedureVersionPromulgated": gettext_lazy("Công bố phiên bản mới"),
    "ProcedureEnded": gettext_lazy("Hết hiệu lực"),
    "ProcedureEntered": gettext_lazy("Vào danh mục"),
    "OldCodeLinked": gettext_lazy("Nối mã cũ"),
    "OnlineServiceOffered": gettext_lazy("Cung cấp trực tuyến"),
    "DraftSaved": gettext_lazy("Lưu dự thảo"),
    "FindingDismissed": gettext_lazy("Bỏ qua dấu hiệu cần rà soát"),
    "FindingReopened": gettext_lazy("Mở lại dấu hiệu đã bỏ qua"),
    "PaperSigned": gettext_lazy("Ký văn bản"),
    "PaperNumbered": gettext_lazy("Lấy số văn bản"),
    "PaperIssued": gettext_lazy("Ký của cơ quan, phát hành văn bản"),
    "PaperRevoked": gettext_lazy("Thu hồi văn bản đã ký"),
    "AgencyFounded": gettext_lazy("Ghi nhận cơ quan"),
    "AgencyChanged": gettext_lazy("Sửa thông tin cơ quan"),
    "AgencyMoved": gettext_lazy("Chuyển cơ quan cấp trên"),
    "AgencyMerged": gettext_lazy("Sáp nhập vào cơ quan khác"),
    "AgencySplit": gettext_lazy("Chia, tách"),
    "AgencyRenamed": gettext_lazy("Đổi tên"),
    "AgencyDissolved": gettext_lazy("Giải thể, kết thúc hoạt động"),
    "AgencySucceeded": gettext_lazy("Tiếp nhận từ cơ quan trước"),
    "ShippedDataLoaded": gettext_lazy("Nạp dữ liệu kèm chương trình"),
    "CalendarCreated": gettext_lazy("Lập lịch"),
    "CalendarChanged": gettext_lazy("Sửa lịch"),
    "CalendarDayPut": gettext_lazy("Ghi ngày đặc biệt"),
    "CalendarDayRemoved": gettext_lazy("Bỏ ngày đặc biệt"),
    "CalendarYearConfirmed": gettext_lazy("Ghi mức chắc chắn của năm"),
    "WeeklyHoursChanged": gettext_lazy("Đổi giờ làm việc"),
    "PersonAdded": gettext_lazy("Thêm người dùng"),
    "PersonChanged": gettext_lazy("Sửa thông tin người dùng"),
    "PasswordSet": gettext_lazy("Đặt mật khẩu"),
    "PersonDeactivated": gettext_lazy("Ngừng dùng tài khoản"),
    "PersonReactivated": gettext_lazy("Cho dùng lại tài khoản"),
    "SecondFactorReset": gettext_lazy("Bỏ xác thực hai lớp"),
    "Appointed": gettext_lazy("Giao chức danh"),
    "PositionEnded": gettext_lazy("Kết thúc chức danh"),
    "RoleGranted": gettext_lazy("Cấp vai trò"),
    "RoleRevoked": gettext_lazy("Thu hồi vai trò"),
    "HandedOver": gettext_lazy("Chuyển theo cơ quan kế thừa"),
    "EndedWithAgency": gettext_lazy("Kết thúc theo cơ quan"),
    "PasswordGiven": gettext_lazy("Cấp mật khẩu mới tại quầy"),
    "SignInNameChanged": gettext_lazy("Đổi tên đăng nhập tại quầy"),
    "SignedUp": gettext_lazy("Lập tài khoản trên cổng"),
    "ProfileChanged": gettext_lazy("Tự sửa thông tin cá nhân"),
    "ContactCodeSent": gettext_lazy("Gửi mã xác nhận điện thoại, thư điện tử"),
    "ContactConfirmed": gettext_lazy("Xác nhận điện thoại, thư điện tử"),
    "ConsentGiven": gettext_lazy("Đồng ý về dữ liệu cá nhân"),
    "AccountClosed": gettext_lazy("Tự đóng tài khoản"),
    "CitizenLookedUp": gettext_lazy("Tra cứu thông tin tại quầy"),
    "IdentityVerified": gettext_lazy("Xác minh danh tính"),
    "SignedIn": gettext_lazy("Đăng nhập"),
    "SignInLocked": gettext_lazy("Tạm khóa đăng nhập vì nhập sai nhiều lần"),
    "SignInUnlocked": gettext_lazy("Mở khóa đăng nhập"),
    "ChargeOwed": gettext_lazy("Ghi khoản phải nộp"),
    "ChargeCancelled": gettext_lazy("Bỏ khoản phải nộp"),
    "ChargeExempted": gettext_lazy("Miễn, giảm"),
    "ChargeHandedOver": gettext_lazy("Chuyển khoản phải nộp sang cơ quan kế thừa"),
    "PaymentCollected": gettext_lazy("Thu tiền"),
    "PaymentRefunded": gettext_lazy("Hoàn tiền"),
    "TakingsReconciled": gettext_lazy("Đối soát và chốt ngày thu"),
    "OnlinePaymentAsked": gettext_lazy("Mở thanh toán trực tuyến"),
    "OnlinePaymentConfirmed": gettext_lazy("Nhận thanh toán trực tuyến"),
    "SurplusReturned": gettext_lazy("Trả lại tiền nộp thừa"),
    "BankAccountSet": gettext_lazy("Đặt tài khoản nhận chuyển khoản"),
    "BankAccountEnded": gettext_lazy("Ngừng tài khoản nhận chuyển khoản"),
    "ProcessDrafted": gettext_lazy("Mở bản soạn quy trình"),
    "ProcessDraftSaved": gettext_lazy("Lưu bản soạn quy trình"),
    "ProcessDraftDropped": gettext_lazy("Bỏ bản soạn quy trình"),
    "ProcessPublished": gettext_lazy("Ban hành quy trình"),
    "ProcessHandedOver": gettext_lazy("Chuyển quy trình sang cơ quan kế thừa"),
    "ProcessRetired": gettext_lazy("Thôi áp dụng quy trình"),
    "FormCreated": gettext_lazy("Tạo biểu mẫu điện tử"),
    "FormDraftSaved": gettext_lazy("Lưu dự thảo biểu mẫu"),
    "FormDraftDiscarded": gettext_lazy("Bỏ dự thảo biểu mẫu"),
    "FormPublished": gettext_lazy("Ban hành biểu mẫu"),
    "FormRetired": gettext_lazy("Ngừng dùng biểu mẫu"),
    "DossierRated": gettext_lazy("Người nộp đánh giá"),
    "OnlineDoorSet": gettext_lazy("Mở hoặc đóng cổng nộp trực tuyến"),
    "CodePatternSet": gettext_lazy("Đặt mẫu mã hồ sơ"),
    "LateReceiptRuleSet": gettext_lazy("Đặt cách tính hồ sơ đến sau 15 giờ"),
    "IndexMaximumSet": gettext_lazy("Đặt điểm tối đa của chỉ số"),
    "PageReported": gettext_lazy("Người dân báo trang sai"),
    "PageReportSettled": gettext_lazy("Xử lý xong báo lỗi"),
    "NoticeTemplateChanged": gettext_lazy("Sửa mẫu thông báo"),
    "NoticeTemplateEnded": gettext_lazy("Ngừng một mẫu thông báo"),
    "RegisterAsked": gettext_lazy("Lấy sổ theo dõi hồ sơ"),
    "NoticesPurged": gettext_lazy("Xóa thông báo cũ"),
    "NoticePreferencesChanged": gettext_lazy("Đổi cách nhận thông báo"),
    "DeliverySentAgain": gettext_lazy("Cho gửi lại một thư"),
    "PlanStarted": gettext_lazy("Mở kế hoạch"),
    "PlanRead": gettext_lazy("Đọc kế hoạch từ văn bản"),
    "PlanFactsSaved": gettext_lazy("Lưu thông tin chung của kế hoạch"),
    "PlanLineAdded": gettext_lazy("Thêm nhiệm vụ vào bản soạn"),
    "PlanLineSaved": gettext_lazy("Sửa nhiệm vụ trong bản soạn"),
    "PlanLineDropped": gettext_lazy("Bỏ nhiệm vụ khỏi bản soạn"),
    "PlanLinesChecked": gettext_lazy("Xem xong các dòng đã đọc"),
    "PlanTargetSaved": gettext_lazy("Ghi chỉ tiêu"),
    "PlanTargetDropped": gettext_lazy("Bỏ chỉ tiêu"),
    "PlanFindingAnswered": gettext_lazy("Trả lời nhận xét về văn bản"),
    "PlanUnitNamed": gettext_lazy("Ghi tên gọi của đơn vị"),
    "PlanUnitNameForgotten": gettext_lazy("Bỏ tên gọi của đơn vị"),
    "PlanSubmitted": gettext_lazy("Trình kế hoạch"),
    "PlanSentBack": gettext_lazy("Trả lại kế hoạch"),
    "PlanApproved": gettext_lazy("Phê duyệt kế hoạch"),
    "PlanAmendmentDrafted": gettext_lazy("Mở bản điều chỉnh kế hoạch"),
    "PlanDraftDropped": gettext_lazy("Bỏ bản soạn kế hoạch"),
    "PlanClosed": gettext_lazy("Kết thúc kế hoạch"),
    "PlanHandedOver": gettext_lazy("Chuyển kế hoạch sang cơ quan kế thừa"),
    "PlanRemindersSet": gettext_lazy("Đặt cách nhắc hạn kế hoạch"),
    "ChildPlansAskedFor": gettext_lazy("Yêu cầu đơn vị gửi kế hoạch"),
    "ChildPlanReceived": gettext_lazy("Nhận kế hoạch của đơn vị"),
    "ChildPlansUrged": gettext_lazy("Nhắc đơn vị gửi kế hoạch"),
    "DutyAssigned": gettext_lazy("Giao người làm"),
    "DutyProgressReported": gettext_lazy("Báo cáo tiến độ"),
    "DutyReportedDone": gettext_lazy("Báo hoàn thành"),
    "DutyDone": gettext_lazy("Xác nhận hoàn thành"),
    "DutySentBack": gettext_lazy("Chưa xác nhận, trả lại đơn vị"),
    "DutyChangeRequested": gettext_lazy("Đề nghị thay đổi nhiệm vụ"),
    "DutyChangeDecided": gettext_lazy("Quyết định về đề nghị thay đổi"),
    "DutyChangeWithdrawn": gettext_lazy("Rút đề nghị thay đổi"),
    "DutyEnteredFromSheet": gettext_lazy("Nhập tiến độ từ bảng tính"),
    "TaskTermSet": gettext_lazy("Đặt hạn cho các đơn vị chưa có hạn"),
    "DutyTermSet": gettext_lazy("Đặt hạn nhiệm vụ"),
    "TaskEventRecorded": gettext_lazy("Ghi nhận sự kiện tính hạn"),
    "InspectionRoundStarted": gettext_lazy("Lập đợt kiểm tra"),
    "InspectionRoundSaved": gettext_lazy("Sửa thông tin đợt kiểm tra"),
    "InspectionUnitsSet": gettext_lazy("Sửa danh sách đơn vị có thể được kiểm tra"),
    "UnitLastInspectedSaid": gettext_lazy("Ghi ngày kiểm tra lần trước của đơn vị"),
    "InspectionUnitsDrawn": gettext_lazy("Rút thăm chọn đơn vị"),
    "InspectionUnitAdded": gettext_lazy("Chọn thêm đơn vị theo quyết định"),
    "InspectionUnitLeftOut": gettext_lazy("Để lại đơn vị theo quyết định"),
    "InspectionUnitBackInLot": gettext_lazy("Đưa đơn vị trở lại danh sách rút thăm"),
    "InspectionRoundApproved": gettext_lazy("Phê duyệt đợt kiểm tra"),
    "InspectionRoundClosed": gettext_lazy("Kết thúc đợt kiểm tra"),
    "InspectionRoundDropped": gettext_lazy("Bỏ đợt kiểm tra"),
    "InspectionWaysSet": gettext_lazy("Đặt cách kiểm tra của cơ quan"),
    "InspectionPlanned": gettext_lazy("Lên lịch kiểm tra"),
    "InspectionReplanned": gettext_lazy("Đổi lịch, đoàn kiểm tra"),
    "InspectionAnnounced": gettext_lazy("Báo đơn vị được kiểm tra"),
    "InspectionCancelled": gettext_lazy("Không kiểm tra nữa"),
    "InspectionAnswersSaved": gettext_lazy("Ghi kết quả kiểm tra"),
    "InspectionFindingNoted": gettext_lazy("Ghi tồn tại, hạn chế"),
    "InspectionFindingSaved": gettext_lazy("Sửa tồn tại, hạn chế"),
    "InspectionFindingDropped": gettext_lazy("Bỏ một tồn tại, hạn chế"),
    "InspectionHeld": gettext_lazy("Kết thúc buổi kiểm tra"),
    "InspectionOpinionGiven": gettext_lazy("Đơn vị cho ý kiến"),
    "InspectionPaperKept": gettext_lazy("Lưu bản đã ký"),
    "InspectionConclusionProposed": gettext_lazy("Trình kết luận"),
    "InspectionConcluded": gettext_lazy("Ký kết luận kiểm tra"),
    "InspectionClosed": gettext_lazy("Khắc phục xong, kết thúc cuộc kiểm tra"),
    "ChecklistStarted": gettext_lazy("Lập danh mục kiểm tra"),
    "ChecklistSaved": gettext_lazy("Sửa bản soạn danh mục kiểm tra"),
    "ChecklistPublished": gettext_lazy("Ban hành danh mục kiểm tra"),
    "ChecklistDrafted": gettext_lazy("Lập bản mới của danh mục kiểm tra"),
    "ReportRegimeSetUp": gettext_lazy("Lập chế độ báo cáo"),
    "ReportingPeriodOpened": gettext_lazy("Mở kỳ báo cáo"),
    "ReportStarted": gettext_lazy("Lập báo cáo"),
    "ReportWritten": gettext_lazy("Ghi phần lời báo cáo"),
    "ReportChecked": gettext_lazy("Kiểm tra báo cáo"),
    "ReportTakenBack": gettext_lazy("Đưa báo cáo về bước soạn"),
    "ReportClosed": gettext_lazy("Chốt số liệu báo cáo"),
    "ReportSigned": gettext_lazy("Ký báo cáo"),
    "ReportSent": gettext_lazy("Gửi báo cáo"),
    "ReportReopened": gettext_lazy("Mở lại báo cáo đã chốt"),
    "UnitTableEntered": gettext_lazy("Nhập bảng số liệu của đơn vị"),
    "CommitmentDriveOpened": gettext_lazy("Mở đợt ký cam kết"),
    "CommitmentDriveChanged": gettext_lazy("Sửa thông tin đợt ký cam kết"),
    "CommitmentUnitsAdded": gettext_lazy("Thêm đơn vị phải ký cam kết"),
    "CommitmentUnitRemoved": gettext_lazy("Bỏ đơn vị khỏi đợt ký cam kết"),
    "CommitmentsEntered": gettext_lazy("Nhập người đã ký cam kết"),
    "CommitmentRemoved": gettext_lazy("Bỏ một bản cam kết"),
    "CommitmentHeadMarked": gettext_lazy("Đánh dấu bản cam kết của thủ trưởng"),
    "CommitmentFileKept": gettext_lazy("Đính kèm bản ký cam kết"),
    "CommitmentsReported": gettext_lazy("Đơn vị báo đã ký cam kết"),
    "CommitmentsReopened": gettext_lazy("Mở lại danh sách ký của đơn vị"),
    "CommitmentUnitsUrged": gettext_lazy("Nhắc đơn vị chưa ký cam kết"),
    "CommitmentDriveClosed": gettext_lazy("Kết thúc đợt ký cam kết"),
    "InitiativeCallOpened": gettext_lazy("Mở đợt sáng kiến"),
    "InitiativeCallChanged": gettext_lazy("Sửa thông tin đợt sáng kiến"),
    "InitiativeCouncilSet": gettext_lazy("Lập hội đồng sáng kiến"),
    "InitiativeRegistered": gettext_lazy("Đăng ký sáng kiến"),
    "InitiativeChanged": gettext_lazy("Sửa đăng ký sáng kiến"),
    "InitiativeWithdrawn": gettext_lazy("Rút sáng kiến"),
    "InitiativeScoringBegun": gettext_lazy("Bắt đầu chấm sáng kiến"),
    "InitiativeScored": gettext_lazy("Một thành viên chấm sáng kiến"),
    "InitiativeScoringClosed": gettext_lazy("Kết thúc chấm sáng kiến"),
    "InitiativeRecognised": gettext_lazy("Công nhận sáng kiến"),
    "InitiativeNotRecognised": gettext_lazy("Không công nhận sáng kiến"),
    "InitiativeRewarded": gettext_lazy("Ghi khen thưởng sáng kiến"),
    "ActivityPlanned": gettext_lazy("Dự kiến hoạt động"),
    "ActivityChanged": gettext_lazy("Sửa hoạt động"),
    "ActivityHeld": gettext_lazy("Ghi hoạt động đã thực hiện"),
    "ActivityCounted": gettext_lazy("Ghi số liệu của hoạt động"),
    "ActivityCancelled": gettext_lazy("Không thực hiện hoạt động"),
    "ActivityFilesKept": gettext_lazy("Đính kèm tệp của hoạt động"),
    "DutiesHandedOver": gettext_lazy("Chuyển nhiệm vụ sang đơn vị kế thừa"),
    "DutiesEndedWithUnit": gettext_lazy("Kết thúc nhiệm vụ theo đơn vị"),
    "CalendarFeedMade": gettext_lazy("Lập địa chỉ lịch"),
    "CalendarFeedEnded": gettext_lazy("Thôi dùng địa chỉ lịch"),
}


def read_history(entries: Iterable[JournalEntry]) -> list[dict[str, Any]]:
    """Entries for the timeline component, the latest first; the names of who did it in one query."""
    rows = sorted(entries, key=lambda entry: (entry.at, entry.seq), reverse=True)
    names = names_of_actors({row.actor for row in rows})
    return [
        {
            "when": moment(row.at),
            "what": str(WORDS.get(row.kind, row.kind)),
            "more": " · ".join(filter(None, [names.get(row.actor, ""), _detail(row.payload)])),
            "href": "",
            "is_now": False,
        }
        for row in rows
    ]


def names_of_actors(actors: Iterable[str]) -> dict[str, str]:
    """The name of each actor of the journal; people's in one query."""
    names = {"operator": _("người vận hành"), "system": _("hệ thống"), "public": _("người dân")}
    ids = []
    for actor in actors:
        kind, _sep, identifier = actor.partition(":")
        if kind == "person":
            ids.append(UUID(identifier))
        elif kind == "decision":
            names[actor] = _("theo quyết định")
    people = Person.objects.filter(pk__in=ids).values_list("pk", "full_name")
    return names | {f"person:{pk}": name for pk, name in people}


def _detail(payload: dict[str, Any]) -> str:
    said = [payload.get(key) for key in ("reason", "note", "number", "code", "document", "title")]
    if (role := payload.get("role")) in set(Role):
        said.append(Role(role).label)
    if (change := payload.get("change")) in set(ChangeKind):
        said.append(ChangeKind(change).label)
    return " · ".join(str(word) for word in said if word)
