from django.urls import path, register_converter
from django.urls.converters import StringConverter

from motcua.web.desk.review_findings import acts, graphs, thresholds, views


class FindingKey(StringConverter):
    """The short name of a finding."""

    regex = r"[0-9a-f]{16}"


register_converter(FindingKey, "finding_key")

app_name = "review_findings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("nguong/", thresholds.page, name="thresholds"),
    path("giay-to-tu-ket-qua/", graphs.page, name="graph"),
    path("<slug:clue>/<finding_key:key>/", views.page, name="page"),
    path("<slug:clue>/<finding_key:key>/bo-qua/", acts.dismiss, name="dismiss"),
    path("<slug:clue>/<finding_key:key>/xem-lai/", acts.reopen, name="reopen"),
]
