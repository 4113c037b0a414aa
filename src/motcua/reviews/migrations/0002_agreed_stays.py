"""Agreed cost sheets and approved proposals stay as they were."""

from django.db import migrations

FORWARD = r"""
-- Only the agency that keeps an agreed sheet may become its successor.
CREATE FUNCTION reviews_refuse_agreed_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft'
        AND (TG_OP = 'DELETE' OR to_jsonb(OLD) - 'agency_id' <> to_jsonb(NEW) - 'agency_id') THEN
        RAISE EXCEPTION 'cost sheet % is agreed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION reviews_refuse_agreed_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
    sheet uuid;
BEGIN
    -- A line may lose the paper it was made from; its numbers stay.
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'component_id' = to_jsonb(NEW) - 'component_id' THEN
        RETURN NEW;
    END IF;
    sheet := (part ->> 'estimate_id')::uuid;
    IF sheet IS NULL THEN
        SELECT estimate_id INTO sheet FROM reviews_costestimateline WHERE id = (part ->> 'line_id')::bigint;
    END IF;
    IF EXISTS (SELECT 1 FROM reviews_costestimate WHERE id = sheet AND status <> 'draft') THEN
        RAISE EXCEPTION 'cost sheet % is agreed', sheet USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER agreed_sheet BEFORE UPDATE OR DELETE ON reviews_costestimate
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_agreed_sheet();
CREATE TRIGGER agreed_line BEFORE INSERT OR UPDATE OR DELETE ON reviews_costestimateline
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_agreed_line();
CREATE TRIGGER agreed_line BEFORE INSERT OR UPDATE OR DELETE ON reviews_costlinevalue
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_agreed_line();

CREATE FUNCTION reviews_refuse_frozen_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What may still be said of an approved proposal: whether it was carried out, and who follows it.
    free text[] := ARRAY['status', 'status_note', 'carried_out_by_id', 'carried_out_on', 'carrying_note',
                         'confirmed_by_id', 'confirmed_at', 'revision', 'agency_id'];
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
BACKWARD = """
DROP TRIGGER frozen_change ON reviews_legalchange;
DROP TRIGGER frozen_proposal ON reviews_simplificationproposal;
DROP FUNCTION reviews_refuse_frozen_change();
DROP FUNCTION reviews_refuse_frozen_proposal();
DROP TRIGGER agreed_line ON reviews_costlinevalue;
DROP TRIGGER agreed_line ON reviews_costestimateline;
DROP TRIGGER agreed_sheet ON reviews_costestimate;
DROP FUNCTION reviews_refuse_agreed_line();
DROP FUNCTION reviews_refuse_agreed_sheet();
"""


class Migration(migrations.Migration):
    replaces = [
        ("reviews", "0006_approved_proposals_are_frozen"),
        ("reviews", "0010_agreed_sheets_pass_on"),
        ("reviews", "0011_followed_proposals_pass_on"),
    ]
    dependencies = [("reviews", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
