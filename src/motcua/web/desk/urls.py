from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.web.desk.home.urls")),
    path("ho-so/", include("motcua.web.desk.dossiers.urls")),
    path("ho-so/", include("motcua.web.desk.dossier_acts.urls")),
    path("ho-so/", include("motcua.web.desk.dossier_results.urls")),
    path("tiep-nhan/", include("motcua.web.desk.intake.urls")),
    path("cong-nop-va-ma/", include("motcua.web.desk.dossier_settings.urls")),
    path("tai-khoan/", include("motcua.web.desk.account.urls")),
    path("thu-tuc/", include("motcua.web.desk.procedures.urls")),
    path("quy-trinh/", include("motcua.web.desk.processes.urls")),
    path("du-thao/", include("motcua.web.desk.drafts.urls")),
    path("quyet-dinh/", include("motcua.web.desk.decisions.urls")),
    path("chat-luong/", include("motcua.web.desk.quality.urls")),
    path("nhap-tu-tep/", include("motcua.web.desk.imports.urls")),
    path("bao-loi/", include("motcua.web.desk.page_reports.urls")),
    path("bieu-mau/", include("motcua.web.desk.online_forms.urls")),
    path("co-quan/", include("motcua.web.desk.organisations.urls")),
    path("nguoi/", include("motcua.web.desk.people.urls")),
    path("nguoi-dan/", include("motcua.web.desk.citizens.urls")),
    path("thu-phi/", include("motcua.web.desk.payments.urls")),
    path("lich/", include("motcua.web.desk.calendars.urls")),
    path("thong-bao/", include("motcua.web.desk.notices.urls")),
    path("viec-nen/", include("motcua.web.desk.jobs.urls")),
    path("mau-thong-bao/", include("motcua.web.desk.notice_templates.urls")),
    path("thu-di/", include("motcua.web.desk.outbox.urls")),
]
