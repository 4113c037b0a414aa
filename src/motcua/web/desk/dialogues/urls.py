from django.urls import path, re_path

from motcua.web.desk.dialogues import conferences, promises, questions, views

app_name = "dialogues"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", conferences.start, name="start"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/sua/", conferences.change, name="change"),
    path("<uuid:pk>/thong-bao/", conferences.announce, name="announce"),
    path("<uuid:pk>/da-to-chuc/", conferences.hold, name="hold"),
    path("<uuid:pk>/ke-hoach/", conferences.count, name="count"),
    path("<uuid:pk>/ket-luan/", conferences.conclude, name="conclude"),
    path("<uuid:pk>/khong-to-chuc/", conferences.cancel, name="cancel"),
    re_path(r"^(?P<pk>[0-9a-f-]{36})/bien-ban\.(?P<form>docx|pdf)$", views.minutes, name="minutes"),
    path("<uuid:pk>/viec-da-hua/moi/", promises.add, name="add_promise"),
    path("<uuid:pk>/viec-da-hua/<uuid:promise_pk>/thoi/", promises.drop, name="drop_promise"),
    path("<uuid:pk>/cau-hoi/moi/", questions.enter, name="enter"),
    path("<uuid:pk>/phan-cong/", questions.sort, name="sort"),
    path("cau-hoi/<uuid:pk>/", questions.page, name="question"),
    path("cau-hoi/<uuid:pk>/phan-cong/", questions.assign, name="assign"),
    path("cau-hoi/<uuid:pk>/tra-loi/", questions.answer, name="answer"),
    path("cau-hoi/<uuid:pk>/duyet/", questions.approve, name="approve"),
    path("cau-hoi/<uuid:pk>/tra-lai/", questions.send_back, name="send_back"),
    path("cau-hoi/<uuid:pk>/cong-khai/", questions.publish, name="publish"),
    path("cau-hoi/<uuid:pk>/noi-ve-ai/", questions.about, name="about"),
    path("cau-hoi/<uuid:pk>/de-ngoai/", questions.set_aside, name="set_aside"),
    path("cau-hoi/<uuid:pk>/dua-lai/", questions.take_up, name="take_up"),
]
