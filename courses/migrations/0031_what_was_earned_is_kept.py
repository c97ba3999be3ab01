"""The database refuses to change or delete what was earned, whoever asks."""

from django.db import migrations

KEEP = """
CREATE FUNCTION courses_keep_what_was_earned() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was earned is kept: no % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER courses_completion_is_kept
    BEFORE UPDATE OR DELETE ON courses_completion
    FOR EACH ROW EXECUTE FUNCTION courses_keep_what_was_earned();
CREATE TRIGGER courses_achievement_is_kept
    BEFORE UPDATE OR DELETE ON courses_achievement
    FOR EACH ROW EXECUTE FUNCTION courses_keep_what_was_earned();
"""

KEEP_NO_MORE = """
DROP TRIGGER courses_completion_is_kept ON courses_completion;
DROP TRIGGER courses_achievement_is_kept ON courses_achievement;
DROP FUNCTION courses_keep_what_was_earned();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0030_packages_of_courses")]

    operations = [migrations.RunSQL(KEEP, KEEP_NO_MORE)]
