"""Tables made together: also those that point to each other in a circle, and undone the other way round."""

from __future__ import annotations

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from motcua.config.installation import require_upgradable
from motcua.kernel.migrations._together import CreateTogether
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def _key() -> models.BigAutoField[int, int]:
    return models.BigAutoField(primary_key=True)


def _circle() -> CreateTogether:
    """A hen comes of an egg, an egg of a hen."""
    return CreateTogether(
        [
            migrations.CreateModel(
                "Hen",
                [("id", _key()), ("egg", models.ForeignKey("kernel.Egg", models.PROTECT, null=True))],
                {"constraints": [models.UniqueConstraint(fields=["egg"], name="one_hen_an_egg")]},
            ),
            migrations.CreateModel(
                "Egg",
                [("id", _key()), ("hen", models.ForeignKey("kernel.Hen", models.PROTECT, null=True))],
                {"indexes": [models.Index(fields=["hen", "id"], name="eggs_of_a_hen")]},
            ),
        ]
    )


def test_tables_in_a_circle_are_made_and_undone() -> None:
    step, before = _circle(), ProjectState()
    after = before.clone()
    step.state_forwards("kernel", after)
    with connection.schema_editor() as editor:
        step.database_forwards("kernel", editor, before, after)
    with connection.cursor() as cursor:
        assert {"kernel_hen", "kernel_egg"} <= set(connection.introspection.table_names(cursor))
        hen = connection.introspection.get_constraints(cursor, "kernel_hen")
        assert hen["one_hen_an_egg"]["unique"]
        assert [each["foreign_key"] for each in hen.values() if each["foreign_key"]] == [("kernel_egg", "id")]
        assert "eggs_of_a_hen" in connection.introspection.get_constraints(cursor, "kernel_egg")
    with connection.schema_editor() as editor:
        step.database_backwards("kernel", editor, after, before)
    with connection.cursor() as cursor:
        assert not {"kernel_hen", "kernel_egg"} & set(connection.introspection.table_names(cursor))


def test_it_says_what_single_steps_would_say() -> None:
    together, apart = ProjectState(), ProjectState()
    step = _circle()
    step.state_forwards("kernel", together)
    for each in step.models:
        each.state_forwards("kernel", apart)
    assert together == apart
    path, args, kwargs = step.deconstruct()
    assert CreateTogether(*args, **kwargs).models == step.models
    assert path == "CreateTogether"


def test_an_installation_from_before_has_nothing_to_do() -> None:
    """Who applied the single steps of an earlier state is not asked to make the tables again."""
    executor = MigrationExecutor(connection)
    assert executor.loader.replacements
    recorder = executor.recorder
    for (room, name), migration in executor.loader.replacements.items():
        recorder.record_unapplied(room, name)
        for place, step in migration.replaces:
            assert place == room
            recorder.record_applied(place, step)
    later = MigrationExecutor(connection)
    assert later.migration_plan(later.loader.graph.leaf_nodes()) == []


def test_a_database_between_the_steps_is_refused_in_words() -> None:
    executor = MigrationExecutor(connection)
    require_upgradable(executor.loader)
    (room, name), migration = next(
        (key, step) for key, step in executor.loader.replacements.items() if len(step.replaces) > 1
    )
    executor.recorder.record_unapplied(room, name)
    for step in migration.replaces[1:]:
        executor.recorder.record_unapplied(*step)
    with pytest.raises(Refused) as refused:
        require_upgradable(MigrationExecutor(connection).loader)
    assert refused.value.code == "upgrade-from-between"
    assert room in refused.value.message
