from django.urls import path

from motcua.web.desk.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("mau-nhap.xlsx", views.template, name="template"),
    path("toan-bo-danh-muc.xlsx", views.everything, name="everything"),
    path("<str:token>/", views.preview, name="preview"),
    path("<str:token>/dua-vao-quyet-dinh/", views.propose, name="propose"),
    path("<str:token>/nhap-thang/", views.apply, name="apply"),
]
