from django.db import migrations

# An imported version that began on the very day from which a corrected import speaks may be set aside. It stays,
# whole and frozen, but has no period any more. What a decision promulgated cannot be set aside.
WITH_CORRECTION = r"""
CREATE OR REPLACE FUNCTION catalogue_refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'draft' THEN RETURN OLD; END IF;
    ELSIF OLD.state = 'draft' THEN
        RETURN NEW;
    -- A promulgated version may only end: everything but its period stays as it was.
    ELSIF OLD.state = NEW.state AND to_jsonb(OLD) - 'in_force' = to_jsonb(NEW) - 'in_force'
        AND lower(OLD.in_force) = lower(NEW.in_force) THEN
        RETURN NEW;
    ELSIF OLD.state = 'promulgated' AND NEW.state = 'abandoned' AND OLD.decision_id IS NULL
        AND NEW.in_force IS NULL
        AND to_jsonb(OLD) - '{in_force,state}'::text[] = to_jsonb(NEW) - '{in_force,state}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'procedure version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;
"""

WITHOUT_CORRECTION = r"""
CREATE OR REPLACE FUNCTION catalogue_refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'draft' THEN RETURN OLD; END IF;
    ELSIF OLD.state = 'draft' THEN
        RETURN NEW;
    -- A promulgated version may only end: everything but its period stays as it was.
    ELSIF OLD.state = NEW.state AND to_jsonb(OLD) - 'in_force' = to_jsonb(NEW) - 'in_force'
        AND lower(OLD.in_force) = lower(NEW.in_force) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'procedure version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_keep_findings")]
    operations = [migrations.RunSQL(WITH_CORRECTION, WITHOUT_CORRECTION)]
