"""Which forums are groups of the Forum Komunikasi, and so have plans."""

from django.urls import reverse

from forum.models import Forum

# The forums of sectors and of provinces (forum/actions/places.py).
GROUPS = ("komunikasi:", "provinsi:")


def is_group(forum: Forum) -> bool:
    return bool(forum.place and forum.place.startswith(GROUPS))


def plans_of(forum: Forum) -> str:
    """The address of a group's plans; none for other forums."""
    return reverse("group_plans:index", args=[forum.pk]) if is_group(forum) else ""
