from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from motcua.feedback.rules.ratings.contents import RatingForm
from motcua.web.fields import LinesField

FACES = [
    (5, _("Rất hài lòng")),
    (4, _("Hài lòng")),
    (3, _("Bình thường")),
    (2, _("Không hài lòng")),
    (1, _("Rất không hài lòng")),
]
_CONTENT = "content-"


class RateForm(forms.Form):
    """One face, the contents of the questionnaire, words of one's own; all but the face are voluntary."""

    score = forms.TypedChoiceField(
        label=_("Anh/chị hài lòng đến đâu?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=FACES,
        error_messages={"required": _("Chọn một mức hài lòng.")},
    )
    comment = LinesField(
        rows=3,
        label=_("Điều anh/chị muốn nói thêm"),
        help_text=_("Không cần ghi tên, số điện thoại hay mã hồ sơ: người đọc không cần biết ai viết."),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, asked: RatingForm, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for content in asked.contents:
            self.fields[_CONTENT + content.code] = forms.ChoiceField(
                label=content.question,
                required=False,
                widget=forms.RadioSelect,
                choices=[(choice.code, choice.label) for choice in content.choices],
            )

    @property
    def contents(self) -> list[BoundField]:
        """The questions of the contents, in their order."""
        return [self[name] for name in self.fields if name.startswith(_CONTENT)]

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, by content."""
        return {
            name.removeprefix(_CONTENT): said
            for name, said in self.cleaned_data.items()
            if name.startswith(_CONTENT) and said
        }
