from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.notices.actions.templates import change_template, end_template
from motcua.notices.enums import Audience, EventGroup, NoticeChannel
from motcua.notices.queries import templates_in_force, templates_of
from motcua.notices.rules.events import EVENTS, EventKind
from motcua.notices.rules.wording import EXAMPLES, PLACEHOLDERS, allowed_in, check_wording, render_safely
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal

Key = tuple[str, Audience, NoticeChannel]


class TemplateForm(forms.Form):
    title = WordsField(max_length=160, required=False, label=gettext_lazy("Tiêu đề"))
    body = LinesField(rows=9, label=gettext_lazy("Nội dung"))
    since = DayField(
        label=gettext_lazy("Dùng từ ngày"),
        help_text=gettext_lazy("Từ hôm nay trở đi. Thông báo đã gửi giữ nguyên lời cũ."),
    )


@desk_view(Capability.KEEP_NOTICES)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    words = templates_in_force(list(EVENTS), request.desk.today)
    channels = _channels(words)
    groups = [{"label": group.label, "rows": list(_rows(group, words, channels))} for group in EventGroup]
    return render(request, "desk/notice_templates/list.html", {"groups": groups, "channels": channels})


@desk_view(Capability.KEEP_NOTICES)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, event: str, audience: str, channel: str) -> HttpResponse:
    desk = request.desk
    key = _key(event, audience, channel)
    current = templates_of(*key).filter(in_force__contains=desk.today).first()
    start = {
        "title": current.title if current else "",
        "body": current.body if current else "",
        "since": desk.today,
    }
    form = TemplateForm(posted(request), initial=start, label_suffix="")
    if key[2] in {NoticeChannel.SMS, NoticeChannel.ZALO}:
        del form.fields["title"]
    else:
        form.fields["title"].required = True
    if request.method == "POST" and form.is_valid() and _answered(request, form, key):
        return redirect("desk:notice_templates:change", *key)
    context = {
        "form": form,
        "kind": EVENTS[event],
        "event": event,
        "audience": key[1],
        "channel": key[2],
        "is_in_use": current is not None,
        "placeholders": _placeholders(key),
        "periods": list(templates_of(*key).order_by("-in_force")),
        "previews": _previews(form, EVENTS[event], start),
    }
    return render(request, "desk/notice_templates/change.html", context)


@desk_view(Capability.KEEP_NOTICES)
@require_POST
def end(request: DeskRequest, event: str, audience: str, channel: str) -> HttpResponse:
    desk = request.desk
    key = _key(event, audience, channel)
    attempt(
        request,
        lambda: end_template(
            event=key[0], audience=key[1], channel=key[2], since=desk.today, by=desk.person, at=desk.at
        ),
        done=_("Từ hôm nay không gửi thông báo này nữa."),
    )
    return redirect("desk:notice_templates:change", *key)


def _answered(request: DeskRequest, form: TemplateForm, key: Key) -> bool:
    """Saves what was typed, or only checks it for a preview; whether it was saved."""
    desk, data = request.desk, form.cleaned_data
    event, audience, channel = key
    try:
        if "xem-thu" in request.POST:
            check_wording(
                title=data.get("title", ""), body=data["body"], channel=channel, sure=EVENTS[event].sure
            )
            return False
        change_template(
            event=event,
            audience=audience,
            channel=channel,
            title=data.get("title", ""),
            body=data["body"],
            since=data["since"],
            by=desk.person,
            at=desk.at,
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        show_refusal(form, refused)
        return False
    messages.success(request, _("Đã lưu mẫu thông báo."))
    return True


def _key(event: str, audience: str, channel: str) -> Key:
    """What the address names.

    :raises Refused: "template-not-found".
    """
    try:
        key = event, Audience(audience), NoticeChannel(channel)
    except ValueError:
        key = None
    if key is None or event not in EVENTS or key[1] not in EVENTS[event].audiences:
        raise Refused("template-not-found", "Không có mẫu thông báo này. Có thể đường dẫn đã cũ.")
    return key


def _channels(words: Any) -> list[NoticeChannel]:
    """The channels of the table: Zalo, which borrows the words of the SMS, only where it has some of its own or is
    connected."""
    written = {channel for by_channel in words.values() for channel in by_channel}
    usual = {NoticeChannel.BELL, NoticeChannel.EMAIL, NoticeChannel.SMS}
    return [one for one in NoticeChannel if one in usual | written or one in settings.NOTICE_SENDERS]


def _rows(group: EventGroup, words: Any, channels: list[NoticeChannel]) -> Iterator[dict[str, Any]]:
    for event, kind in EVENTS.items():
        for audience in kind.audiences if kind.group is group else ():
            written = words.get((event, audience), {})
            cells = [{"channel": channel, "is_in_use": channel in written} for channel in channels]
            yield {"event": event, "label": kind.label, "audience": audience, "cells": cells}


def _placeholders(key: Key) -> list[dict[str, Any]]:
    sure = EVENTS[key[0]].sure
    return [
        {"name": f"{{{name}}}", "label": PLACEHOLDERS[name].label, "is_sure": name in sure}
        for name in allowed_in(key[2])
    ]


def _previews(form: TemplateForm, kind: EventKind, start: dict[str, Any]) -> list[dict[str, str]]:
    """How the words read with every fact there, and with only those that are always there."""
    if form.is_bound and form.errors:
        return []
    typed = form.cleaned_data if form.is_bound else start
    sure = {name: value for name, value in EXAMPLES.items() if name in kind.sure}
    return [
        {
            "label": label,
            "title": render_safely(typed.get("title", ""), facts),
            "body": render_safely(typed["body"], facts),
        }
        for label, facts in (
            (_("Khi có đủ thông tin"), EXAMPLES),
            (_("Khi chỉ có thông tin chắc chắn"), sure),
        )
        if typed["body"]
    ]
