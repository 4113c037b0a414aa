from django.db import migrations

PARTS = ["step", "submissionmethod", "dossiercomponent", "result", "legalbasis"]
GRANDPARTS = {
    "fee": ("submissionmethod", "method_id"),
    "applicationform": ("dossiercomponent", "component_id"),
}

FREEZE = r"""
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
"""


def triggers():
    statements = [
        f"CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_{part} "
        "FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part();"
        for part in PARTS
    ]
    statements += [
        f"CREATE TRIGGER frozen_part BEFORE INSERT OR UPDATE OR DELETE ON catalogue_{part} "
        f"FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_frozen_part('catalogue_{table}', '{column}');"
        for part, (table, column) in GRANDPARTS.items()
    ]
    return "\n".join(statements)


def no_triggers():
    statements = [f"DROP TRIGGER frozen_part ON catalogue_{part};" for part in [*PARTS, *GRANDPARTS]]
    return "\n".join(
        [
            *statements,
            "DROP TRIGGER frozen_version ON catalogue_procedureversion;",
            "DROP FUNCTION catalogue_refuse_frozen_part();",
            "DROP FUNCTION catalogue_refuse_frozen_version();",
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE + triggers(), no_triggers())]
