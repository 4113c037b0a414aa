from django.db import migrations

FREEZE = r"""
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

THAW = """
DROP TRIGGER frozen_part ON plans_checklistitem;
DROP TRIGGER frozen_version ON plans_checklistversion;
DROP FUNCTION plans_refuse_frozen_item();
DROP FUNCTION plans_refuse_frozen_checklist();
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_inspect_commit_find_out_and_teach")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
