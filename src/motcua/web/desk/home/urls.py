from django.urls import path

from motcua.web.desk.home import views

urlpatterns = [path("", views.home, name="home")]
