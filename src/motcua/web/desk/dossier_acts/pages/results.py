"""The result: proposed, approved, signed, issued, handed over, opened again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.documents.actions.files import installation_rules
from motcua.documents.enums import FileKind, SigningAuthority
from motcua.dossiers.actions.results import (
    Proposal,
    approve,
    issue,
    propose,
    reopen,
    return_result,
    sign,
)
from motcua.dossiers.enums import ResultKind, ReturnWay, Verb
from motcua.dossiers.queries.results import find_latest_result, suggested_number, suggested_symbol
from motcua.dossiers.queries.ways import next_steps
from motcua.dossiers.rules.results import LONGEST_TEXT, LONGEST_TITLE
from motcua.kernel.clock import local_day
from motcua.web.desk.dossier_acts.acting import ActForm, ActPage, Scene
from motcua.web.desk.dossier_acts.confirming import ConfirmField, require_confirmed
from motcua.web.desk.dossier_acts.keeping import keep_chosen
from motcua.web.desk.fields import LinesField, WordsField
from motcua.web.fields import OneFileField
from motcua.web.waiting_files import HoldsFiles
from motcua.workflow.enums import Act as StepAct

_DRAFTS = replace(installation_rules(), kinds=frozenset({FileKind.PDF}))


class ResultForm(ActForm):
    """A form beside which the result at hand is shown."""

    has_preview = True
    shows_result = True

    def __init__(self, scene: Scene) -> None:
        self.result = find_latest_result(scene.dossier)
        super().__init__(scene)


class ProposeForm(HoldsFiles, ActForm):
    """The result in words, or as a draft that was written elsewhere."""

    act = StepAct.PROPOSE

    kind = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[(one.value, one.label) for one in ResultKind],
        widget=forms.RadioSelect,
        initial=ResultKind.GRANTED.value,
    )
    title = WordsField(
        label=_("Trích yếu"),
        max_length=LONGEST_TITLE,
        help_text=_("Một câu nói kết quả cho ai, về việc gì. In ngay dưới tên văn bản."),
    )
    text = LinesField(
        label=_("Nội dung"),
        rows=9,
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Mỗi dòng là một đoạn. Để trống nếu đính kèm dự thảo đã soạn sẵn."),
    )
    reasons = LinesField(
        label=_("Lý do không đồng ý"),
        rows=4,
        max_length=4000,
        required=False,
        help_text=_("Bắt buộc khi không đồng ý giải quyết."),
    )
    legal_basis = WordsField(label=_("Căn cứ pháp lý của việc không đồng ý"), max_length=1000, required=False)
    draft = OneFileField(
        label=_("Dự thảo (PDF)"),
        required=False,
        accept=".pdf",
        accepts=_DRAFTS,
        help_text=_("Dự thảo được ký và in đúng như tệp này; phần nội dung ở trên chỉ để người duyệt đọc."),
    )

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        ways = next_steps(scene.dossier, self.act)
        if len(ways) > 1:
            choices = [(way.key, way.label) for way in ways]
            self.fields["to"] = forms.ChoiceField(
                label=_("Trình tới bước"), choices=choices, widget=forms.RadioSelect
            )
        if (before := find_latest_result(scene.dossier)) is not None:
            self.shows_result = True
            self._begin_with(before)

    def _begin_with(self, before: Any) -> None:
        """What was sent back, or is to be mended, is not typed again."""
        reasons, _sep, basis = before.reasons.partition("\nCăn cứ: ")
        for name, value in (
            ("kind", before.kind),
            ("title", before.title),
            ("text", before.text),
            ("reasons", reasons),
            ("legal_basis", basis),
        ):
            self.fields[name].initial = value

    def proposal(self, draft_id: UUID | None) -> Proposal:
        """What is proposed, with the draft that was kept. Ask only a valid form."""
        said = self.cleaned_data
        return Proposal(
            kind=ResultKind(said["kind"]),
            title=said["title"],
            text=said["text"],
            reasons=said["reasons"],
            legal_basis=said["legal_basis"],
            draft_id=draft_id,
        )


class LookForm(ProposeForm):
    """The same, for a look at the paper: nothing is kept."""

    def hold_files(self) -> None:
        """The page with the form stays open beside the look."""


class ApproveForm(ResultForm):
    note = LinesField(label=_("Ghi chú cho người ký"), rows=3, max_length=2000, required=False)


class SignForm(ResultForm):
    """The paper was looked at, and the signer says once more who they are."""

    authority = forms.ChoiceField(
        label=_("Ký với tư cách"),
        choices=[
            (one.value, _("Thẩm quyền của mình") if one is SigningAuthority.OWN else one.label)
            for one in SigningAuthority
        ],
    )
    head_title = WordsField(
        label=_("Ký thay chức vụ nào"),
        max_length=120,
        required=False,
        help_text=_("Ví dụ “Giám đốc” khi Phó Giám đốc ký KT. Để trống khi ký bằng thẩm quyền của mình."),
    )
    is_read = forms.BooleanField(
        label=_("Tôi đã xem văn bản và đồng ý ký"),
        error_messages={"required": _("Mở bản xem trước rồi đánh dấu là đã xem.")},
    )
    confirm = ConfirmField()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or "confirm" not in data:
            return data
        desk = self.scene.desk
        try:
            require_confirmed(desk.person, data["confirm"], at=desk.at)
        except ValidationError as wrong:
            self.add_error("confirm", wrong)
        return data


class IssueForm(ResultForm):
    number = forms.IntegerField(
        label=_("Số"), min_value=1, max_value=999_999, help_text=_("Số tiếp theo trong sổ của năm nay.")
    )
    symbol = WordsField(
        label=_("Ký hiệu"), max_length=40, help_text=_("Ví dụ QĐ-SGDĐT; công văn ghi SGDĐT-QLCL.")
    )

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        agency = scene.dossier.competent_id
        self.fields["number"].initial = suggested_number(agency, local_day(scene.desk.at))
        self.fields["symbol"].initial = suggested_symbol(agency)


class ReturnForm(HoldsFiles, ActForm):
    """To whom the result goes, and by what that is shown."""

    shows_result = True
    has_preview = False

    way = forms.ChoiceField(
        label=_("Trả bằng cách nào"),
        choices=[(one.value, one.label) for one in ReturnWay if one is not ReturnWay.ONLINE],
        widget=forms.RadioSelect,
    )
    taken_by = WordsField(label=_("Người nhận"), max_length=250)
    proof = WordsField(
        label=_("Giấy tờ đã xem, hoặc số hiệu bưu gửi"),
        max_length=300,
        help_text=_("Ví dụ: căn cước số …, giấy ủy quyền ngày …; gửi bưu chính thì ghi số hiệu bưu gửi."),
    )
    file = OneFileField(label=_("Ảnh hoặc bản quét có chữ ký người nhận"), required=False)

    def __init__(self, scene: Scene) -> None:
        self.result = find_latest_result(scene.dossier)
        super().__init__(scene)
        wanted = scene.dossier.return_way
        self.fields["way"].initial = ReturnWay.DESK if wanted == ReturnWay.ONLINE else wanted
        self.fields["taken_by"].initial = scene.dossier.applicant_name


class ReopenForm(ResultForm):
    reason = LinesField(
        label=_("Kết quả sai ở đâu, vì sao phải sửa"),
        rows=4,
        max_length=2000,
        help_text=_("Người nộp được báo lý do này. Bản đã phát hành còn hiệu lực đến khi có bản thay thế."),
    )


@transaction.atomic
def _propose(scene: Scene, form: ProposeForm) -> object:
    proposal = form.proposal(keep_chosen(scene, form, "draft"))
    return propose(**scene.common, proposal=proposal, to=form.cleaned_data.get("to", ""))


def _sign(scene: Scene, form: SignForm) -> object:
    said = form.cleaned_data
    return sign(**scene.common, authority=SigningAuthority(said["authority"]), head_title=said["head_title"])


@transaction.atomic
def _return(scene: Scene, form: ReturnForm) -> object:
    said = form.cleaned_data
    return return_result(
        **scene.common,
        way=ReturnWay(said["way"]),
        taken_by=said["taken_by"],
        proof=said["proof"],
        file_id=keep_chosen(scene, form, "file"),
    )


PAGES = (
    ActPage(
        Verb.PROPOSE,
        _propose,
        form=ProposeForm,
        template="desk/dossier_results/propose.html",
        save=_("Trình"),
        done=_("Đã trình kết quả của hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.APPROVE,
        lambda scene, form: approve(**scene.common, note=form.cleaned_data["note"]),
        form=ApproveForm,
        template="desk/dossier_results/judge.html",
        title=_("Duyệt kết quả"),
        save=_("Duyệt"),
        done=_("Đã duyệt kết quả của hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.SIGN,
        _sign,
        form=SignForm,
        template="desk/dossier_results/judge.html",
        title=_("Ký kết quả"),
        save=_("Ký"),
        done=_("Đã ký kết quả của hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.ISSUE,
        lambda scene, form: issue(
            **scene.common, number=form.cleaned_data["number"], symbol=form.cleaned_data["symbol"]
        ),
        form=IssueForm,
        template="desk/dossier_results/judge.html",
        save=_("Vào sổ và ban hành"),
        done=_("Đã ban hành kết quả của hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.RETURN_RESULT,
        _return,
        form=ReturnForm,
        template="desk/dossier_results/judge.html",
        save=_("Trả kết quả"),
        done=_("Đã trả kết quả của hồ sơ %(code)s."),
    ),
    ActPage(
        Verb.REOPEN,
        lambda scene, form: reopen(**scene.common, reason=form.cleaned_data["reason"]),
        form=ReopenForm,
        template="desk/dossier_results/judge.html",
        save=_("Mở lại để sửa"),
        done=_("Đã mở lại hồ sơ %(code)s để sửa kết quả."),
        is_danger=True,
    ),
)
