from django.urls import URLPattern, URLResolver, include, path

from motcua.web.api.urls import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.web.portal.urls")),
    path("ban-lam-viec/", include("motcua.web.desk.signin.urls")),
    path("ban-lam-viec/", include("motcua.web.desk.urls")),
    path("api/v1/", api.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
