"""Words to the applicant, and notes among staff."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.talking import LONGEST_MESSAGE, write_message
from motcua.dossiers.enums import Audience, Verb
from motcua.web.desk.dossier_acts.acting import ActForm, ActPage, Scene
from motcua.web.desk.fields import LinesField


class MessageForm(ActForm):
    audience = forms.ChoiceField(
        label=_("Gửi cho"),
        choices=[
            (Audience.APPLICANT.value, _("Người nộp")),
            (Audience.STAFF.value, _("Chỉ cán bộ xem (ghi chú nội bộ)")),
        ],
        initial=Audience.APPLICANT.value,
        widget=forms.RadioSelect,
    )
    text = LinesField(label=_("Nội dung"), rows=6, max_length=LONGEST_MESSAGE)


def _write(scene: Scene, form: MessageForm) -> object:
    data = form.cleaned_data
    return write_message(**scene.common, text=data["text"], audience=Audience(data["audience"]))


PAGES = (
    ActPage(
        Verb.WRITE_MESSAGE,
        _write,
        form=MessageForm,
        save=_("Gửi"),
        done=_("Đã gửi lời nhắn về hồ sơ %(code)s."),
    ),
)
