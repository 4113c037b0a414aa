from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("feedback", "0007_meet_people_and_answer_calls")]

    operations = [
        migrations.RemoveConstraint(model_name="surveyresponse", name="online_answers_are_nobodys"),
        migrations.AlterField(
            model_name="surveyresponse",
            name="on",
            field=models.DateField(help_text="The day on which a paper sheet was typed.", null=True),
        ),
        migrations.AddConstraint(
            model_name="surveyresponse",
            constraint=models.CheckConstraint(
                condition=Q(channel="online", entered_by__isnull=True, sheet__isnull=True, on__isnull=True)
                | (~Q(channel="online") & Q(on__isnull=False)),
                name="online_answers_are_nobodys",
            ),
        ),
    ]
