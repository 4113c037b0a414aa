"""Who read what is never changed."""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION dossiers_readings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'who read what is never changed';
END $$;
CREATE TRIGGER readings_stay BEFORE UPDATE OR DELETE ON dossiers_reading
    FOR EACH ROW EXECUTE FUNCTION dossiers_readings_stay();
"""
BACKWARD = """
DROP TRIGGER readings_stay ON dossiers_reading;
DROP FUNCTION dossiers_readings_stay();
"""


class Migration(migrations.Migration):
    replaces = [("dossiers", "0002_readings_stay")]
    dependencies = [("dossiers", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
