from django.urls import path

from motcua.web.desk.people import accounts, roles, views

app_name = "people"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.add, name="add"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/sua/", views.change, name="change"),
    path("<uuid:pk>/chuc-danh/", roles.appoint_person, name="appoint"),
    path("<uuid:pk>/chuc-danh/<int:position>/ket-thuc/", roles.end, name="end_position"),
    path("<uuid:pk>/vai-tro/", roles.grant, name="grant"),
    path("<uuid:pk>/vai-tro/<int:holding>/thu-hoi/", roles.revoke, name="revoke"),
    path("<uuid:pk>/mat-khau/", accounts.new_password, name="password"),
    path("<uuid:pk>/mo-khoa/", accounts.open_lock, name="unlock"),
    path("<uuid:pk>/ngung-dung/", accounts.deactivate, name="deactivate"),
    path("<uuid:pk>/dung-lai/", accounts.reactivate, name="reactivate"),
    path("<uuid:pk>/bo-hai-lop/", accounts.drop_second_factor, name="drop_second_factor"),
]
