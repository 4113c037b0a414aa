"""Sums move only with the records of what was paid."""

from django.db import migrations

FORWARD = r"""
-- Collections, exemptions, refunds and closed days are facts: they stay as they were written.
CREATE FUNCTION payments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payments_collection
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payments_exemption
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payments_refund
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payments_reconciliation
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();

-- A charge may be cancelled once, and may pass to another agency. Its sums move only with the records below.
CREATE FUNCTION payments_guard_charge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['agency_id', 'desk_id', 'cancelled_at', 'cancel_reason', 'left_vnd', 'excess_vnd'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a charge is never removed' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.collected_vnd <> 0 OR NEW.exempt_vnd <> 0 OR NEW.refunded_vnd <> 0
            OR NEW.cancelled_at IS NOT NULL THEN
            RAISE EXCEPTION 'a charge begins untouched' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.cancelled_at IS NOT NULL AND (NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at
        OR NEW.cancel_reason <> OLD.cancel_reason) THEN
        RAISE EXCEPTION 'charge % is cancelled', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF pg_trigger_depth() > 1 THEN  -- one of the records below is coming in
        free := free || ARRAY['collected_vnd', 'exempt_vnd', 'refunded_vnd'];
    END IF;
    IF to_jsonb(OLD) - free <> to_jsonb(NEW) - free THEN
        RAISE EXCEPTION 'charge % does not change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_charge BEFORE INSERT OR UPDATE OR DELETE ON payments_charge
    FOR EACH ROW EXECUTE FUNCTION payments_guard_charge();

-- One agency's day: writers share it, whoever closes it has it alone.
CREATE FUNCTION payments_day_key(agency uuid, day date, way text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT hashtextextended('payments-day:' || agency::text || ':' || (day - DATE '2000-01-01')::text || ':' || way, 0)
$$;

CREATE FUNCTION payments_require_open_day(agency uuid, the_day date, the_way text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(payments_day_key(agency, the_day, the_way));
    IF EXISTS (SELECT 1 FROM payments_reconciliation
               WHERE agency_id = agency AND day = the_day AND way = the_way) THEN
        RAISE EXCEPTION 'the day % is closed', the_day USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION payments_take_collection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM payments_require_open_day(NEW.agency_id, NEW."on", NEW.way);
    UPDATE payments_charge SET collected_vnd = collected_vnd + NEW.amount_vnd
        WHERE id = NEW.charge_id AND left_vnd >= NEW.amount_vnd;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'more is collected than is owed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER take_collection BEFORE INSERT ON payments_collection
    FOR EACH ROW EXECUTE FUNCTION payments_take_collection();

CREATE FUNCTION payments_take_exemption() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE payments_charge SET exempt_vnd = exempt_vnd + NEW.amount_vnd
        WHERE id = NEW.charge_id AND cancelled_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a cancelled charge is not exempted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER take_exemption BEFORE INSERT ON payments_exemption
    FOR EACH ROW EXECUTE FUNCTION payments_take_exemption();

CREATE FUNCTION payments_take_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM payments_require_open_day(NEW.agency_id, NEW."on", NEW.way);
    UPDATE payments_charge SET refunded_vnd = refunded_vnd + NEW.amount_vnd WHERE id = NEW.charge_id;
    RETURN NEW;
END $$;

CREATE TRIGGER take_refund BEFORE INSERT ON payments_refund
    FOR EACH ROW EXECUTE FUNCTION payments_take_refund();

CREATE FUNCTION payments_close_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(payments_day_key(NEW.agency_id, NEW.day, NEW.way));
    SELECT coalesce((SELECT sum(amount_vnd) FROM payments_collection
                     WHERE agency_id = NEW.agency_id AND "on" = NEW.day AND way = NEW.way), 0)
         - coalesce((SELECT sum(amount_vnd) FROM payments_refund
                     WHERE agency_id = NEW.agency_id AND "on" = NEW.day AND way = NEW.way), 0)
        INTO moved;
    IF moved <> NEW.expected_vnd THEN
        RAISE EXCEPTION 'the takings changed meanwhile' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER close_day BEFORE INSERT ON payments_reconciliation
    FOR EACH ROW EXECUTE FUNCTION payments_close_day();
"""
BACKWARD = """
DROP TRIGGER close_day ON payments_reconciliation;
DROP TRIGGER take_refund ON payments_refund;
DROP TRIGGER take_exemption ON payments_exemption;
DROP TRIGGER take_collection ON payments_collection;
DROP TRIGGER guard_charge ON payments_charge;
DROP TRIGGER append_only ON payments_reconciliation;
DROP TRIGGER append_only ON payments_refund;
DROP TRIGGER append_only ON payments_exemption;
DROP TRIGGER append_only ON payments_collection;
DROP FUNCTION payments_close_day();
DROP FUNCTION payments_take_refund();
DROP FUNCTION payments_take_exemption();
DROP FUNCTION payments_take_collection();
DROP FUNCTION payments_require_open_day(uuid, date, text);
DROP FUNCTION payments_day_key(uuid, date, text);
DROP FUNCTION payments_guard_charge();
DROP FUNCTION payments_refuse_change();
"""


class Migration(migrations.Migration):
    replaces = [("payments", "0002_keep_the_sums")]
    dependencies = [("payments", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
