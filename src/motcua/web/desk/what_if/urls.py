from django.urls import path

from motcua.web.desk.what_if import acts, carrying, comparing, views

app_name = "what_if"
urlpatterns = [
    path("", views.listing, name="list"),
    path("phuong-an/<uuid:pk>/bo/", acts.withdraw, name="withdraw"),
    path("phuong-an/<uuid:pk>/sua/", acts.change, name="change"),
    path("phuong-an/<uuid:pk>/dua-vao/", carrying.carry, name="carry"),
    path("<uuid:procedure>/", views.page, name="page"),
    path("<uuid:procedure>/luu/", acts.keep, name="keep"),
    path("<uuid:procedure>/so-sanh/", comparing.compare, name="compare"),
    path("<uuid:procedure>/nho-nhat/", views.smallest_set, name="smallest"),
]
