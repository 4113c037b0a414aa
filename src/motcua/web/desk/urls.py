from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.web.desk.home.urls")),
    path("tai-khoan/", include("motcua.web.desk.account.urls")),
]
