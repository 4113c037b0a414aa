import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.payments.enums


class Migration(migrations.Migration):
    replaces = [("payments", "0001_charges_and_collections"), ("payments", "0003_pay_online")]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("kernel", "0001_journal"),
        ("organisations", "0001_first"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Charge",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=64)),
                        ("subject_label", models.CharField(max_length=60)),
                        ("subject_folded", models.CharField(max_length=60)),
                        ("payer_name", models.CharField(blank=True, max_length=250)),
                        ("fee_name", models.CharField(max_length=250)),
                        (
                            "fee_kind",
                            models.CharField(choices=motcua.payments.enums.FeeKind.choices, max_length=10),
                        ),
                        ("fee_code", models.CharField(blank=True, max_length=60)),
                        ("basis", models.CharField(blank=True, max_length=500)),
                        (
                            "moment",
                            models.CharField(
                                choices=motcua.payments.enums.PaymentMoment.choices, max_length=20
                            ),
                        ),
                        ("amount_vnd", models.BigIntegerField()),
                        ("owed_at", models.DateTimeField()),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("cancel_reason", models.CharField(blank=True, max_length=500)),
                        ("collected_vnd", models.BigIntegerField(default=0)),
                        ("exempt_vnd", models.BigIntegerField(default=0)),
                        ("refunded_vnd", models.BigIntegerField(default=0)),
                        (
                            "left_vnd",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(("cancelled_at__isnull", False)), then=models.Value(0)
                                    ),
                                    default=django.db.models.functions.comparison.Greatest(
                                        models.Value(0),
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("amount_vnd"), "-", models.F("exempt_vnd")
                                            ),
                                            "-",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("collected_vnd"), "-", models.F("refunded_vnd")
                                            ),
                                        ),
                                    ),
                                    output_field=models.BigIntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "excess_vnd",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(("cancelled_at__isnull", False)),
                                        then=django.db.models.expressions.CombinedExpression(
                                            models.F("collected_vnd"), "-", models.F("refunded_vnd")
                                        ),
                                    ),
                                    default=django.db.models.functions.comparison.Greatest(
                                        models.Value(0),
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("collected_vnd"), "-", models.F("refunded_vnd")
                                            ),
                                            "-",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("amount_vnd"), "-", models.F("exempt_vnd")
                                            ),
                                        ),
                                    ),
                                    output_field=models.BigIntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="charges",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "desk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject_kind", "subject_id"], name="charge_subject"),
                            models.Index(
                                condition=models.Q(
                                    ("left_vnd__gt", 0), ("excess_vnd__gt", 0), _connector="OR"
                                ),
                                fields=["owed_at", "id"],
                                name="charge_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_vnd__gte", 0)), name="charge_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exempt_vnd__gte", 0), ("exempt_vnd__lte", models.F("amount_vnd"))
                                ),
                                name="charge_exempt_in_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("collected_vnd__gte", 0),
                                    (
                                        "collected_vnd__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("amount_vnd"), "+", models.F("refunded_vnd")
                                        ),
                                    ),
                                ),
                                name="charge_collected_in_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("refunded_vnd__gte", 0), ("refunded_vnd__lte", models.F("collected_vnd"))
                                ),
                                name="charge_refunded_in_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancelled_at__isnull", True),
                                    models.Q(("cancel_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="charge_cancelled_for_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Collection",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("amount_vnd", models.BigIntegerField()),
                        (
                            "way",
                            models.CharField(choices=motcua.payments.enums.PaymentWay.choices, max_length=10),
                        ),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        ("key", models.CharField(max_length=120, unique=True)),
                        ("on", models.DateField()),
                        ("paid_at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("series", models.CharField(max_length=10)),
                        ("year", models.SmallIntegerField()),
                        ("number", models.IntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "charge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="collections",
                                to="payments.charge",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "on", "way", "id"], name="collection_day")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_vnd__gt", 0)), name="collection_of_something"
                            ),
                            models.UniqueConstraint(
                                fields=("agency", "year", "series", "number"), name="receipt_number_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exemption",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("amount_vnd", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=500)),
                        ("basis", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "charge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemptions",
                                to="payments.charge",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_vnd__gt", 0)), name="exemption_of_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnlineRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=64)),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("amount_vnd", models.BigIntegerField()),
                        ("gateway", models.CharField(max_length=60)),
                        ("is_trial", models.BooleanField()),
                        ("return_path", models.CharField(max_length=300)),
                        ("asked_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("transaction", models.CharField(blank=True, max_length=120)),
                        ("surplus_vnd", models.BigIntegerField(default=0)),
                        ("surplus_note", models.CharField(blank=True, max_length=500)),
                        ("surplus_settled_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject_kind", "subject_id", "asked_at"],
                                name="online_request_subject",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("surplus_settled_at__isnull", True), ("surplus_vnd__gt", 0)
                                ),
                                fields=["confirmed_at"],
                                name="online_request_surplus",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_vnd__gt", 0)), name="online_request_for_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("surplus_vnd__gte", 0), ("surplus_vnd__lte", models.F("amount_vnd"))
                                ),
                                name="surplus_in_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_at__isnull", True),
                                    models.Q(("transaction", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="confirmed_by_transaction",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnlinePart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount_vnd", models.BigIntegerField()),
                        (
                            "charge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="payments.charge",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="payments.onlinerequest",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "charge"), name="online_part_once"),
                            models.CheckConstraint(
                                condition=models.Q(("amount_vnd__gt", 0)), name="online_part_of_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptCounter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.SmallIntegerField()),
                        ("series", models.CharField(max_length=10)),
                        ("last", models.IntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "year", "series"), name="receipt_counter_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reconciliation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "way",
                            models.CharField(choices=motcua.payments.enums.PaymentWay.choices, max_length=10),
                        ),
                        ("expected_vnd", models.BigIntegerField()),
                        ("counted_vnd", models.BigIntegerField()),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("closed_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "day", "way"), name="day_closed_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expected_vnd", models.F("counted_vnd")),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="difference_is_explained",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Refund",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("amount_vnd", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "way",
                            models.CharField(choices=motcua.payments.enums.PaymentWay.choices, max_length=10),
                        ),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "charge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refunds",
                                to="payments.charge",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "on", "way", "id"], name="refund_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_vnd__gt", 0)), name="refund_of_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("bank_bin", models.CharField(max_length=6)),
                        ("account_number", models.CharField(max_length=19)),
                        ("holder_name", models.CharField(max_length=120)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bank_accounts",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("agency", "="), ("in_force", "&&")],
                                name="one_bank_account_at_a_time",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
