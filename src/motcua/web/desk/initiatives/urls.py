from django.urls import path

from motcua.web.desk.initiatives import acts, calls, scoring, views

app_name = "initiatives"
urlpatterns = [
    path("", views.listing, name="list"),
    path("danh-sach.xlsx", views.workbook, name="workbook"),
    path("dot-moi/", calls.start, name="start"),
    path("<uuid:pk>/", calls.page, name="call"),
    path("<uuid:pk>/sua/", calls.change, name="change_call"),
    path("<uuid:pk>/hoi-dong/", calls.council, name="council"),
    path("<uuid:pk>/dua-ra-cham/", calls.begin, name="begin"),
    path("<uuid:pk>/ket-thuc-cham/", calls.close, name="close"),
    path("<uuid:pk>/bang-diem.xlsx", scoring.sheet, name="sheet"),
    path("<uuid:pk>/dang-ky/", acts.register, name="register"),
    path("sang-kien/<uuid:pk>/", views.page, name="page"),
    path("sang-kien/<uuid:pk>/sua/", acts.change, name="change"),
    path("sang-kien/<uuid:pk>/rut/", acts.withdraw, name="withdraw"),
    path("sang-kien/<uuid:pk>/tep/", views.file, name="file"),
    path("sang-kien/<uuid:pk>/cham/", scoring.score, name="score"),
    path("sang-kien/<uuid:pk>/quyet-dinh/", scoring.decide, name="decide"),
    path("sang-kien/<uuid:pk>/khen-thuong/", scoring.reward, name="reward"),
]
