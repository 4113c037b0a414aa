from django.urls import path

from motcua.web.desk.figures import costs, index, one, rows

app_name = "figures"
urlpatterns = [
    path("", index.page, name="list"),
    path("<slug:code>/", one.page, name="measure"),
    path("<slug:code>/tung-thu-tuc/", costs.page, name="costs"),
    path("<slug:code>/ho-so/", rows.page, name="rows"),
    path("<slug:code>/ho-so/danh-sach.xlsx", rows.workbook, name="workbook"),
]
