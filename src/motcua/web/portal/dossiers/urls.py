from django.urls import path

from motcua.web.portal.dossiers import lodging, views

# Part of the portal's addresses, without a namespace of its own.
urlpatterns = [
    path("", views.listing, name="my_dossiers"),
    path("nop/<code:code>/", lodging.start, name="lodge"),
    path("nhap/<uuid:pk>/nguoi-nop/", lodging.people, name="draft_people"),
    path("nhap/<uuid:pk>/noi-dung/", lodging.form, name="draft_form"),
    path("nhap/<uuid:pk>/bieu-mau-moi/", lodging.new_form, name="draft_new_form"),
    path("nhap/<uuid:pk>/giay-to/", lodging.papers, name="draft_papers"),
    path("nhap/<uuid:pk>/giay-to/<uuid:file>/", lodging.file, name="draft_file"),
    path("nhap/<uuid:pk>/giay-to/<uuid:file>/bo/", lodging.drop_file, name="draft_drop_file"),
    path("nhap/<uuid:pk>/xem-lai/", lodging.review, name="draft_review"),
    path("nhap/<uuid:pk>/xoa/", lodging.drop, name="draft_drop"),
    path("<dossier:code>/", views.page, name="dossier"),
    path("<dossier:code>/nop-phi/", views.pay, name="dossier_pay"),
    path("<dossier:code>/danh-gia/", views.rate, name="dossier_rate"),
    path("<dossier:code>/bo-sung/", views.supplement, name="dossier_supplement"),
    path("<dossier:code>/rut/", views.withdraw_page, name="dossier_withdraw"),
    path("<dossier:code>/nhan-tin/", views.send_message, name="dossier_message"),
    path("<dossier:code>/giay-to/<uuid:pk>/", views.file, name="dossier_file"),
    path("<dossier:code>/giay-da-cap/<uuid:pk>/", views.paper, name="dossier_paper"),
    path("<dossier:code>/ket-qua/", views.result, name="dossier_result"),
]
