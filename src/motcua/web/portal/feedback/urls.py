from django.urls import path

from motcua.web.portal.feedback import following, reading, sending

# Part of the portal's addresses, without a namespace of its own.
urlpatterns = [
    path("", reading.listing, name="feedback"),
    path("hoi-dap/<uuid:pk>/", reading.answered, name="feedback_answered"),
    path("hoi-dap/<uuid:pk>/tep/<uuid:file_pk>/", reading.answered_file, name="feedback_answered_file"),
    path("gui/", sending.choose, name="feedback_choose"),
    path("gui/<slug:about>/", sending.write, name="feedback_write"),
    path("bien-nhan/", sending.receipt, name="feedback_receipt"),
    path("cua-toi/", following.own, name="feedback_own"),
    path("dong/", following.close, name="feedback_close"),
    path("theo-doi/", following.look_up, name="feedback_follow"),
    path("theo-doi/<code:code>/", following.page, name="feedback_page"),
    path("theo-doi/<code:code>/bo-sung/", following.supplement, name="feedback_supplement"),
    path("theo-doi/<code:code>/danh-gia/", following.rate, name="feedback_rate"),
    path("theo-doi/<code:code>/xem-xet-lai/", following.look_again, name="feedback_ask_again"),
    path("theo-doi/<code:code>/rut/", following.take_back, name="feedback_withdraw"),
    path("theo-doi/<code:code>/tep/<uuid:pk>/", following.file, name="feedback_file"),
]
