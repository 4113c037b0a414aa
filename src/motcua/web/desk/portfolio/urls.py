from django.urls import path

from motcua.web.desk.portfolio import business, business_file, forms, mergers, targets, views

app_name = "portfolio"
urlpatterns = [
    path("", views.page, name="page"),
    path("nho-nhat/", views.smallest_set, name="smallest"),
    path("muc-tieu/", forms.put, name="put_target"),
    path("muc-tieu/danh-sach/", targets.listing, name="targets"),
    path("gop/", mergers.page, name="mergers"),
    path("lien-quan-kinh-doanh/", business.page, name="business"),
    path("lien-quan-kinh-doanh/theo-ma/", business.by_codes, name="business_by_codes"),
    path("lien-quan-kinh-doanh/theo-tep/", business_file.preview, name="business_by_file"),
    path("lien-quan-kinh-doanh/<uuid:pk>/hoan-tac/", business.undo, name="undo_business"),
    path("muc-tieu/<uuid:pk>/ket-thuc/", forms.end, name="end_target"),
]
