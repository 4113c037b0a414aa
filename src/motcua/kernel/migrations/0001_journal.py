from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import motcua.kernel.ids

GUARD = r"""
CREATE FUNCTION kernel_journal_text(
    seq bigint, at timestamptz, kind text, actor text, subject_kind text, subject_id text, payload jsonb
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(
        seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), kind, actor,
        subject_kind, subject_id, payload
    )::text
$$;

CREATE FUNCTION kernel_journal_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_length bigint;
    last_head bytea;
BEGIN
    -- The head's row is the lock: writers of one subject queue, all others go on.
    INSERT INTO kernel_journalchain (chain, length, head) VALUES (NEW.chain, 1, ''::bytea)
        ON CONFLICT (chain) DO UPDATE SET length = kernel_journalchain.length + 1
        RETURNING length, head INTO last_length, last_head;
    NEW.seq := last_length;
    NEW.previous := last_head;
    NEW.hash := sha256(last_head || convert_to(kernel_journal_text(
        NEW.seq, NEW.at, NEW.kind, NEW.actor, NEW.subject_kind, NEW.subject_id, NEW.payload), 'UTF8'));
    UPDATE kernel_journalchain SET head = NEW.hash WHERE chain = NEW.chain;
    RETURN NEW;
END $$;

CREATE TRIGGER kernel_journal_append BEFORE INSERT ON kernel_journalentry
    FOR EACH ROW EXECUTE FUNCTION kernel_journal_append();

CREATE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER kernel_journal_no_change BEFORE UPDATE OR DELETE ON kernel_journalentry
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER kernel_journal_no_truncate BEFORE TRUNCATE ON kernel_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""

UNGUARD = """
DROP TRIGGER kernel_journal_no_truncate ON kernel_journalentry;
DROP TRIGGER kernel_journal_no_change ON kernel_journalentry;
DROP TRIGGER kernel_journal_append ON kernel_journalentry;
DROP FUNCTION kernel_refuse_change();
DROP FUNCTION kernel_journal_append();
DROP FUNCTION kernel_journal_text(bigint, timestamptz, text, text, text, text, jsonb);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="JournalChain",
            fields=[
                ("chain", models.TextField(primary_key=True, serialize=False)),
                ("length", models.BigIntegerField()),
                ("head", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("length__gt", 0)), name="journal_chain_not_empty"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("chain", models.TextField()),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("kind", models.TextField()),
                ("actor", models.TextField()),
                ("subject_kind", models.TextField()),
                ("subject_id", models.TextField()),
                ("payload", models.JSONField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "at"], name="journal_entry_subject"),
                    models.Index(fields=["at"], name="journal_entry_at"),
                    models.Index(fields=["kind", "at"], name="journal_entry_kind"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "seq"), name="journal_entry_place_in_chain")
                ],
            },
        ),
        migrations.CreateModel(
            name="LoadedData",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("digest", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
