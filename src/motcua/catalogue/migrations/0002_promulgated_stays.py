"""A promulgated version of a procedure may only end."""

from django.db import migrations

FORWARD = r"""
-- An imported version that began on the very day from which a corrected import speaks may be set aside. It stays,
-- whole and frozen, but has no period any more. What a decision promulgated cannot be set aside.
CREATE FUNCTION catalogue_refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER frozen_version BEFORE UPDATE OR DELETE ON catalogue_procedureversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_version();

CREATE FUNCTION catalogue_refuse_frozen_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner_id uuid;
    part jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
BEGIN
    IF TG_NARGS = 0 THEN
        owner_id := (part ->> 'version_id')::uuid;
    ELSE
        EXECUTE format('SELECT version_id FROM %I WHERE id = $1', TG_ARGV[0])
            INTO owner_id USING (part ->> TG_ARGV[1])::bigint;
    END IF;
    IF EXISTS (SELECT 1 FROM catalogue_procedureversion WHERE id = owner_id AND state <> 'draft') THEN
        RAISE EXCEPTION 'procedure version % is frozen', owner_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_step
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_submissionmethod
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_dossiercomponent
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_result
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_legalbasis
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part();
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_fee
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part('catalogue_submissionmethod', 'method_id');
CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_applicationform
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part('catalogue_dossiercomponent', 'component_id');
"""
BACKWARD = """
DROP TRIGGER frozen_part ON catalogue_step;
DROP TRIGGER frozen_part ON catalogue_submissionmethod;
DROP TRIGGER frozen_part ON catalogue_dossiercomponent;
DROP TRIGGER frozen_part ON catalogue_result;
DROP TRIGGER frozen_part ON catalogue_legalbasis;
DROP TRIGGER frozen_part ON catalogue_fee;
DROP TRIGGER frozen_part ON catalogue_applicationform;
DROP TRIGGER frozen_version ON catalogue_procedureversion;
DROP FUNCTION catalogue_refuse_frozen_part();
DROP FUNCTION catalogue_refuse_frozen_version();
"""


class Migration(migrations.Migration):
    replaces = [("catalogue", "0002_frozen_versions"), ("catalogue", "0005_same_day_correction")]
    dependencies = [("catalogue", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
