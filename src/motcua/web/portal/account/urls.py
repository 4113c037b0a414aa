from allauth.account.views import LogoutView
from django.urls import path

from motcua.web.portal.account import contacts, e_identity, sign_in, sign_up, views

# Part of the portal's addresses, without a namespace of its own.
urlpatterns = [
    path("", views.overview, name="account"),
    path("dang-ky/", sign_up.page, name="sign_up"),
    path("dang-nhap/", sign_in.PortalSignIn.as_view(), name="sign_in"),
    path(
        "dang-xuat/",
        LogoutView.as_view(template_name="portal/account/sign_out.html"),
        name="sign_out",
    ),
    path("dinh-danh/", e_identity.start, name="e_identity"),
    path("dinh-danh/ve/", e_identity.come_back, name="e_identity_back"),
    path("thong-tin/", views.profile, name="profile"),
    path("lien-he/<slug:which>/", contacts.page, name="contact"),
    path("lien-he/<slug:which>/gui-ma/", contacts.send, name="contact_send"),
    path("dong-y/", views.agree, name="agree"),
    path("mat-khau/", sign_in.password, name="password"),
    path("du-lieu/", views.own_data, name="own_data"),
    path("dong/", views.close, name="close_account"),
    path("dang-xuat-noi-khac/", views.end_others, name="end_others"),
]
