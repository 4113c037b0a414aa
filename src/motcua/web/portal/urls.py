from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from motcua.web.portal.about import views as about
from motcua.web.portal.cutting import views as cutting
from motcua.web.portal.dialogues import views as dialogues
from motcua.web.portal.dossiers import views as dossiers
from motcua.web.portal.figures import data as figures_data
from motcua.web.portal.figures import views as figures
from motcua.web.portal.home import views as home
from motcua.web.portal.kiosks import views as kiosks
from motcua.web.portal.notices import views as notices
from motcua.web.portal.online_forms import views as online_forms
from motcua.web.portal.organisations import views as organisations
from motcua.web.portal.payments import views as payments
from motcua.web.portal.procedures import views as procedures
from motcua.web.portal.ratings import summaries as rating_summaries
from motcua.web.portal.ratings import views as ratings
from motcua.web.portal.search import views as search
from motcua.web.portal.surveys import views as surveys
from motcua.web.portal.verification import views as verification


class CodeConverter(StringConverter):
    regex = r"[\w.\-]{1,40}"


class DossierConverter(StringConverter):
    """A dossier's code: it has a digit, unlike the names of pages."""

    regex = r"(?=[^/]*\d)[\w.\-]{3,60}"


class TicketConverter(StringConverter):
    """The signed ticket of a rating."""

    regex = r"[0-9]{9}\.[\w\-]{20,60}"


register_converter(CodeConverter, "code")
register_converter(TicketConverter, "ticket")
register_converter(DossierConverter, "dossier")

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("tim-kiem/", search.results, name="search"),
    path("tim-kiem/goi-y/", search.suggestions, name="suggestions"),
    path("thu-tuc/", procedures.listing, name="procedures"),
    path("thu-tuc/<code:code>/", procedures.page, name="procedure"),
    path("thu-tuc/<code:code>/lich-su/", procedures.history, name="history"),
    path("thu-tuc/<code:code>/niem-yet.pdf", procedures.poster, name="poster"),
    path("thu-tuc/<code:code>/qr.svg", procedures.qr, name="qr"),
    path("thu-tuc/<code:code>/bao-loi/", procedures.report, name="report"),
    path("bieu-mau/noi/", online_forms.places, name="form_places"),
    path("ho-so/", include("motcua.web.portal.dossiers.urls")),
    path("tra-cuu/", dossiers.look_up_page, name="look_up"),
    path("co-quan/", organisations.listing, name="organisations"),
    path("co-quan/<code:code>/", organisations.page, name="organisation"),
    path("doi-thoai/", dialogues.listing, name="dialogues"),
    path("doi-thoai/<uuid:pk>/", dialogues.page, name="dialogue"),
    path("doi-thoai/<uuid:pk>/hoi/", dialogues.ask, name="dialogue_ask"),
    path("phan-anh/", include("motcua.web.portal.feedback.urls")),
    path("cat-giam/", cutting.page, name="cutting"),
    path("so-lieu/", figures.overview, name="figures"),
    path("so-lieu/du-lieu/", figures_data.about, name="figures_data"),
    path("so-lieu/du-lieu.csv", figures_data.as_csv, name="figures_csv"),
    path("so-lieu/du-lieu.json", figures_data.as_json, name="figures_json"),
    path("so-lieu/co-quan/<code:code>/", figures.of_agency, name="figures_of_agency"),
    path("so-lieu/thu-tuc/<code:code>/", figures.of_procedure, name="figures_of_procedure"),
    path("danh-gia/", rating_summaries.listing, name="rating_summaries"),
    path("danh-gia/ket-qua/<uuid:pk>/", rating_summaries.page, name="rating_summary"),
    path("danh-gia/ket-qua/<uuid:pk>/so-lieu.xlsx", rating_summaries.workbook, name="rating_summary_xlsx"),
    path(
        "danh-gia/ket-qua/<uuid:pk>/thong-bao.<slug:form>",
        rating_summaries.paper,
        name="rating_summary_paper",
    ),
    path("danh-gia/cam-on/", ratings.rated, name="rated"),
    path("danh-gia/<ticket:token>/", ratings.by_ticket, name="rate_by_ticket"),
    path("quay/danh-gia/", kiosks.start, name="kiosk"),
    path("quay/danh-gia/tra-loi/", kiosks.answer, name="kiosk_answer"),
    path("quay/danh-gia/cam-on/", kiosks.thanks, name="kiosk_thanks"),
    path("quay/ghep-may/", kiosks.pair, name="kiosk_pair"),
    path("khao-sat/cam-on/", surveys.thanks, name="survey_thanks"),
    path("khao-sat/mo/<code:code>/", surveys.answer_by_open_link, name="open_survey"),
    path("khao-sat/<slug:token>/", surveys.answer, name="survey"),
    path("huong-dan/", about.help_page, name="help"),
    path("tro-nang/", about.accessibility, name="accessibility"),
    path("thong-bao/", notices.listing, name="notices"),
    path("thong-bao/da-doc/", notices.read, name="notices_read"),
    path("thong-bao/cach-nhan/", notices.preferences, name="notice_preferences"),
    path("thong-bao/<uuid:pk>/", notices.open_notice, name="notice"),
    path("ngon-ngu/<slug:code>/", about.choose_language, name="language"),
    path("tai-khoan/", include("motcua.web.portal.account.urls")),
    path("thanh-toan/bao-ve/", payments.notice, name="payment_notice"),
    path("thanh-toan/<slug:reference>/", payments.result, name="payment"),
    path("thanh-toan-thu/<slug:reference>/", payments.trial, name="trial_payment"),
    path("xac-minh/", verification.ask, name="verify"),
    path("xac-minh/<code:code>/", verification.verified, name="verified"),
    path("robots.txt", about.robots, name="robots"),
    path("sitemap.xml", about.sitemap, name="sitemap"),
]
