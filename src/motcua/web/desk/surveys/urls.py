from django.urls import path

from motcua.web.desk.surveys import coding, entering, preparing, printing, questionnaires, resulting, views

app_name = "surveys"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.start, name="start"),
    path("bo-cau-hoi/", questionnaires.listing, name="questionnaires"),
    path("bo-cau-hoi/moi/", questionnaires.start, name="start_questionnaire"),
    path("bo-cau-hoi/<uuid:pk>/", questionnaires.page, name="questionnaire"),
    path("bo-cau-hoi/<uuid:pk>/xem-truoc/", questionnaires.preview, name="preview"),
    path("bo-cau-hoi/<uuid:pk>/ban-hanh/", questionnaires.publish, name="publish"),
    path("bo-cau-hoi/<uuid:pk>/ban-moi/", questionnaires.again, name="next"),
    path("bo-cau-hoi/<uuid:pk>/bang-ma/", questionnaires.themes, name="themes"),
    path("bo-cau-hoi/<uuid:pk>/phieu.pdf", printing.specimen, name="specimen"),
    path("<slug:code>/", views.page, name="page"),
    path("<slug:code>/sua/", views.edit, name="edit"),
    path("<slug:code>/danh-sach/", preparing.bring, name="bring"),
    path("<slug:code>/don-vi/", preparing.units, name="units"),
    path("<slug:code>/ho-so/", preparing.dossiers, name="dossiers"),
    path("<slug:code>/rut/", preparing.draw, name="draw"),
    path("<slug:code>/nguoi-duoc-rut.xlsx", preparing.drawn, name="drawn"),
    path("<slug:code>/mo/", views.open_, name="open"),
    path("<slug:code>/nhac/", views.remind_, name="remind"),
    path("<slug:code>/khoa/", views.close, name="close"),
    path("<slug:code>/bo/", views.drop, name="drop"),
    path("<slug:code>/phieu/", printing.sheets, name="sheets"),
    path("<slug:code>/nhap/", entering.enter, name="enter"),
    path("<slug:code>/nhap-lan-hai/", entering.again, name="again"),
    path("<slug:code>/phieu/<int:sheet>/", entering.settle, name="settle"),
    path("<slug:code>/phieu/<int:sheet>/bo/", entering.take_back, name="take_back"),
    path("<slug:code>/nhap-tu-tep/", entering.bring, name="bring_answers"),
    path("<slug:code>/bang-trong.xlsx", entering.empty, name="empty"),
    path("<slug:code>/ket-qua/", resulting.page, name="results"),
    path("<slug:code>/ket-qua.xlsx", resulting.workbook, name="workbook"),
    path("<slug:code>/bao-cao.<slug:form>", resulting.report, name="report"),
    path("<slug:code>/y-kien/", coding.code, name="code"),
]
