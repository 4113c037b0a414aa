from django.urls import path

from motcua.web.desk.payments import acts, bank_accounts, takings, views

app_name = "payments"
urlpatterns = [
    path("", views.listing, name="list"),
    path("ho-so/<slug:kind>/<slug:subject>/", views.matter, name="matter"),
    path("ho-so/<slug:kind>/<slug:subject>/thu-tien-mat/", acts.cash, name="cash"),
    path("khoan/<uuid:pk>/ghi-thu/", acts.record, name="record"),
    path("khoan/<uuid:pk>/mien-giam/", acts.forgo, name="exempt"),
    path("khoan/<uuid:pk>/hoan-tien/", acts.give_back, name="refund"),
    path("khoan/<uuid:pk>/bo/", acts.cancel, name="cancel"),
    path("bien-lai/<uuid:pk>.pdf", views.receipt, name="receipt"),
    path("so-thu/", takings.day, name="takings"),
    path("so-thu/tai-ve/", takings.export, name="takings_export"),
    path("so-thu/chot/", takings.close, name="close"),
    path("so-thu/tien-thua/<uuid:pk>/", takings.surplus, name="surplus"),
    path("tai-khoan/", bank_accounts.listing, name="accounts"),
    path("tai-khoan/<uuid:pk>/", bank_accounts.change, name="account"),
    path("tai-khoan/<uuid:pk>/ngung/", bank_accounts.end, name="end_account"),
]
