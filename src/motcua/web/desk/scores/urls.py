from django.urls import path

from motcua.web.desk.scores import evaluation, maxima, service_index

app_name = "scores"
urlpatterns = [
    path("chi-so-766/", service_index.page, name="service_index"),
    path("chi-so-766/diem-toi-da/", maxima.page, name="maxima"),
    path("chi-so-766/diem-toi-da/dat/", maxima.enter, name="enter"),
    path("danh-gia-61/", evaluation.page, name="evaluation"),
]
