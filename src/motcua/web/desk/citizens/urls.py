from django.urls import path

from motcua.web.desk.citizens import views

app_name = "citizens"
urlpatterns = [
    path("", views.find, name="find"),
    path("<uuid:pk>/xac-minh/", views.verify, name="verify"),
    path("<uuid:pk>/mat-khau-moi/", views.password, name="password"),
    path("<uuid:pk>/ten-dang-nhap/", views.sign_in_name, name="sign_in_name"),
]
