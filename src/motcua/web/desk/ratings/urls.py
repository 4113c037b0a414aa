from django.urls import path

from motcua.web.desk.ratings import doubtful, kiosks, summaries, views

app_name = "ratings"
urlpatterns = [
    path("", views.page, name="page"),
    path("y-kien/", views.comments, name="comments"),
    path("can-xem/", doubtful.listing, name="doubtful"),
    path("can-xem/<int:flag>/", doubtful.review, name="review"),
    path("can-xem/<int:flag>/ho-so/", doubtful.reveal, name="reveal"),
    path("may-tai-quay/", kiosks.listing, name="kiosks"),
    path("may-tai-quay/them/", kiosks.register, name="register"),
    path("may-tai-quay/<uuid:pk>/ghep-lai/", kiosks.pair_again, name="pair_again"),
    path("may-tai-quay/<uuid:pk>/ngung/", kiosks.end, name="end"),
    path("cong-khai/", summaries.listing, name="summaries"),
    path("cong-khai/them/", summaries.publish, name="publish"),
    path("phieu/<str:code>/", views.slip, name="slip"),
]
