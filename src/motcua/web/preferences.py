"""The form in which somebody at either door says how they want to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.notices.enums import Audience, DeliveryMode, EventGroup, NoticeChannel
from motcua.notices.rules.preferences import DEFAULTS, choosable, words_for

Key = tuple[EventGroup, NoticeChannel]


class PreferencesForm(forms.Form):
    """One choice for each group of events and each channel."""

    def __init__(
        self,
        *args: Any,
        groups: Sequence[EventGroup],
        channels: Sequence[NoticeChannel],
        audience: Audience,
        chosen: Mapping[Key, DeliveryMode],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups, self.channels = groups, channels
        for group in groups:
            for channel in channels:
                self.fields[f"{group}-{channel}"] = forms.ChoiceField(
                    choices=[(mode.value, _(words_for(mode, channel))) for mode in choosable(channel)],
                    label=f"{_(group.label)}: {_(channel.label)}",
                    initial=chosen.get((group, channel), DEFAULTS[audience, channel]),
                    widget=forms.Select(attrs={"aria-label": f"{_(group.label)}: {_(channel.label)}"}),
                )

    def rows(self) -> list[dict[str, Any]]:
        """The table: each group with its fields in the order of the channels."""
        return [
            {
                "label": _(group.label),
                "cells": [
                    {"channel": _(channel.label), "field": self[f"{group}-{channel}"]}
                    for channel in self.channels
                ],
            }
            for group in self.groups
        ]

    def choices(self) -> dict[Key, DeliveryMode]:
        """What was chosen, once the form is right."""
        return {
            (group, channel): DeliveryMode(self.cleaned_data[f"{group}-{channel}"])
            for group in self.groups
            for channel in self.channels
        }
