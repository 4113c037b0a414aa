from django.urls import path

from motcua.web.portal.dossiers import views
from motcua.web.portal.dossiers.lodging import content, papers, people, reviewing, starting

# Part of the portal's addresses, without a namespace of its own.
urlpatterns = [
    path("", views.listing, name="my_dossiers"),
    path("nop/<code:code>/", starting.start, name="lodge"),
    path("nhap/<uuid:pk>/nguoi-nop/", people.people, name="draft_people"),
    path("nhap/<uuid:pk>/noi-dung/", content.form, name="draft_form"),
    path("nhap/<uuid:pk>/bieu-mau-moi/", content.new_form, name="draft_new_form"),
    path("nhap/<uuid:pk>/giay-to/", papers.papers, name="draft_papers"),
    path("nhap/<uuid:pk>/giay-to/<uuid:file>/", papers.file, name="draft_file"),
    path("nhap/<uuid:pk>/giay-to/<uuid:file>/bo/", papers.drop_file, name="draft_drop_file"),
    path("nhap/<uuid:pk>/xem-lai/", reviewing.review, name="draft_review"),
    path("nhap/<uuid:pk>/xoa/", starting.drop, name="draft_drop"),
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
