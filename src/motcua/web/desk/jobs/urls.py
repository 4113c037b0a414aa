from django.urls import path

from motcua.web.desk.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/tep/", views.file, name="file"),
]
