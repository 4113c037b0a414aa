from django.urls import path

from motcua.web.desk.commitments import acts, papers, units, views

app_name = "commitments"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", acts.start, name="start"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/nguoi-ky/", views.signers, name="signers"),
    path("<uuid:pk>/danh-sach.xlsx", views.workbook, name="workbook"),
    path("<uuid:pk>/sua/", acts.change, name="change"),
    path("<uuid:pk>/them-don-vi/", acts.add_units, name="add_units"),
    path("<uuid:pk>/nhac/", acts.urge, name="urge"),
    path("<uuid:pk>/ket-thuc/", acts.close, name="close"),
    path("<uuid:pk>/don-vi/<uuid:unit_pk>/", units.page, name="unit"),
    path("<uuid:pk>/don-vi/<uuid:unit_pk>/nhap/", units.enter, name="enter"),
    path("<uuid:pk>/don-vi/<uuid:unit_pk>/bao-cao/", units.report, name="report"),
    path("<uuid:pk>/don-vi/<uuid:unit_pk>/mo-lai/", units.reopen, name="reopen"),
    path("<uuid:pk>/don-vi/<uuid:unit_pk>/bo/", acts.remove_unit, name="remove_unit"),
    path("<uuid:pk>/don-vi/<uuid:unit_pk>/tep/", units.file, name="unit_file"),
    path("ban/<uuid:pk>/bo/", papers.remove, name="remove"),
    path("ban/<uuid:pk>/thu-truong/", papers.head, name="head"),
    path("ban/<uuid:pk>/kem-tep/", papers.scan, name="scan"),
    path("ban/<uuid:pk>/tep/", papers.file, name="file"),
]
