from django.db import migrations

FREEZE = r"""
CREATE OR REPLACE FUNCTION reviews_refuse_frozen_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What may still be said of an approved proposal: whether it was carried out, and who follows it.
    free text[] := ARRAY['status', 'status_note', 'carried_out_by_id', 'carried_out_on', 'carrying_note',
                         'confirmed_by_id', 'confirmed_at', 'revision'{more}];
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    ELSIF TG_OP = 'UPDATE' AND to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'proposal % is approved and frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0010_agreed_sheets_pass_on")]
    operations = [migrations.RunSQL(FREEZE.replace("{more}", ", 'agency_id'"), FREEZE.replace("{more}", ""))]
