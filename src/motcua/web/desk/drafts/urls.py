from django.urls import path

from motcua.web.desk.drafts import views

app_name = "drafts"
urlpatterns = [
    path("<uuid:pk>/", views.edit, name="edit"),
]
