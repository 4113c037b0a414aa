from django.urls import path

from motcua.web.desk.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("da-doc/", views.read, name="read"),
    path("cach-nhan/", views.preferences, name="preferences"),
    path("<uuid:pk>/", views.open_notice, name="open"),
]
