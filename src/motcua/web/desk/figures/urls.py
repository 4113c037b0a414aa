from django.urls import path

from motcua.web.desk.figures import index, one, rows

app_name = "figures"
urlpatterns = [
    path("", index.page, name="list"),
    path("<slug:code>/", one.page, name="measure"),
    path("<slug:code>/ho-so/", rows.page, name="rows"),
    path("<slug:code>/ho-so/danh-sach.xlsx", rows.workbook, name="workbook"),
]
