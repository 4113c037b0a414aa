from django.urls import path

from motcua.web.desk.procedures import online, views

app_name = "procedures"
urlpatterns = [
    path("", views.listing, name="list"),
    path("danh-muc.xlsx", views.export, name="export"),
    path("toan-bo/", views.export_all, name="export_all"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/truc-tuyen/", online.set_level, name="online"),
]
