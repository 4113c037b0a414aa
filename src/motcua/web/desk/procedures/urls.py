from django.urls import path

from motcua.web.desk.procedures import views

app_name = "procedures"
urlpatterns = [
    path("", views.listing, name="list"),
    path("danh-muc.xlsx", views.export, name="export"),
    path("<uuid:pk>/", views.page, name="page"),
]
