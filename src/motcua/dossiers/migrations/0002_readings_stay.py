from django.db import migrations

FORWARD = """
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
    dependencies = [("dossiers", "0001_say_what_a_dossier_is")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
