"""Who may do what, as machina's code and ours ask it."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from machina.apps.forum_permission.handler import PermissionHandler as MachinaHandler

from accounts.models import User
from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models import Post
from forum.machina_ext.forum_permission.checker import ForumPermissionChecker


class PermissionHandler(MachinaHandler):
    """Machina's handler, asking our checker; nobody stands above a forum's audience."""

    def forum_list_filter(self, qs: Any, user: User | AnonymousUser) -> Any:
        return qs.filter(pk__in=Forum.objects.visible_to(user))

    def get_readable_forums(self, forums: Any, user: User | AnonymousUser) -> Any:
        visible = Forum.objects.visible_to(user)
        if isinstance(forums, QuerySet):
            return forums.filter(pk__in=visible)
        readable = set(visible.values_list("pk", flat=True))
        return [forum for forum in forums if forum.pk in readable]

    def _get_hidden_forum_ids(self, forums: Any, user: User | AnonymousUser) -> Any:
        return forums.exclude(pk__in=Forum.objects.visible_to(user))

    def _get_forums_for_user(
        self,
        user: User | AnonymousUser,
        perm_codenames: Sequence[str],
        use_tree_hierarchy: bool = False,
    ) -> list[Forum]:
        rights = self._get_checker(user).get_perms_for_forumlist(self._get_all_forums())
        wanted = set(perm_codenames)
        return [forum for forum, held in rights.items() if wanted <= held]

    def _perform_basic_permission_check(
        self, forum: Forum, user: User | AnonymousUser, permission: str
    ) -> bool:
        return bool(self._get_checker(user).has_perm(permission, forum))

    def _is_post_author(self, post: Post, user: User | AnonymousUser) -> bool:
        return post.is_by(user)

    def _get_checker(self, user: User | AnonymousUser) -> ForumPermissionChecker:
        key = user.pk or "anonymous"
        if key not in self._user_perm_checkers_cache:
            self._user_perm_checkers_cache[key] = ForumPermissionChecker(user)
        checker: ForumPermissionChecker = self._user_perm_checkers_cache[key]
        return checker
