from django.urls import path

from motcua.web.desk.plan_duties import acts, calendars, timelines, units, views

app_name = "plan_duties"
urlpatterns = [
    path("", views.listing, name="list"),
    path("bang/", views.board, name="board"),
    path("dong-thoi-gian/", timelines.page, name="timeline"),
    path("hop/", views.meeting, name="meeting"),
    path("don-vi/", units.page, name="units"),
    path("lich/", calendars.page, name="calendar"),
    path("lich/<str:secret>.ics", calendars.feed, name="feed"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/bao-cao/", acts.report, name="report"),
    path("<uuid:pk>/bao-xong/", acts.done, name="done"),
    path("<uuid:pk>/giao/", acts.assign, name="assign"),
    path("<uuid:pk>/xac-nhan/", acts.confirm, name="confirm"),
    path("<uuid:pk>/tra-lai/", acts.give_back, name="send_back"),
    path("<uuid:pk>/de-nghi/", acts.ask, name="ask"),
    path("<uuid:pk>/han/", acts.term, name="term"),
    path("<uuid:pk>/su-kien/", acts.event, name="event"),
    path("<uuid:pk>/tep/<uuid:file_pk>/", views.file, name="file"),
    path("de-nghi/<uuid:pk>/", acts.decide, name="decide"),
    path("de-nghi/<uuid:pk>/rut/", acts.withdraw, name="withdraw"),
]
