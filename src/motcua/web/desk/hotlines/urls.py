from django.urls import path

from motcua.web.desk.hotlines import calls, views

app_name = "hotlines"
urlpatterns = [
    path("", views.listing, name="list"),
    path("so/", views.numbers, name="numbers"),
    path("so/moi/", views.publish, name="publish"),
    path("so/<uuid:pk>/ngung/", views.end, name="end"),
    path("ghi/", calls.enter, name="enter"),
    path("<uuid:pk>/", calls.page, name="page"),
    path("<uuid:pk>/noi-ve-ai/", calls.about, name="about"),
    path("<uuid:pk>/phan-anh/", calls.make_feedback, name="feedback"),
    path("<uuid:pk>/da-tra-loi/", calls.settle, name="settle"),
]
