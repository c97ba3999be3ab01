"""Forums and rights in the admin, without machina's grants to single persons."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from machina.core.db.models import get_model

from forum.actions import places
from forum.machina_ext.forum_permission.checker import ANYONE
from forum.models import Forum, ForumReadTrack, Origin, Post, Topic, TopicReadTrack

GroupForumPermission = get_model("forum_permission", "GroupForumPermission")
ForumPermission = get_model("forum_permission", "ForumPermission")

# Machina's pages for these search by a username, which nobody has here, or give rights
# to single persons, which nobody asks for.
for model in (
    Forum,
    ForumPermission,
    GroupForumPermission,
    get_model("forum_permission", "UserForumPermission"),
    ForumReadTrack,
    TopicReadTrack,
    Topic,
    Post,
):
    admin.site.unregister(model)


class GroupRights(admin.TabularInline[Any, Any]):
    """What a group may do in this forum beyond, or short of, everyone. Who sees it is
    its audience's matter.
    """

    model = GroupForumPermission
    extra = 1

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        if db_field.name == "permission":
            kwargs["queryset"] = ForumPermission.objects.exclude(codename__in=ANYONE)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Forum)
class ForumAdmin(admin.ModelAdmin[Any]):
    fields = ["type", "parent", "name", "description", "audience", "place"]
    readonly_fields = ["place"]
    list_display = ["name", "parent", "audience", "place", "direct_topics_count"]
    list_select_related = ["parent", "audience"]
    search_fields = ["name", "place"]
    inlines = [GroupRights]

    def save_model(
        self, request: HttpRequest, obj: Forum, form: Any, change: bool
    ) -> None:
        places.lock_the_tree()
        super().save_model(request, obj, form, change)


@admin.register(GroupForumPermission)
class GroupRightsEverywhereAdmin(admin.ModelAdmin[Any]):
    list_display = ["group", "permission", "forum", "has_perm"]
    list_filter = ["group"]
    list_select_related = ["group", "permission", "forum"]
    search_fields = ["group__name", "permission__codename"]


class LookedAt(admin.ModelAdmin[Any]):
    """Looked at, not written by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Origin)
class OriginAdmin(LookedAt):
    list_display = ["topic", "content_type", "object_id"]
    list_select_related = ["topic", "content_type"]


@admin.register(Topic)
class TopicAdmin(LookedAt):
    """Arranged on a page of the forums, with a reason that is told and journaled."""

    fields = ("forum", "subject", "created", "posts_count", "approved", "status")
    readonly_fields = fields
    list_display = ["subject", "forum", "created", "posts_count", "approved"]
    list_select_related = ["forum"]
    search_fields = ["subject"]

    def view_on_site(self, obj: Topic) -> str:
        return reverse("forum:topic_care", args=[obj.pk])


@admin.register(Post)
class PostAdmin(LookedAt):
    """Judged on a page of the forums, where "view on site" leads."""

    fields = ("topic", "created", "content", "approved", "withheld", "deleted_at")
    readonly_fields = fields
    list_display = ["__str__", "topic", "created", "approved", "withheld"]
    list_select_related = ["topic"]

    def view_on_site(self, obj: Post) -> str:
        return reverse("forum:judge", args=[obj.pk])
