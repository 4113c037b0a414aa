from django.urls import path

from motcua.web.desk.feedback import acts, answers, following_up, register, views, ways

app_name = "feedback"
urlpatterns = [
    path("", views.listing, name="list"),
    path("so/", views.book, name="book"),
    path("so.xlsx", views.book_xlsx, name="book_xlsx"),
    path("ghi-nhan/", register.enter, name="enter"),
    path("cach-nhan/", ways.listing, name="ways"),
    path("cach-nhan/thoi-han/<slug:name>/", ways.term_page, name="term"),
    path("cach-nhan/khong-ten/<slug:name>/", ways.anonymous_page, name="anonymous"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/mo-ra-soat/", following_up.review, name="open_review"),
    path("<uuid:pk>/mo-kiem-tra/", following_up.inspection, name="open_inspection"),
    path("<uuid:pk>/tep/<uuid:file_pk>/", views.file, name="file"),
    path("<uuid:pk>/phan-loai/", acts.classify_page, name="classify"),
    path("<uuid:pk>/tu-choi/", acts.reject_page, name="reject"),
    path("<uuid:pk>/tra-lai/", acts.give_back_page, name="return"),
    path("<uuid:pk>/yeu-cau-bo-sung/", acts.ask_page, name="ask_supplement"),
    path("<uuid:pk>/chuyen/", acts.transfer_page, name="transfer"),
    path("<uuid:pk>/phan-cong/", acts.assign_page, name="assign"),
    path("<uuid:pk>/lay-y-kien/", acts.consult_page, name="consult"),
    path("<uuid:pk>/cho-y-kien/", acts.opinion_page, name="give_opinion"),
    path("<uuid:pk>/trung/", acts.repeat_page, name="mark_repeat"),
    path("<uuid:pk>/kiem-duyet/", acts.moderate_page, name="moderate"),
    path("<uuid:pk>/nguoi-bi-phan-anh/", acts.object_page, name="name_object"),
    path("<uuid:pk>/tra-loi/", answers.draft, name="draft_answer"),
    path("<uuid:pk>/trinh/", answers.submit, name="submit_answer"),
    path("<uuid:pk>/duyet/", answers.approve, name="approve_answer"),
    path("<uuid:pk>/tra-lai-tra-loi/", answers.send_back, name="send_back_answer"),
    path("<uuid:pk>/mo-lai/", answers.open_again, name="reopen"),
    path("<uuid:pk>/ban-cong-khai/", answers.confirm, name="confirm_text"),
    path("<uuid:pk>/cong-khai/", answers.show, name="publish"),
    path("<uuid:pk>/khong-cong-khai/", answers.hold_back, name="withhold"),
    path("<uuid:pk>/go/", answers.take_away, name="take_down"),
]
