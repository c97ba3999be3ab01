"""What every test of both sites stands on."""

from typing import Any

from django.db import connections
from django.test import TransactionTestCase

# Filled by `migrate`, from the code: the same before a test and after it.
KEPT = (
    "django_migrations",
    "django_content_type",
    "django_site",
    "auth_permission",
    "forum_permission_forumpermission",
)
COMMITTING: Any = TransactionTestCase
DJANGOS_WAY = COMMITTING._fixture_teardown
EMPTYING = """
DO $$
DECLARE one regclass;
BEGIN
  -- Neither keys nor triggers are asked: nothing stays that they could protect.
  SET LOCAL session_replication_role = replica;
  FOR one IN
    SELECT oid FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname <> ALL (ARRAY[{kept}])
  LOOP
    EXECUTE format('DELETE FROM %s', one);
  END LOOP;
END $$
"""


def _empty_what_was_filled(case: Any) -> None:
    """After a test that commits: Django empties every table and asks all apps anew.

    With hundreds of tables that takes longer than most tests. Here rows are deleted,
    and what the code itself put there stays. Only a superuser may.
    """
    statement = EMPTYING.format(kept=", ".join(f"'{name}'" for name in KEPT))
    for alias in case._databases_names(include_mirrors=False):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_setting('is_superuser') = 'on'")
            if cursor.fetchone() == (False,):
                DJANGOS_WAY(case)
                return
            cursor.execute(statement)


COMMITTING._fixture_teardown = _empty_what_was_filled
