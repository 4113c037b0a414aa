"""Files of a dossier, sent to who may see the dossier."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from motcua.dossiers.actions.reading import note_reading
from motcua.dossiers.queries.whole import find_file
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dossiers.inbox import READERS
from motcua.web.desk.dossiers.page import get_dossier
from motcua.web.served_files import serve


@xframe_options_sameorigin
@desk_view(*READERS)
@require_GET
def show(request: DeskRequest, code: str, pk: UUID) -> HttpResponseBase:
    """A file of the dossier, shown in the browser or, with ?tai, saved. The look is noted, as on the page."""
    desk = request.desk
    dossier = get_dossier(desk, code)
    stored = find_file(dossier, pk)
    if stored is None:
        raise Refused(
            "file-not-found", _("Tệp này không thuộc hồ sơ. Tải lại trang hồ sơ để xem các tệp hiện có.")
        )
    note_reading(person=desk.person, dossier=dossier, what=_("Mở tệp: %s") % stored.name, at=desk.at)
    return serve(stored, inline="tai" not in request.GET)
