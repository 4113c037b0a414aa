from django.db import migrations

FREEZE = r"""
CREATE FUNCTION plans_refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('draft', 'submitted') THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    -- An approved version may only be followed by another: what it says stays as it was.
    ELSIF TG_OP = 'UPDATE' AND OLD.status = 'approved' AND NEW.status IN ('approved', 'superseded')
        AND to_jsonb(OLD) - 'status' = to_jsonb(NEW) - 'status' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'plan version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER frozen_version BEFORE UPDATE OR DELETE ON plans_planversion
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_frozen_version();

CREATE FUNCTION plans_refuse_frozen_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
    owner_id uuid := (part ->> 'version_id')::uuid;
BEGIN
    IF TG_NARGS = 1 THEN
        SELECT version_id INTO owner_id FROM plans_line WHERE id = (part ->> TG_ARGV[0])::uuid;
    END IF;
    IF EXISTS (SELECT 1 FROM plans_planversion WHERE id = owner_id AND status NOT IN ('draft', 'submitted')) THEN
        RAISE EXCEPTION 'plan version % is frozen', owner_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON plans_line
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON plans_target
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON plans_lineunit
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_frozen_part('line_id');
"""

THAW = """
DROP TRIGGER frozen_part ON plans_line;
DROP TRIGGER frozen_part ON plans_target;
DROP TRIGGER frozen_part ON plans_lineunit;
DROP TRIGGER frozen_version ON plans_planversion;
DROP FUNCTION plans_refuse_frozen_part();
DROP FUNCTION plans_refuse_frozen_version();
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_say_what_a_plan_is")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
