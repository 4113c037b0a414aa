from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from motcua.documents.actions.files import Brought
from motcua.organisations.models import Agency
from motcua.web.fields import PlainForm as PlainForm
from motcua.web.fields import choose as choose
from motcua.web.waiting_files import HoldsFiles


class WithFileForm(HoldsFiles, PlainForm):
    """A form with which a file may come."""

    def brought(self, name: str = "file") -> Brought | None:
        """The file that came with the form, as the actions take it."""
        return next(iter(self.brought_in(name)), None)


class AgencyForm(PlainForm):
    """A form that asks whose the thing is, where the person keeps the work of several agencies."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Cơ quan"), empty_label=None)

    def __init__(self, *args: Any, agencies: QuerySet[Agency] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agencies is None or agencies.count() <= 1:
            del self.fields["agency"]
        else:
            choose(self, "agency", agencies)
