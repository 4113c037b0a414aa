from django.urls import path

from motcua.web.desk.what_if import acts, views

app_name = "what_if"
urlpatterns = [
    path("", views.listing, name="list"),
    path("phuong-an/<uuid:pk>/bo/", acts.withdraw, name="withdraw"),
    path("<uuid:procedure>/", views.page, name="page"),
    path("<uuid:procedure>/luu/", acts.keep, name="keep"),
    path("<uuid:procedure>/nho-nhat/", views.smallest_set, name="smallest"),
]
