from django.urls import path

from motcua.web.desk.costs import acts, files, lines, settings, views

app_name = "costs"
urlpatterns = [
    path("", views.listing, name="list"),
    path("lap-cac-bang-thieu/", acts.draft_all, name="draft_all"),
    path("dinh-muc/", settings.page, name="settings"),
    path("dinh-muc/thu-nhap/", settings.income, name="income"),
    path("dinh-muc/<slug:code>/", settings.norm, name="norm"),
    path("thu-tuc/<uuid:procedure>/", views.of_procedure, name="procedure"),
    path("thu-tuc/<uuid:procedure>/lap/", acts.draft, name="draft"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/lap-lai/", acts.redraft, name="redraft"),
    path("<uuid:pk>/thong-nhat/", acts.agree, name="agree"),
    path("<uuid:pk>/bo/", acts.drop, name="drop"),
    path("<uuid:pk>/ban-sau/", acts.after, name="after"),
    path("<uuid:pk>/tan-suat/", acts.frequency, name="frequency"),
    path("<uuid:pk>/tan-suat/<int:often>/bo/", acts.remove_often, name="remove_often"),
    path("<uuid:pk>/excel/", files.workbook, name="workbook"),
    path("<uuid:pk>/nhap/", files.bring, name="bring"),
    path("<uuid:pk>/them-dong/", lines.add, name="add_line"),
    path("<uuid:pk>/dong/<int:line>/", lines.page, name="line"),
    path("<uuid:pk>/dong/<int:line>/bo/", lines.remove, name="remove_line"),
    path("<uuid:pk>/dong/<int:line>/so/<int:value>/bo/", lines.remove_said, name="remove_value"),
]
