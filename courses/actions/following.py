"""Series: making them, following them, and telling who follows."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import require
from common.templatetags.lokadaya import at
from courses.models import Follow, Series, Webinar
from courses.permissions import can_curate, can_make_series
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def make_series(*, curator: User, title: str, slug: str, summary: str) -> Series:
    require(can_make_series(curator))
    series = Series.objects.create(title=title, slug=slug, summary=summary)
    series.curators.add(curator)
    return series


@transaction.atomic
def edit_series(
    *, curator: User, series: Series, title: str, slug: str, summary: str
) -> Series:
    require(can_curate(curator, series))
    series.title, series.slug, series.summary = title, slug, summary
    series.save()
    return series


def follow(*, person: User, series: Series) -> None:
    """Hear of every new webinar of the series from now on."""
    Follow.objects.get_or_create(series=series, person=person)


def unfollow(*, person: User, series: Series) -> None:
    Follow.objects.filter(series=series, person=person).delete()


def tell_followers(webinar: Webinar) -> None:
    """Say to everyone who follows the series that there is a new webinar in it."""
    if webinar.series is None:
        return
    followers = webinar.series.followers.select_related("person").order_by("pk")
    for follower in followers.exclude(person=webinar.host_id):
        with as_read_by(follower.person):
            telling.tell(
                person=follower.person,
                kind="webinar.announced",
                title=_("Webinar baru: %(title)s") % {"title": webinar.title},
                text=_(
                    "%(time)s, dalam seri %(series)s yang Anda ikuti. Daftar dari"
                    " halaman webinar."
                )
                % {"time": at(webinar.starts_at), "series": webinar.series.title},
                url=webinar.get_absolute_url(),
                key=f"webinar:{webinar.pk}:announced",
            )
