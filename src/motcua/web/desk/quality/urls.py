from django.urls import path

from motcua.web.desk.quality import views

app_name = "quality"
urlpatterns = [
    path("", views.listing, name="list"),
    path("chat-luong-danh-muc.xlsx", views.export, name="export"),
]
