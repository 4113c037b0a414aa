from django.urls import path

from motcua.web.desk.dossier_acts import handing_over, views

app_name = "dossier_acts"
urlpatterns = [
    path("ban-giao/", handing_over.hand_over, name="hand_over"),
    path("<str:code>/viec/<slug:verb>/", views.act, name="act"),
]
