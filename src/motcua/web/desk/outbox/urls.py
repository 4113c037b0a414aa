from django.urls import path

from motcua.web.desk.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:pk>/gui-lai/", views.again, name="again"),
]
