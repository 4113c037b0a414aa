from django.urls import path

from motcua.web.desk.online_forms import editing, views

app_name = "online_forms"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.create, name="new"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/soan/", editing.edit, name="edit"),
    path("<uuid:pk>/nhap/", views.import_file, name="import"),
    path("<uuid:pk>/bo-du-thao/", views.discard, name="discard"),
    path("<uuid:pk>/ban-hanh/", views.publish, name="publish"),
    path("<uuid:pk>/ngung-dung/", views.retire, name="retire"),
    path("phien-ban/<uuid:pk>/xem-truoc/", views.preview, name="preview"),
    path("phien-ban/<uuid:pk>/tep.json", views.export, name="export"),
]
