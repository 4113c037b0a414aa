from django.db import migrations, models

KNOWN_SINCE = """
    UPDATE dossiers_submittedpaper p SET reused_at = coalesce(d.received_at, d.submitted_at)
    FROM dossiers_dossier d WHERE d.id = p.dossier_id AND p.form = 'reused'
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0009_index_what_nobody_holds")]

    operations = [
        migrations.AddField(
            model_name="submittedpaper",
            name="reused_at",
            field=models.DateTimeField(
                help_text="When it was first taken from there; never unsaid.", null=True
            ),
        ),
        migrations.RunSQL(KNOWN_SINCE, migrations.RunSQL.noop),
    ]
