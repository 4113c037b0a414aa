from django.urls import path

from motcua.web.desk.yearly import views

app_name = "yearly"
urlpatterns = [
    path("", views.page, name="page"),
    path("so-lieu.xlsx", views.workbook, name="workbook"),
]
