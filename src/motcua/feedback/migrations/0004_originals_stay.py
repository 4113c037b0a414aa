from django.db import migrations

FORWARD = """
CREATE FUNCTION feedback_original_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.title, OLD.body, OLD.code, OLD.sender_kind, OLD.sent_at)
        IS DISTINCT FROM (NEW.title, NEW.body, NEW.code, NEW.sender_kind, NEW.sent_at) THEN
        RAISE EXCEPTION 'what somebody sent is never changed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER original_stays BEFORE UPDATE ON feedback_feedback
    FOR EACH ROW EXECUTE FUNCTION feedback_original_stays();
CREATE FUNCTION feedback_moderation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'how a text was judged is never changed';
END $$;
CREATE TRIGGER moderation_stays BEFORE UPDATE OR DELETE ON feedback_moderation
    FOR EACH ROW EXECUTE FUNCTION feedback_moderation_stays();
"""
BACKWARD = """
DROP TRIGGER original_stays ON feedback_feedback;
DROP FUNCTION feedback_original_stays();
DROP TRIGGER moderation_stays ON feedback_moderation;
DROP FUNCTION feedback_moderation_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_keep_what_people_say")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
