from django.urls import path, register_converter
from django.urls.converters import StringConverter

from motcua.web.desk.calendars import days, views


class IsoDay(StringConverter):
    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(IsoDay, "iso_day")

app_name = "calendars"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.create, name="create"),
    path("thu-tinh/", views.try_out, name="try"),
    path("nam/<int:year>/", days.confirm, name="year"),
    path("xem/<slug:code>/", views.page, name="page"),
    path("xem/<slug:code>/sua/", views.change, name="change"),
    path("xem/<slug:code>/gio/", views.hours, name="hours"),
    path("xem/<slug:code>/ngay/", days.put, name="put_day"),
    path("xem/<slug:code>/ngay/<iso_day:on>/bo/", days.remove, name="remove_day"),
]
