"""A published version of a form may only end."""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION forms_refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- A published version may only end: everything but its period and its retirement stays as it was.
    IF TG_OP = 'UPDATE' AND NEW.state IN (OLD.state, 'retired')
        AND to_jsonb(OLD) - 'in_force' - 'state' = to_jsonb(NEW) - 'in_force' - 'state'
        AND (NEW.in_force IS NULL OR lower(OLD.in_force) = lower(NEW.in_force)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'form version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER frozen_version BEFORE UPDATE OR DELETE ON forms_formversion
    FOR EACH ROW EXECUTE FUNCTION forms_refuse_frozen_version();
"""
BACKWARD = """
DROP TRIGGER frozen_version ON forms_formversion;
DROP FUNCTION forms_refuse_frozen_version();
"""


class Migration(migrations.Migration):
    replaces = [("forms", "0002_frozen_versions")]
    dependencies = [("forms", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
