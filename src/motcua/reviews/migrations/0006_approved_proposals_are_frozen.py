from django.db import migrations

FREEZE = r"""
CREATE FUNCTION reviews_refuse_frozen_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What may still be said of an approved proposal: whether it was carried out.
    free text[] := ARRAY['status', 'status_note', 'carried_out_by_id', 'carried_out_on', 'carrying_note',
                         'confirmed_by_id', 'confirmed_at', 'revision'];
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    ELSIF TG_OP = 'UPDATE' AND to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'proposal % is approved and frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER frozen_proposal BEFORE UPDATE OR DELETE ON reviews_simplificationproposal
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_frozen_proposal();

CREATE FUNCTION reviews_refuse_frozen_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
BEGIN
    IF EXISTS (
        SELECT 1 FROM reviews_simplificationproposal
        WHERE id = (part ->> 'proposal_id')::uuid AND approved_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'proposal % is approved and frozen', part ->> 'proposal_id' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_change BEFORE INSERT OR UPDATE OR DELETE ON reviews_legalchange
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_frozen_change();
"""

THAW = """
DROP TRIGGER frozen_change ON reviews_legalchange;
DROP TRIGGER frozen_proposal ON reviews_simplificationproposal;
DROP FUNCTION reviews_refuse_frozen_change();
DROP FUNCTION reviews_refuse_frozen_proposal();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_fill_in_reviews_and_propose")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
