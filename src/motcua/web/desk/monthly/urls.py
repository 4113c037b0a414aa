from django.urls import path

from motcua.web.desk.monthly import views

app_name = "monthly"
urlpatterns = [
    path("", views.page, name="page"),
    path("thong-ke.xlsx", views.workbook, name="workbook"),
]
