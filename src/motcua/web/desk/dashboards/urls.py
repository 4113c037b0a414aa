from django.urls import path

from motcua.web.desk.dashboards import lists, views

app_name = "dashboards"
urlpatterns = [
    path("", views.page, name="page"),
    path("ho-so/", lists.page, name="group"),
    path("ho-so/danh-sach.xlsx", lists.workbook, name="group_workbook"),
]
