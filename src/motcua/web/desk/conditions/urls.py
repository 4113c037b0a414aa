from django.urls import path

from motcua.web.desk.conditions import acts, balance, sheets, views

app_name = "conditions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("ket-qua/", balance.page, name="balance"),
    path("ket-qua/ket-qua.xlsx", balance.workbook, name="balance_workbook"),
    path("moi/", acts.enter, name="enter"),
    path("dieu-kien.xlsx", sheets.workbook, name="workbook"),
    path("nhap/", sheets.bring, name="bring"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/noi-dung/", acts.reword, name="reword"),
    path("<uuid:pk>/tinh-trang/", acts.mark, name="mark"),
]
