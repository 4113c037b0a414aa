from django.urls import path

from motcua.web.desk.page_reports import views

app_name = "page_reports"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:pk>/", views.settle, name="settle"),
]
