import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import motcua.deadlines.enums


class Migration(migrations.Migration):
    initial = True

    dependencies = [("kernel", "0001_journal")]

    operations = [
        migrations.CreateModel(
            name="IndexMaximum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index", models.CharField(max_length=20)),
                ("component", models.CharField(max_length=10)),
                ("points", models.DecimalField(decimal_places=2, max_digits=5)),
                ("basis", models.CharField(max_length=250)),
                (
                    "certainty",
                    models.CharField(choices=motcua.deadlines.enums.Certainty.choices, max_length=1),
                ),
                ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("points__gt", 0)), name="index_maximum_above_zero"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("index", "="), ("component", "="), ("in_force", "&&")],
                        name="one_index_maximum_at_a_time",
                    ),
                ],
            },
        ),
    ]
