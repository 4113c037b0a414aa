from django.urls import path

from motcua.web.desk.dossier_results import bulk, papers, register

app_name = "dossier_results"
urlpatterns = [
    path("so-theo-doi/", register.page, name="register"),
    path("so-theo-doi/so.xlsx", register.workbook, name="register_xlsx"),
    path("so-theo-doi/lap/", register.in_background, name="register_in_background"),
    path("so-theo-doi/so.pdf", register.printed, name="register_pdf"),
    path("hang-loat/<slug:verb>/", bulk.many, name="many"),
    path("<str:code>/giay-to/", papers.listing, name="papers"),
    path("<str:code>/giay-to/cap/", papers.give, name="give"),
    path("<str:code>/giay-to/<uuid:pk>.pdf", papers.printed, name="printed"),
    path("<str:code>/ket-qua/<uuid:pk>/", papers.result_paper, name="paper"),
    path("<str:code>/ket-qua/xem-truoc/", papers.preview, name="preview"),
]
