import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0008_assess_procedures_in_draft_acts"),
    ]

    operations = [
        migrations.AddField(
            model_name="simplificationproposal",
            name="scenario",
            field=models.ForeignKey(
                help_text="The trial it follows.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reviews.scenario",
            ),
        ),
    ]
