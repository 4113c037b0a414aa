from django.urls import path

from motcua.web.desk.processes import editing, files, publishing, views

app_name = "processes"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", editing.start, name="start"),
    path("nhap/", files.bring, name="import"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/thoi-ap-dung/", publishing.retire, name="retire"),
    path("phien-ban/<uuid:pk>/", views.version, name="version"),
    path("phien-ban/<uuid:pk>/khac/<uuid:other>/", views.compare, name="compare"),
    path("phien-ban/<uuid:pk>/sua/", editing.edit, name="edit"),
    path("phien-ban/<uuid:pk>/soan-moi/", editing.copy, name="copy"),
    path("phien-ban/<uuid:pk>/bo/", editing.drop, name="drop"),
    path("phien-ban/<uuid:pk>/ban-hanh/", publishing.publish, name="publish"),
    path("phien-ban/<uuid:pk>/quy-trinh.xlsx", files.workbook, name="workbook"),
    path("phien-ban/<uuid:pk>/quy-trinh.bpmn", files.bpmn, name="bpmn"),
]
