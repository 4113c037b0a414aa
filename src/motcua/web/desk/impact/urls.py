from django.urls import path, register_converter
from django.urls.converters import StringConverter

from motcua.web.desk.impact import acts, assessing, concluding, consulting, papers, views


class CostSide(StringConverter):
    """Which copy of a cost sheet."""

    regex = r"before|after"


register_converter(CostSide, "cost_side")

app_name = "impact"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", acts.begin, name="begin"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/sua/", acts.change, name="change"),
    path("<uuid:pk>/thu-tuc/", acts.put, name="put"),
    path("<uuid:pk>/thu-tuc/<uuid:item_pk>/", acts.put, name="change_item"),
    path("<uuid:pk>/thu-tuc/<uuid:item_pk>/bo/", acts.remove, name="remove_item"),
    path("<uuid:pk>/thu-tuc/<uuid:item_pk>/danh-gia/", assessing.questions, name="assess"),
    path("<uuid:pk>/thu-tuc/<uuid:item_pk>/chi-phi/<cost_side:side>/", assessing.cost, name="cost"),
    path("<uuid:pk>/lay-y-kien/", consulting.consult, name="consult"),
    path("<uuid:pk>/y-kien/", consulting.opinion, name="opinion"),
    path("<uuid:pk>/y-kien/<uuid:opinion_pk>/", consulting.answer, name="answer"),
    path("<uuid:pk>/gui-tham-dinh/", concluding.send, name="send"),
    path("<uuid:pk>/y-kien-tham-dinh/", concluding.appraise, name="appraise"),
    path("<uuid:pk>/soan-thao/", concluding.advance, name="advance"),
    path("<uuid:pk>/ban-hanh/", concluding.issue, name="issue"),
    path("<uuid:pk>/quyet-dinh/", concluding.follow, name="follow"),
    path("<uuid:pk>/dung/", concluding.drop, name="drop"),
    path("<uuid:pk>/bao-cao.<slug:form>", papers.report, name="report"),
    path("<uuid:pk>/y-kien-gop-y.<slug:form>", papers.opinions, name="opinions"),
]
