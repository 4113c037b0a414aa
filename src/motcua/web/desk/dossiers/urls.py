from django.urls import path, register_converter
from django.urls.converters import StringConverter

from motcua.web.desk.dossiers import board, files, inbox, page, readings, searching


class DossierCode(StringConverter):
    """A dossier code in an address: unlike the names of pages, it has a digit."""

    regex = r"(?=[^/]*\d)[\w.\-]{3,60}"


register_converter(DossierCode, "dossier_code")

app_name = "dossiers"
urlpatterns = [
    path("", inbox.listing, name="list"),
    path("tim/", searching.find, name="find"),
    path("bang-dieu-hanh/", board.page, name="board"),
    path("nguoi-da-xem/", readings.listing, name="readings"),
    path("bo-loc/luu/", inbox.save, name="save_filter"),
    path("bo-loc/<int:pk>/bo/", inbox.remove, name="remove_filter"),
    path("<dossier_code:code>/", page.page, name="page"),
    path("<dossier_code:code>/nguoi-da-xem/", readings.of_one, name="readings_of"),
    path("<dossier_code:code>/tep/<uuid:pk>/", files.show, name="file"),
]
