"""The templates that the program ships (data/templates.csv), each checked as one that a person writes."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from motcua.notices.enums import Audience, NoticeChannel
from motcua.notices.rules.events import event_kind
from motcua.notices.rules.wording import check_wording


@dataclass(frozen=True, slots=True)
class ShippedTemplate:
    """One row of the file."""

    event: str
    audience: Audience
    channel: NoticeChannel
    title: str
    body: str


def read_templates(text: str) -> list[ShippedTemplate]:
    """The rows of a templates file: CSV with the columns event, audience, channel, title, body.

    :raises ValueError: an unknown event, audience or channel, or one row twice.
    :raises Refused: wording that could not be sent.
    """
    found: dict[tuple[str, Audience, NoticeChannel], ShippedTemplate] = {}
    for line in csv.DictReader(io.StringIO(text)):
        audience, channel = Audience(line["audience"]), NoticeChannel(line["channel"])
        row = ShippedTemplate(line["event"], audience, channel, line["title"], line["body"])
        kind = event_kind(row.event)
        check_wording(title=row.title, body=row.body, channel=channel, sure=kind.sure)
        if audience not in kind.audiences or (row.event, audience, channel) in found:
            raise ValueError(f"{row.event} for {audience} by {channel} is twice there or for nobody")
        found[row.event, audience, channel] = row
    return list(found.values())
