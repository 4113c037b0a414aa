"""The language of templates: what may be written, and what becomes of it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import motcua.notices
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.notices.enums import Audience, NoticeChannel
from motcua.notices.rules.composing import compose
from motcua.notices.rules.events import ALWAYS, EVENTS
from motcua.notices.rules.recipients import Recipient
from motcua.notices.rules.shipped import read_templates
from motcua.notices.rules.wording import (
    EXAMPLES,
    LONGEST_BODY,
    PLACEHOLDERS,
    PUBLIC,
    allowed_in,
    check_wording,
    render,
    render_safely,
    written,
)

SHIPPED = (Path(motcua.notices.__file__).parent / "data" / "templates.csv").read_text()
SURE = ("code", "procedure", "agency", "at")
OPEN = [channel for channel in NoticeChannel if channel is not NoticeChannel.BELL]


def check(body: str, title: str = "Hồ sơ {code}", channel: NoticeChannel = NoticeChannel.BELL) -> None:
    check_wording(title=title, body=body, channel=channel, sure=SURE)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "template-empty"),
        ("   ", "template-empty"),
        ("x" * 601, "template-too-long"),
        ("Hạn: {due}", "placeholder-unsure"),
        ("{mã hồ sơ}", "placeholder-unknown"),
        ("{}", "placeholder-unknown"),
        ("{code", "template-brackets"),
        ("code}", "template-brackets"),
        ("{{code}}", "template-brackets"),
        ("[Hạn {due}", "template-brackets"),
        ("Hạn] {code}", "template-brackets"),
        ("[a [b] c]", "template-brackets"),
    ],
)
def test_what_cannot_be_sent_is_refused(body: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check(body)
    assert refused.value.code == code
    assert refused.value.details["field"] == "body"


def test_a_title_has_one_line_and_is_needed_where_it_is_shown() -> None:
    with pytest.raises(Refused, match="một dòng"):
        check("x", title="a\nb")
    with pytest.raises(Refused, match="chưa có lời"):
        check("x", title="", channel=NoticeChannel.EMAIL)
    check("x", title="", channel=NoticeChannel.SMS)


@pytest.mark.parametrize("channel", OPEN)
@pytest.mark.parametrize("name", sorted(set(PLACEHOLDERS) - PUBLIC))
def test_nothing_private_in_an_open_channel(channel: NoticeChannel, name: str) -> None:
    with pytest.raises(Refused) as refused:
        check(f"[{{{name}}}]", channel=channel)
    assert refused.value.code == "placeholder-private"
    check(f"[{{{name}}}]")


def test_the_private_ones_are_those_about_people() -> None:
    private = {"applicant", "by", "reason", "papers", "amount", "message", "result"}
    assert set(PLACEHOLDERS) - PUBLIC == private
    assert set(allowed_in(NoticeChannel.EMAIL)) == PUBLIC
    assert set(EXAMPLES) == set(PLACEHOLDERS)


@pytest.mark.parametrize(
    ("text", "facts", "said"),
    [
        ("Hồ sơ {code}.", {"code": "H24-1"}, "Hồ sơ H24-1."),
        ("{code}[, hạn {due}].", {"code": "A", "due": date(2026, 9, 9)}, "A, hạn 09/09/2026."),
        ("{code}[, hạn {due}].", {"code": "A", "due": None}, "A."),
        ("{code}[, {due} tại {place}].", {"code": "A", "due": "mai"}, "A."),
        ("{code}[\nCán bộ: {officer}]\n\n\n\nHết", {"code": "A"}, "A\n\nHết"),
        ("[Chỉ có lời.]", {}, "Chỉ có lời."),
        ("{code}", {"code": "[x] {due}"}, "[x] {due}"),
    ],
)
def test_rendering(text: str, facts: Mapping[str, Any], said: str) -> None:
    assert render(text, facts) == said


def test_a_sure_fact_that_is_absent_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no fact for"):
        render("{code}", {"code": ""})
    assert render_safely("{code}[, {due}]", {}) == "{code}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 9, 9, 10, 5, tzinfo=VIETNAM), "10:05 ngày 09/09/2026"),
        (date(2026, 1, 2), "02/01/2026"),
        (1234567, "1.234.567"),
        (Decimal("2.5"), "2,5"),
        (0, "0"),
        (None, ""),
        ("  x ", "x"),
    ],
)
def test_facts_in_words(value: Any, said: str) -> None:
    assert written(value) == said


pieces = st.lists(
    st.one_of(
        st.sampled_from([f"{{{name}}}" for name in PLACEHOLDERS]),
        st.sampled_from(["[", "]", "{", "}", "\n", "[, hạn {due}]", "[{reason}]"]),
        st.text(alphabet="aăđ .,0", max_size=6),
    ),
    max_size=8,
).map("".join)


@given(
    body=pieces,
    channel=st.sampled_from(list(NoticeChannel)),
    present=st.sets(st.sampled_from(sorted(PUBLIC))),
)
def test_whatever_passes_the_check_can_be_said_and_says_nothing_private(
    body: str, channel: NoticeChannel, present: set[str]
) -> None:
    try:
        check(body, channel=channel)
    except Refused:
        return
    facts = {name: f"<{name}>" for name in present | set(SURE) | (set(PLACEHOLDERS) - PUBLIC)}
    said = render(body, facts)
    assert "{" not in said
    assert "[" not in said
    if channel is not NoticeChannel.BELL:
        assert not any(f"<{name}>" in said for name in set(PLACEHOLDERS) - PUBLIC)


def test_every_event_has_words_for_everyone_it_concerns() -> None:
    rows = read_templates(SHIPPED)
    written_for = {(row.event, row.audience) for row in rows if row.channel is NoticeChannel.BELL}
    assert written_for == {(name, audience) for name, kind in EVENTS.items() for audience in kind.audiences}
    letters = {row.event for row in rows if (row.audience, row.channel) == ("applicant", "email")}
    assert letters == {name for name, kind in EVENTS.items() if Audience.APPLICANT in kind.audiences}


@pytest.mark.parametrize(
    "row", read_templates(SHIPPED), ids=lambda row: f"{row.event}-{row.audience}-{row.channel}"
)
def test_shipped_words_read_well_with_all_facts_and_with_the_sure_ones(row: Any) -> None:
    sure = {name: value for name, value in EXAMPLES.items() if name in EVENTS[row.event].sure}
    for facts in (EXAMPLES, sure):
        said = render(row.body, facts)
        assert said
        assert "  " not in said
        assert not any(bad in said for bad in (" .", " ,", "..", ",.", ":.", "\n."))
        assert len(said) <= LONGEST_BODY[row.channel]
    # NĐ 224/2026, art. 15(1)(g): who receives or resolves it, and when. A draft has not been lodged: nobody does.
    # Words about plans and units speak of no dossier.
    of_dossier = EVENTS[row.event].about == ALWAYS and not row.event.startswith("draft_")
    if row.channel is NoticeChannel.EMAIL and of_dossier:
        assert all(name in row.body for name in ("{code}", "{agency}", "{officer}", "{received}", "{due}"))


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("dossier_eaten,staff,bell,a,b", "no such event"),
        ("dossier_received,nobody,bell,a,b", "nobody"),
        ("dossier_assigned,applicant,bell,a,b", "for nobody"),
        ("stopped,staff,bell,a,b\nstopped,staff,bell,a,b", "twice"),
    ],
)
def test_a_broken_file_is_not_loaded(line: str, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        read_templates(f"event,audience,channel,title,body\n{line}")


def test_the_file_is_plain_csv() -> None:
    assert next(csv.reader(SHIPPED.splitlines())) == ["event", "audience", "channel", "title", "body"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_title_stays_on_one_line_whatever_the_facts_bring(code: str, agency: str) -> None:
    words = {NoticeChannel.EMAIL: ("{code} {agency}", "x"), NoticeChannel.BELL: ("{code} {agency}", "x")}
    facts = {"code": code or "x", "agency": agency or "x"}
    if not code.strip() or not agency.strip():
        return
    made = compose(
        kind=EVENTS["stopped"],
        recipient=Recipient(None, "A", "a@b.vn", "", Audience.APPLICANT),
        words=words,
        facts=facts,
        chosen=None,
    )
    assert made is not None
    for title in (made.title, *(message.title for message in made.messages)):
        assert len(title.splitlines()) <= 1
        assert "\r" not in title


@pytest.mark.parametrize(
    ("reason", "said"),
    [("Ảnh mờ.", "Lý do: Ảnh mờ. Hết"), ("Ảnh mờ", "Lý do: Ảnh mờ. Hết"), ("Ảnh mờ…", "Lý do: Ảnh mờ…. Hết")],
)
def test_a_sentence_ends_with_one_full_stop(reason: str, said: str) -> None:
    assert render("Lý do: {reason}. Hết", {"reason": reason}) == said
