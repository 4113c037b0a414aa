"""What somebody sent, how it was judged, what was asked and answered stays as it was."""

from django.db import migrations

FORWARD = r"""
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

CREATE FUNCTION feedback_refuse_frozen_questionnaire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'questionnaire version % is frozen', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER frozen_version BEFORE UPDATE OR DELETE ON feedback_questionnaireversion
    FOR EACH ROW EXECUTE FUNCTION feedback_refuse_frozen_questionnaire();
CREATE FUNCTION feedback_refuse_closed_survey() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
    IF EXISTS (SELECT 1 FROM feedback_survey WHERE id = (row ->> 'survey_id')::uuid AND status = 'closed') THEN
        RAISE EXCEPTION 'survey % is closed', row ->> 'survey_id' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER closed_survey BEFORE INSERT OR UPDATE OR DELETE ON feedback_surveyresponse
    FOR EACH ROW EXECUTE FUNCTION feedback_refuse_closed_survey();
"""
BACKWARD = """
DROP TRIGGER closed_survey ON feedback_surveyresponse;
DROP FUNCTION feedback_refuse_closed_survey();
DROP TRIGGER frozen_version ON feedback_questionnaireversion;
DROP FUNCTION feedback_refuse_frozen_questionnaire();
DROP TRIGGER original_stays ON feedback_feedback;
DROP FUNCTION feedback_original_stays();
DROP TRIGGER moderation_stays ON feedback_moderation;
DROP FUNCTION feedback_moderation_stays();
"""


class Migration(migrations.Migration):
    replaces = [("feedback", "0004_originals_stay")]
    dependencies = [("feedback", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
