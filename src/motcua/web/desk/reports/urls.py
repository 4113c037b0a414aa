from django.urls import path, re_path

from motcua.web.desk.reports import acts, checking, importing, papers, periods, views, writing

app_name = "reports"
urlpatterns = [
    path("", views.listing, name="list"),
    path("che-do/moi/", periods.new_regime, name="new_regime"),
    path("che-do/<uuid:pk>/ky-moi/", periods.new_period, name="new_period"),
    path("ky/<uuid:pk>/", periods.page, name="period"),
    path("ky/<uuid:pk>/lap/<uuid:agency_pk>/", acts.start, name="start"),
    path("ky/<uuid:pk>/nhap/", importing.choose, name="import"),
    path("ky/<uuid:pk>/nhap/<str:token>/<uuid:unit_pk>/<str:code>/", importing.check, name="import_check"),
    re_path(
        r"^ky/(?P<pk>[0-9a-f-]{36})/mau/(?P<code>[A-Za-z0-9.]{1,12})\.xlsx$",
        importing.template,
        name="template",
    ),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/loi/", writing.page, name="text"),
    path("<uuid:pk>/loi/sua/", writing.edit, name="edit"),
    path("<uuid:pk>/kiem-tra/", checking.page, name="checking"),
    path("<uuid:pk>/khac-biet/", checking.differences, name="differences"),
    path("<uuid:pk>/da-kiem-tra/", acts.check, name="check"),
    path("<uuid:pk>/soan-tiep/", acts.take_back, name="take_back"),
    path("<uuid:pk>/chot/", acts.close, name="close"),
    path("<uuid:pk>/ky/", acts.sign, name="sign"),
    path("<uuid:pk>/gui/", acts.send, name="send"),
    path("<uuid:pk>/mo-lai/", acts.reopen, name="reopen"),
    re_path(
        r"^(?P<pk>[0-9a-f-]{36})/ban-(?P<number>[0-9]{1,4})\.(?P<form>docx|pdf|xlsx)$",
        papers.paper,
        name="paper",
    ),
]
