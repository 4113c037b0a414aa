from django.urls import path

from motcua.web.desk.dossier_settings import views

app_name = "dossier_settings"
urlpatterns = [
    path("", views.page, name="page"),
    path("cong-nop/", views.set_door, name="door"),
    path("gio-chot/", views.set_late_receipt, name="late_receipt"),
    path("mau-ma/", views.set_pattern, name="pattern"),
]
