from django.db import migrations, models

from motcua.kernel.text import fold


def fold_names(apps, schema_editor):
    forms = apps.get_model("forms", "Form")
    for form in forms.objects.using(schema_editor.connection.alias).all():
        form.folded = fold(form.name)[:300]
        form.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("forms", "0002_frozen_versions")]
    operations = [
        migrations.AddField(
            "form", "folded", models.CharField(max_length=300, default=""), preserve_default=False
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
