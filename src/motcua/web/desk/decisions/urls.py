from django.urls import path

from motcua.web.desk.decisions import items, moves, views

app_name = "decisions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.start, name="start"),
    path("dua-thu-tuc-vao/", items.put_here, name="put_here"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/sua/", views.change, name="change"),
    path("<uuid:pk>/thu-tuc/", items.choose, name="choose"),
    path("<uuid:pk>/thu-tuc/dua-vao/", items.put, name="put"),
    path("<uuid:pk>/thu-tuc/them-moi/", items.add, name="add"),
    path("<uuid:pk>/thu-tuc/<int:item>/bo/", items.remove, name="remove"),
    path("<uuid:pk>/gui-kiem-soat/", moves.send_to_check, name="send_to_check"),
    path("<uuid:pk>/tra-lai/", moves.send_back, name="send_back"),
    path("<uuid:pk>/trinh-ky/", moves.submit, name="submit"),
    path("<uuid:pk>/cong-bo/", moves.promulgate, name="promulgate"),
    path("<uuid:pk>/cong-khai/", moves.record_publication, name="record_publication"),
    path("<uuid:pk>/rut/", moves.withdraw, name="withdraw"),
]
