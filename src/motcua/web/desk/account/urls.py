from django.urls import path

from motcua.web.desk.account import views

app_name = "account"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("dang-xuat-noi-khac/", views.end_others, name="end_others"),
]
