from django.urls import path

from motcua.web.desk.intake import lodged, views

app_name = "intake"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<uuid:pk>/", views.take, name="take"),
    path("ho-so/<path:code>/", lodged.receive_lodged, name="receive"),
]
