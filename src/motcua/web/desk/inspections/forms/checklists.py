"""A check-list and its items."""

from django.utils.translation import gettext_lazy

from motcua.plans.actions.inspections.checklists import ItemEntry
from motcua.web.desk.drafts.rows import RowForm, row_set
from motcua.web.desk.fields import LinesField, WordsField
from motcua.web.fields import PlainForm


class TitleForm(PlainForm):
    title = WordsField(max_length=300, label=gettext_lazy("Tên danh mục kiểm tra"))


class ItemForm(RowForm):
    """One item of a check-list."""

    group = WordsField(required=False, max_length=200, label=gettext_lazy("Nhóm"))
    question = LinesField(rows=2, label=gettext_lazy("Kiểm tra điều gì"))
    basis = WordsField(required=False, max_length=300, label=gettext_lazy("Căn cứ"))
    how = LinesField(rows=2, required=False, label=gettext_lazy("Xem ở đâu, hỏi ai"))

    def entry(self) -> ItemEntry:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return ItemEntry(said["question"], said["group"], said["basis"], said["how"])


ItemRows = row_set(ItemForm)
