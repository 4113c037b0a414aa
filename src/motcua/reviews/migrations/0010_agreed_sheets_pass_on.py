from django.db import migrations

# An agreed sheet stays as it is; only the agency that keeps it may become its successor.
PASSING = r"""
CREATE OR REPLACE FUNCTION reviews_refuse_agreed_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft'
        AND (TG_OP = 'DELETE' OR to_jsonb(OLD) - 'agency_id' <> to_jsonb(NEW) - 'agency_id') THEN
        RAISE EXCEPTION 'cost sheet % is agreed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
STAY = r"""
CREATE OR REPLACE FUNCTION reviews_refuse_agreed_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft' THEN
        RAISE EXCEPTION 'cost sheet % is agreed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_propose_what_was_tried")]
    operations = [migrations.RunSQL(PASSING, STAY)]
