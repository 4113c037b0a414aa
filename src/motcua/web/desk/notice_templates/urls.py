from django.urls import path

from motcua.web.desk.notice_templates import views

app_name = "notice_templates"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:event>/<slug:audience>/<slug:channel>/", views.change, name="change"),
    path("<slug:event>/<slug:audience>/<slug:channel>/ngung/", views.end, name="end"),
]
