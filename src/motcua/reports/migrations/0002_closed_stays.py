"""Closed figures may only be signed, then sent."""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION reports_refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['status', 'signed_by_id', 'signed_at', 'signer_title', 'document_number', 'sent_by_id',
                          'sent_at'];
BEGIN
    IF OLD.status IN ('draft', 'checked') THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    -- Closed figures stay as they were: the version may only be signed, then sent.
    ELSIF TG_OP = 'UPDATE' AND (OLD.status, NEW.status) IN (('closed', 'signed'), ('signed', 'sent'))
        AND to_jsonb(OLD) - later = to_jsonb(NEW) - later
        AND (OLD.status = 'closed' OR (OLD.signed_at, OLD.signed_by_id, OLD.document_number)
             IS NOT DISTINCT FROM (NEW.signed_at, NEW.signed_by_id, NEW.document_number)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'report version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER frozen_version BEFORE UPDATE OR DELETE ON reports_reportversion
    FOR EACH ROW EXECUTE FUNCTION reports_refuse_frozen_version();
"""
BACKWARD = """
DROP TRIGGER frozen_version ON reports_reportversion;
DROP FUNCTION reports_refuse_frozen_version();
"""


class Migration(migrations.Migration):
    replaces = [("reports", "0002_closed_versions_are_frozen")]
    dependencies = [("reports", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
