"""What a person may do in a forum: machina's checker with plainer arithmetic.

Machina's own lets one refusal in one forum change the answer for the others, and one
grant to one person switch off the rights that everyone has. Here the order is: the
forum's audience, then what is granted or refused to the person's groups (in this forum
before everywhere; a refusal before a grant), then what everyone who signed in may do.
Who moderates a forum may do everything there; who is suspended only reads.
Grants to single persons do not exist.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from machina.apps.forum_permission.checker import (
    ForumPermissionChecker as MachinaChecker,
)
from machina.apps.forum_permission.defaults import PermissionConfig

from accounts.models import User
from common.prepared import prepared
from forum.machina_ext.forum.models import Forum, Standing

ALL = {permission["codename"] for permission in PermissionConfig.permissions}
ANYONE = {"can_see_forum", "can_read_forum"}


class ForumPermissionChecker(MachinaChecker):
    def has_perm(self, perm: str, forum: Forum) -> bool:
        return perm in self.get_perms(forum)

    def get_perms(self, forum: Forum) -> set[str]:
        if forum.pk not in self._forum_perms_cache:
            self._forum_perms_cache.update(self._reckon([forum]))
        rights: set[str] = self._forum_perms_cache[forum.pk]
        return rights

    def get_perms_for_forumlist(
        self, forums: Iterable[Forum], perm_codenames: list[str] | None = None
    ) -> dict[Forum, set[str]]:
        forums = list(forums)
        self._forum_perms_cache.update(self._reckon(forums))
        return {forum: self._forum_perms_cache[forum.pk] for forum in forums}

    def _reckon(self, forums: list[Forum]) -> dict[int, set[str]]:
        """The rights in each forum: one query, however many forums."""
        rights: dict[int, set[str]] = {forum.pk: set() for forum in forums}
        if not self.user.is_authenticated:
            seen = Forum.objects.visible_to(self.user).filter(pk__in=rights)
            for pk in seen.values_list("pk", flat=True):
                rights[pk] = set(ANYONE)
        elif self.user.is_active:
            for row in _standing(self.user, tuple(rights)):
                standing = Standing(*row)
                rights[standing.forum] = self._weigh(standing)
        return rights

    def _weigh(self, standing: Standing) -> set[str]:
        if standing.is_suspended:
            return set(ANYONE)
        if standing.moderates or self.user.is_staff or self.user.is_superuser:
            return set(ALL)
        rights = set(settings.MACHINA_DEFAULT_AUTHENTICATED_USER_FORUM_PERMISSIONS)
        for here in (False, True):
            said = [row for row in standing.rows if row["here"] is here]
            rights |= {row["name"] for row in said if row["granted"]}
            rights -= {row["name"] for row in said if not row["granted"]}
        # Who may see the forum at all is its audience's matter, and was asked before.
        return rights | ANYONE


@prepared
def _standing(user: User, forums: tuple[int, ...]) -> Any:
    seen = Forum.objects.visible_to(user).filter(pk__in=forums)
    return seen.with_standing(user)
