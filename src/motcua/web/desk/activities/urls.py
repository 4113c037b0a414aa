from django.urls import path

from motcua.web.desk.activities import acts, views

app_name = "activities"
urlpatterns = [
    path("", views.listing, name="list"),
    path("danh-sach.xlsx", views.workbook, name="workbook"),
    path("moi/", acts.start, name="start"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/sua/", acts.change, name="change"),
    path("<uuid:pk>/da-lam/", acts.hold, name="hold"),
    path("<uuid:pk>/so-lieu/", acts.count, name="count"),
    path("<uuid:pk>/khong-lam/", acts.cancel, name="cancel"),
    path("<uuid:pk>/kem-tep/", acts.files, name="files"),
    path("<uuid:pk>/tep/<uuid:file_pk>/", views.file, name="file"),
]
