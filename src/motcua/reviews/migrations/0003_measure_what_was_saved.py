"""What a change saved is kept with how it was measured, and never changed."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import motcua.reviews.enums.cost
import motcua.reviews.enums.measured

# Earlier rows were measured from the day of carrying out on, and nothing was counted in money from dossiers.
FILL = """
UPDATE reviews_proposalmeasurement m SET after_from = p.carried_out_on
FROM reviews_simplificationproposal p WHERE p.id = m.proposal_id
"""
FREEZE = r"""
CREATE FUNCTION reviews_refuse_kept_measurement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'measurement % is kept as it was', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER kept_measurement BEFORE UPDATE OR DELETE ON reviews_proposalmeasurement
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_kept_measurement();
"""
UNFREEZE = r"""
DROP TRIGGER kept_measurement ON reviews_proposalmeasurement;
DROP FUNCTION reviews_refuse_kept_measurement();
"""


def _add(name, field, **more):
    return migrations.AddField(model_name="proposalmeasurement", name=name, field=field, **more)


def _alter(name, field):
    return migrations.AlterField(model_name="proposalmeasurement", name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0002_agreed_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        _add("after_from", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        _alter("after_from", models.DateField()),
        _add(
            "confidence",
            models.CharField(
                choices=motcua.reviews.enums.cost.Confidence.choices, default="low", max_length=10
            ),
            preserve_default=False,
        ),
        _add("figures", models.JSONField(default=list)),
        _add(
            "missing",
            models.CharField(
                blank=True,
                choices=motcua.reviews.enums.measured.NotMeasured.choices,
                default="no_rates",
                help_text="Why there are no amounts.",
                max_length=12,
            ),
            preserve_default=False,
        ),
        _add(
            "saving_percent",
            models.DecimalField(decimal_places=2, help_text="None of nothing.", max_digits=12, null=True),
        ),
        _add("year_before_vnd", models.BigIntegerField(help_text="Of twelve months.", null=True)),
        _add("year_after_vnd", models.BigIntegerField(null=True)),
        _alter("after_until", models.DateField(help_text="The last day that counts.")),
        _alter("before_until", models.DateField(help_text="The first day that counts no more.")),
        _alter("cost_before_vnd", models.BigIntegerField(help_text="Of one dossier.", null=True)),
        migrations.AddConstraint(
            model_name="proposalmeasurement",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(missing="", year_after_vnd__isnull=False, year_before_vnd__isnull=False),
                    Q(
                        Q(missing="", _negated=True),
                        year_after_vnd__isnull=True,
                        year_before_vnd__isnull=True,
                    ),
                    _connector="OR",
                ),
                name="measurement_has_amounts_or_says_why",
            ),
        ),
        migrations.RunSQL(FREEZE, UNFREEZE),
    ]
