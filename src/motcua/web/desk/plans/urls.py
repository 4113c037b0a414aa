from django.urls import path, re_path

from motcua.web.desk.plans import bringing, children, drafting, papers, settings, steps, views

app_name = "plans"
urlpatterns = [
    path("", views.listing, name="list"),
    path("tu-tep/", bringing.start, name="bring"),
    path("tu-tep/<str:token>/", bringing.check, name="check"),
    path("moi/", bringing.blank, name="new"),
    path("cai-dat/", settings.page, name="settings"),
    path("cai-dat/ten-goi/<int:pk>/bo/", settings.forget, name="forget_name"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/cap-duoi/", children.ask, name="ask_children"),
    path("<uuid:pk>/cap-duoi/nhac/", children.urge, name="urge_children"),
    path("<uuid:pk>/cap-duoi/<uuid:unit_pk>/", children.receive, name="receive_child"),
    re_path(r"^(?P<pk>[0-9a-f-]{36})/bao-cao\.(?P<form>docx|pdf)$", papers.report, name="report_paper"),
    re_path(
        r"^(?P<pk>[0-9a-f-]{36})/don-doc/(?P<unit_pk>[0-9a-f-]{36})\.(?P<form>docx|pdf)$",
        papers.reminder,
        name="reminder_paper",
    ),
    re_path(r"^ban/(?P<pk>[0-9a-f-]{36})/ke-hoach\.(?P<form>docx|pdf)$", papers.plan, name="plan_paper"),
    path("<uuid:pk>/bang.xlsx", views.workbook, name="workbook"),
    path("<uuid:pk>/dieu-chinh/", steps.amend, name="amend"),
    path("<uuid:pk>/ket-thuc/", steps.close, name="close"),
    path("ban-soan/<uuid:pk>/", drafting.page, name="draft"),
    path("ban-soan/<uuid:pk>/thong-tin/", drafting.facts, name="facts"),
    path("ban-soan/<uuid:pk>/tep-khac/", bringing.again, name="again"),
    path("ban-soan/<uuid:pk>/dong-moi/", drafting.add, name="add_line"),
    path("ban-soan/<uuid:pk>/da-xem/", drafting.checked, name="lines_checked"),
    path("ban-soan/<uuid:pk>/nhan-xet/", drafting.answer, name="answer_finding"),
    path("ban-soan/<uuid:pk>/chi-tieu-moi/", drafting.target, name="add_target"),
    path("ban-soan/<uuid:pk>/chi-tieu/<uuid:target_pk>/", drafting.target, name="target"),
    path("ban-soan/<uuid:pk>/chi-tieu/<uuid:target_pk>/bo/", drafting.drop_one_target, name="drop_target"),
    path("ban-soan/<uuid:pk>/ten-goi/", drafting.name, name="name_unit"),
    path("ban-soan/<uuid:pk>/trinh/", steps.submit, name="submit"),
    path("ban-soan/<uuid:pk>/tra-lai/", steps.send_back, name="send_back"),
    path("ban-soan/<uuid:pk>/phe-duyet/", steps.approve, name="approve"),
    path("ban-soan/<uuid:pk>/bo/", steps.drop, name="drop"),
    path("ban-soan/<uuid:pk>/van-ban-goc/", views.source_file, name="source"),
    path("dong/<uuid:pk>/", drafting.line, name="line"),
    path("dong/<uuid:pk>/bo/", drafting.drop_one_line, name="drop_line"),
]
