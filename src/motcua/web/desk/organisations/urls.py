from django.urls import path

from motcua.web.desk.organisations import powers, succeed, views

app_name = "organisations"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.found, name="found_root"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/them-truc-thuoc/", views.found, name="found"),
    path("<uuid:pk>/sua/", views.change, name="change"),
    path("<uuid:pk>/chuyen/", views.move, name="move"),
    path("<uuid:pk>/nhap-vao/", succeed.merge, name="merge"),
    path("<uuid:pk>/doi-ten/", succeed.rename, name="rename"),
    path("<uuid:pk>/chia-tach/", succeed.split, name="split"),
    path("<uuid:pk>/giai-the/", succeed.dissolve, name="dissolve"),
    path("<uuid:pk>/tham-quyen/", powers.grant, name="grant"),
    path("<uuid:pk>/tham-quyen/<int:power>/ket-thuc/", powers.end, name="end_power"),
]
