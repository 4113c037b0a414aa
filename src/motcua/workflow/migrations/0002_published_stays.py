"""A published version of a process may only end."""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION workflow_refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    -- A published version may only end: everything but its state and the end of its period stays as it was.
    ELSIF TG_OP = 'UPDATE' AND NEW.state IN (OLD.state, 'retired')
        AND to_jsonb(OLD) - 'in_force' - 'state' = to_jsonb(NEW) - 'in_force' - 'state'
        AND (NEW.in_force IS NULL OR lower(OLD.in_force) IS NOT DISTINCT FROM lower(NEW.in_force)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'process version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER frozen_version BEFORE UPDATE OR DELETE ON workflow_processversion
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse_frozen_version();

CREATE FUNCTION workflow_refuse_frozen_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
    owner_id uuid := (part ->> 'version_id')::uuid;
BEGIN
    IF TG_NARGS = 1 THEN
        SELECT version_id INTO owner_id FROM workflow_step WHERE id = (part ->> TG_ARGV[0])::bigint;
    END IF;
    IF EXISTS (SELECT 1 FROM workflow_processversion WHERE id = owner_id AND state <> 'draft') THEN
        RAISE EXCEPTION 'process version % is frozen', owner_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON workflow_leg
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON workflow_step
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON workflow_move
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse_frozen_part('from_step_id');
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON workflow_consultation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse_frozen_part('step_id');
"""
BACKWARD = """
DROP TRIGGER frozen_part ON workflow_leg;
DROP TRIGGER frozen_part ON workflow_step;
DROP TRIGGER frozen_part ON workflow_move;
DROP TRIGGER frozen_part ON workflow_consultation;
DROP TRIGGER frozen_version ON workflow_processversion;
DROP FUNCTION workflow_refuse_frozen_part();
DROP FUNCTION workflow_refuse_frozen_version();
"""


class Migration(migrations.Migration):
    replaces = [("workflow", "0002_frozen_versions")]
    dependencies = [("workflow", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
