"""A file chosen in an act's form: kept as soon as it is sent, so that a refusal elsewhere in the form loses nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.documents.actions.files import installation_rules, keep_file
from motcua.documents.enums import FileKind
from motcua.documents.models import StoredFile
from motcua.documents.rules.uploads.judging import FileRules
from motcua.kernel.refusals import Refused
from motcua.web.desk.dossier_acts.acting import ActForm, Scene


class KeepingForm(ActForm):
    """An act with one file, in the field `file_field`. What was kept travels in the page, signed: nobody names the
    files of others. A file chosen anew takes its place; a tick leaves it out."""

    file_field = "file"
    #: Kinds of files that are taken; None for those of the installation.
    kinds: frozenset[FileKind] | None = None
    #: Whether what is sent is kept; a look at how the paper would be keeps nothing.
    keeps = True

    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    drops = forms.BooleanField(label=_("Không dùng tệp đã giữ"), required=False)

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.kept_id: UUID | None = None
        self.kept_name = self._problem = ""
        if self.is_bound and self.keeps:
            self._problem = self._keep()
        if not self.kept_name:
            del self.fields["drops"]
        own = [name for name in self.fields if name not in {"kept", "drops"}]
        place = own.index(self.file_field) + 1
        self.order_fields([*own[:place], "drops", *own[place:], "kept"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self._problem and self.file_field not in self.errors:
            self.add_error(self.file_field, self._problem)
        return data

    def file_id(self) -> UUID | None:
        """The kept file of the act, None for none. Ask only a valid form."""
        return None if self.cleaned_data.get("drops") else self.kept_id

    def _keep(self) -> str:
        """Keep what was chosen, or find what was kept before; what is wrong with the chosen file, "" for nothing."""
        chosen: Any = self.files.get(self.file_field)
        by, at = self.scene.desk.person.actor, self.scene.desk.at
        self._hold(self._kept_before())
        if chosen is None:
            return ""
        rules = FileRules(kinds=self.kinds, largest=installation_rules().largest) if self.kinds else None
        try:
            self._hold(keep_file(data=chosen.file, name=chosen.name, by=by, at=at, accepts=rules))
        except Refused as refused:
            return refused.message
        return ""

    def _kept_before(self) -> StoredFile | None:
        """What this person's page carries for this act."""
        try:
            said = signing.loads(str(self.data.get("kept", "")), salt=self._salt)
        except signing.BadSignature:
            return None
        return StoredFile.objects.filter(pk=said).first()

    @property
    def _salt(self) -> str:
        return f"motcua.acts.{self.scene.dossier.pk}.{self.scene.verb.value}.{self.scene.desk.person.pk}"

    def _hold(self, stored: StoredFile | None) -> None:
        if stored is None:
            return
        self.kept_id, self.kept_name = stored.pk, stored.name
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # what was posted, never a plain mapping
        data["kept"] = signing.dumps(str(stored.pk), salt=self._salt)
        self.data = data
        self.fields[self.file_field].help_text = (
            _t("Đã giữ tệp “%s”. Chọn tệp khác nếu muốn thay.") % stored.name
        )
