"""What is approved or published stays as it was."""

from django.db import migrations

FORWARD = r"""
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

CREATE FUNCTION plans_refuse_frozen_checklist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'check-list version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER frozen_version BEFORE UPDATE OR DELETE ON plans_checklistversion
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_frozen_checklist();

CREATE FUNCTION plans_refuse_frozen_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
    owner_id uuid := (part ->> 'version_id')::uuid;
BEGIN
    IF EXISTS (SELECT 1 FROM plans_checklistversion WHERE id = owner_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'check-list version % is frozen', owner_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON plans_checklistitem
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_frozen_item();
"""
BACKWARD = """
DROP TRIGGER frozen_part ON plans_checklistitem;
DROP TRIGGER frozen_version ON plans_checklistversion;
DROP FUNCTION plans_refuse_frozen_item();
DROP FUNCTION plans_refuse_frozen_checklist();
DROP TRIGGER frozen_part ON plans_line;
DROP TRIGGER frozen_part ON plans_target;
DROP TRIGGER frozen_part ON plans_lineunit;
DROP TRIGGER frozen_version ON plans_planversion;
DROP FUNCTION plans_refuse_frozen_part();
DROP FUNCTION plans_refuse_frozen_version();
"""


class Migration(migrations.Migration):
    replaces = [
        ("plans", "0002_approved_versions_are_frozen"),
        ("plans", "0004_published_checklists_are_frozen"),
    ]
    dependencies = [("plans", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
