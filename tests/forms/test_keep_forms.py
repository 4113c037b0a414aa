"""Forms are written by one person and published by another; what is published stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.types.range import DateRange
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.forms.actions.writing import (
    ShippedForm,
    create_form,
    discard_form_draft,
    load_form,
    publish_form,
    retire_form,
    save_form_draft,
)
from motcua.forms.base_data import load
from motcua.forms.enums import FormVersionState
from motcua.forms.models import Form, FormVersion
from motcua.forms.queries.versions import (
    GENERAL,
    draft_of,
    find_form_version,
    get_form_version,
    latest_of,
    matters_with_form,
    page_of_forms,
    schema_of,
    writers_of,
)
from motcua.forms.rules.editing import digest
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation

MATTER = "procedure:3.000465"


def schema(title: str = "Đơn", *labels: str) -> dict[str, Any]:
    fields = [
        {"key": f"q{n}", "kind": "text", "label": label} for n, label in enumerate(labels or ("Họ tên",))
    ]
    return {"title": title, "sections": [{"key": "s", "title": "Phần", "fields": fields}]}


@pytest.fixture(autouse=True)
def home(bodies: Bodies) -> Installation:
    return Installation.objects.create(home=bodies.department)


@pytest.fixture
def form(control_focal_officer: Person, moment: datetime) -> Form:
    """A form of all agencies with its first draft."""
    return create_form(
        matter=MATTER, agency=None, name="Đơn", schema=schema(), by=control_focal_officer, at=moment
    )


@pytest.fixture
def publish(second_control_officer: Person, moment: datetime) -> Callable[..., FormVersion]:
    """Publishes the form's draft from a day by the second officer."""

    def run(form: Form, on: date) -> FormVersion:
        draft = draft_of(form)
        assert draft is not None
        return publish_form(version=draft, from_on=on, by=second_control_officer, at=moment)

    return run


Publish = Callable[[Form, date], FormVersion]


def journal() -> int:
    return JournalEntry.objects.count()


def test_a_form_begins_with_a_draft(form: Form, control_focal_officer: Person) -> None:
    draft = draft_of(form)
    assert draft is not None
    assert (draft.number, draft.state, draft.schema) == (1, "draft", schema())
    assert writers_of(draft) == {control_focal_officer.actor}
    kinds = JournalEntry.objects.filter(subject_kind="form", subject_id=str(form.pk)).values_list(
        "kind", flat=True
    )
    assert set(kinds) == {"FormCreated", "FormDraftSaved"}


def test_a_matter_has_one_form_at_an_agency(
    form: Form, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    before = journal()
    with pytest.raises(Refused) as refused:
        create_form(
            matter=MATTER, agency=None, name="Khác", schema=schema(), by=control_focal_officer, at=moment
        )
    assert refused.value.code == "form-exists"
    assert journal() == before
    own = create_form(
        matter=MATTER,
        agency=bodies.department,
        name="Riêng",
        schema=schema(),
        by=control_focal_officer,
        at=moment,
    )
    assert own.agency == bodies.department


def test_others_write_no_forms(
    form: Form, handling_officer: Person, outsider: Person, head: Person, moment: datetime
) -> None:
    before = journal()
    for person in (handling_officer, outsider, head):
        for act in (
            lambda by: create_form(
                matter="procedure:1", agency=None, name="A", schema=schema(), by=by, at=moment
            ),
            lambda by: save_form_draft(form=form, schema=schema("B"), by=by, at=moment),
            lambda by: discard_form_draft(form=form, by=by, at=moment),
        ):
            with pytest.raises(Refused) as refused:
                act(person)
            assert refused.value.code == "keep-catalogue-not-allowed"
    assert journal() == before
    assert latest_of(form).schema == schema()  # type: ignore[union-attr]  # the form has a draft


def test_a_draft_is_saved_even_unfinished(
    form: Form, control_focal_officer: Person, moment: datetime
) -> None:
    draft, changes = save_form_draft(
        form=form,
        schema={"title": "Đơn", "sections": [{"title": "", "fields": [{"kind": "choice"}]}]},
        by=control_focal_officer,
        at=moment,
    )
    assert changes
    assert draft.number == 1
    with pytest.raises(Refused, match="Biểu mẫu chưa dùng được"):
        schema_of(draft)
    again, nothing = save_form_draft(form=form, schema=draft.schema, by=control_focal_officer, at=moment)
    assert nothing == []
    assert again.pk == draft.pk


@pytest.mark.parametrize(
    "data",
    [
        [], "đơn", {"sections": "?"}, {"sections": ["?"]}, {"sections": [{"fields": ["?"]}]},
        {"sections": [{"fields": {}}]}, {"title": "x" * 500_000, "sections": []},
        {"sections": [{"fields": [{"a": [[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}]}]}, {"sections": [], "n": float("inf")},
    ],
)  # fmt: skip
def test_what_is_no_form_is_not_kept(
    form: Form, control_focal_officer: Person, moment: datetime, data: Any
) -> None:
    before = journal()
    with pytest.raises(Refused) as refused:
        save_form_draft(form=form, schema=data, by=control_focal_officer, at=moment)
    assert refused.value.code == "form-draft-unreadable"
    assert journal() == before


def test_two_people_on_one_draft(
    form: Form, control_focal_officer: Person, second_control_officer: Person, moment: datetime
) -> None:
    seen = digest(schema())
    save_form_draft(form=form, schema=schema("Một"), seen=seen, by=control_focal_officer, at=moment)
    before = journal()
    with pytest.raises(Refused) as refused:
        save_form_draft(form=form, schema=schema("Hai"), seen=seen, by=second_control_officer, at=moment)
    assert refused.value.code == "form-changed-meanwhile"
    assert journal() == before
    assert draft_of(form).schema["title"] == "Một"  # type: ignore[union-attr]  # the form has a draft


def test_a_second_person_publishes(
    form: Form, publish: Publish, today: date, second_control_officer: Person
) -> None:
    version = publish(form, today)
    assert version.state == FormVersionState.PUBLISHED
    assert version.in_force == DateRange(today, None)
    assert version.published_by == second_control_officer
    assert find_form_version(MATTER, None, today) == version
    assert schema_of(version).title == "Đơn"


def test_who_wrote_it_does_not_publish_it(
    form: Form, control_focal_officer: Person, second_control_officer: Person, moment: datetime, today: date
) -> None:
    save_form_draft(form=form, schema=schema("Sửa"), by=second_control_officer, at=moment)
    draft = draft_of(form)
    assert draft is not None
    before = journal()
    for person in (control_focal_officer, second_control_officer):
        with pytest.raises(Refused) as refused:
            publish_form(version=draft, from_on=today, by=person, at=moment)
        assert refused.value.code == "own-form-not-allowed"
    assert journal() == before
    assert draft_of(form) == draft


def test_others_do_not_publish(form: Form, handling_officer: Person, moment: datetime, today: date) -> None:
    draft = draft_of(form)
    assert draft is not None
    with pytest.raises(Refused) as refused:
        publish_form(version=draft, from_on=today, by=handling_officer, at=moment)
    assert refused.value.code == "approve-decision-not-allowed"
    with pytest.raises(Refused) as refused:
        retire_form(form=form, from_on=today, reason="Hết dùng", by=handling_officer, at=moment)
    assert refused.value.code == "approve-decision-not-allowed"


def test_a_form_with_faults_or_from_a_past_day_is_not_published(
    form: Form, publish: Publish, control_focal_officer: Person, moment: datetime, today: date
) -> None:
    with pytest.raises(Refused) as refused:
        publish(form, today - timedelta(days=1))
    assert refused.value.code == "form-day-past"
    save_form_draft(form=form, schema={"title": "Đơn", "sections": []}, by=control_focal_officer, at=moment)
    before = journal()
    with pytest.raises(Refused) as refused:
        publish(form, today)
    assert refused.value.code == "form-schema-wrong"
    assert journal() == before


def test_a_version_is_published_once(
    form: Form, publish: Publish, second_control_officer: Person, moment: datetime, today: date
) -> None:
    version = publish(form, today)
    with pytest.raises(Refused) as refused:
        publish_form(version=version, from_on=today, by=second_control_officer, at=moment)
    assert refused.value.code == "form-not-draft"


def test_the_next_version_ends_the_one_before(
    form: Form, publish: Publish, control_focal_officer: Person, moment: datetime, today: date
) -> None:
    first = publish(form, today)
    wanted = schema("Đơn mới", "Họ tên", "Ngày")
    draft, changes = save_form_draft(form=form, schema=wanted, by=control_focal_officer, at=moment)
    assert draft.number == 2
    assert "Thêm câu “Ngày”." in changes
    later = today + timedelta(days=10)
    second = publish(form, later)
    assert find_form_version(MATTER, None, later - timedelta(days=1)) == first
    assert find_form_version(MATTER, None, later) == second
    first.refresh_from_db()
    assert first.in_force == DateRange(today, later)
    assert schema_of(first).title == "Đơn"
    form.refresh_from_db()
    assert form.name == "Đơn mới"


def test_a_version_published_before_a_coming_one_takes_its_place(
    form: Form, publish: Publish, control_focal_officer: Person, moment: datetime, today: date
) -> None:
    coming = publish(form, today + timedelta(days=10))
    save_form_draft(form=form, schema=schema("Hai"), by=control_focal_officer, at=moment)
    second = publish(form, today)
    coming.refresh_from_db()
    assert (coming.state, coming.in_force) == (FormVersionState.RETIRED, None)
    assert find_form_version(MATTER, None, today + timedelta(days=20)) == second


def test_a_form_is_retired_and_the_general_one_takes_over(
    form: Form, publish: Publish, second_control_officer: Person, moment: datetime, today: date
) -> None:
    version = publish(form, today)
    for reason, day, code in (
        ("", today, "reason-missing"),
        ("Cũ", today - timedelta(days=1), "form-day-past"),
    ):
        with pytest.raises(Refused) as refused:
            retire_form(form=form, from_on=day, reason=reason, by=second_control_officer, at=moment)
        assert refused.value.code == code
    later = today + timedelta(days=5)
    retire_form(form=form, from_on=later, reason="Dùng biểu mẫu chung", by=second_control_officer, at=moment)
    version.refresh_from_db()
    assert (version.state, version.in_force) == (FormVersionState.RETIRED, DateRange(today, later))
    general = find_form_version(MATTER, None, later)
    assert general is not None
    assert general.form.matter == GENERAL
    with pytest.raises(Refused) as refused:
        retire_form(form=form, from_on=later, reason="Lần nữa", by=second_control_officer, at=moment)
    assert refused.value.code == "form-not-in-force"


def test_a_draft_is_thrown_away(form: Form, control_focal_officer: Person, moment: datetime) -> None:
    discard_form_draft(form=form, by=control_focal_officer, at=moment)
    assert draft_of(form) is None
    with pytest.raises(Refused) as refused:
        discard_form_draft(form=form, by=control_focal_officer, at=moment)
    assert refused.value.code == "form-draft-not-found"


@pytest.mark.parametrize(
    "change",
    [
        "SET schema = '{}'", "SET number = 9", "SET state = 'draft', in_force = NULL, published_at = NULL",
        "SET in_force = daterange('2020-01-01', NULL)", "SET published_at = now()",
    ],
)  # fmt: skip
def test_a_published_version_is_frozen_in_the_database(
    form: Form, publish: Publish, today: date, change: str
) -> None:
    version = publish(form, today)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE forms_formversion {change} WHERE id = %s", [version.pk])
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        FormVersion.objects.filter(pk=version.pk).delete()


def test_the_agency_s_own_form_comes_first(
    form: Form, publish: Publish, bodies: Bodies, control_focal_officer: Person, moment: datetime, today: date
) -> None:
    shared = publish(form, today)
    own = create_form(
        matter=MATTER,
        agency=bodies.department,
        name="Riêng",
        schema=schema("Riêng"),
        by=control_focal_officer,
        at=moment,
    )
    assert find_form_version(MATTER, bodies.department.pk, today) == shared
    version = publish(own, today)
    assert find_form_version(MATTER, bodies.department.pk, today) == version
    assert find_form_version(MATTER, bodies.commune_committee.pk, today) == shared
    assert find_form_version(MATTER, None, today) == shared
    assert matters_with_form([MATTER, "procedure:1"], bodies.department.pk, today) == {MATTER}


def test_a_form_is_found_with_one_query(
    form: Form, publish: Publish, bodies: Bodies, today: date, django_assert_num_queries: Any
) -> None:
    publish(form, today)
    with django_assert_num_queries(1):
        found = find_form_version(MATTER, bodies.department.pk, today)
        assert found is not None
        assert found.form.name == "Đơn"


def test_the_list_reads_two_queries_however_long(
    form: Form, control_focal_officer: Person, moment: datetime, today: date, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        create_form(
            matter=f"procedure:1.00000{number}", agency=None, name=f"Đơn số {number}", schema=schema(),
            by=control_focal_officer, at=moment,
        )  # fmt: skip
    with django_assert_num_queries(2):
        found = page_of_forms(text="", on=today, after=None, size=3)
    assert len(found) == 4
    assert [
        row.draft is not None for row in page_of_forms(text="don SO 3", on=today, after=None, size=9)
    ] == [True]
    assert [row.form.matter for row in page_of_forms(text="3.000465", on=today, after=None, size=9)] == [
        MATTER
    ]
    last = found[2].form
    after = page_of_forms(text="", on=today, after=(last.sort_key, last.pk), size=9)
    assert after[0].form == found[3].form


def test_the_general_form_is_there_from_the_start(bodies: Bodies, moment: datetime, today: date) -> None:
    general = find_form_version("procedure:anything", bodies.department.pk, today)
    assert general is not None
    assert schema_of(general).find("request") is not None
    before = Form.objects.count()
    load(at=moment)
    assert Form.objects.count() == before


def test_a_shipped_form_does_not_undo_what_people_wrote(form: Form, moment: datetime, today: date) -> None:
    shipped = ShippedForm(matter=MATTER, agency=None, schema=schema("Kèm chương trình"), from_on=today)
    assert load_form(shipped=shipped, at=moment) is None
    with pytest.raises(Refused):
        load_form(shipped=ShippedForm(matter="procedure:9", agency=None, schema={}, from_on=today), at=moment)


def test_what_is_not_there_is_refused() -> None:
    from motcua.kernel.ids import new_id

    with pytest.raises(Refused) as refused:
        get_form_version(new_id())
    assert refused.value.code == "form-version-not-found"
