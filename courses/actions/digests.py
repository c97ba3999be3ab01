"""The trainer's week: one notice about what needs her, in all cohorts she guides."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from courses.models import Application, Cohort
from courses.summaries.behind import Behind, behind
from courses.summaries.marking import piles
from notices.actions import telling
from notices.readers import as_read_by

NAMED = 3


@dataclass
class Need:
    """What one cohort needs of one of its guides."""

    cohort: Cohort
    behind: list[Behind] = field(default_factory=list)
    asked: int = 0
    queued: int = 0

    def __bool__(self) -> bool:
        return bool(self.behind or self.asked or self.queued)


def send_weekly() -> int:
    """Tell every guide of a running cohort who is needed; once a week at most."""
    cohorts = list(
        Cohort.objects.running()
        .select_related("course")
        .prefetch_related("facilitators", "mentors")
        .with_pace()
        .order_by("starts_on", "pk")
    )
    needs = _needs(cohorts)
    names = _names(needs)
    year, week, _day = timezone.localdate().isocalendar()
    told = 0
    for person in _guides(cohorts):
        with as_read_by(person):
            of_person, to_judge = needs.get(person, []), piles(person)
            if not of_person and not to_judge:
                continue
            sentences = [_sentence(need, names) for need in of_person]
            told += 1
            telling.tell(
                person=person,
                kind="courses.digest",
                title=_("Pekan ini di angkatan Anda"),
                text="\n".join([*sentences, *(f"{pile.title}." for pile in to_judge)]),
                url=_where(of_person),
                key=f"courses.digest:{year}-{week}",
            )
    return told


def _guides(cohorts: list[Cohort]) -> set[User]:
    everyone = (
        {*cohort.facilitators.all(), *cohort.mentors.all()} for cohort in cohorts
    )
    return {person for person in set().union(*everyone) if person.is_active}


def _where(needs: list[Need]) -> str:
    """The board of the cohort, when it is only one."""
    if len(needs) == 1:
        return needs[0].cohort.get_absolute_url()
    return reverse("courses:cohorts")


def _needs(cohorts: list[Cohort]) -> dict[User, list[Need]]:
    """A facilitator hears of everybody, a mentor of her own learners."""
    late: dict[int, list[Behind]] = defaultdict(list)
    for one in behind(cohorts):
        late[one.cohort].append(one)
    pending = _pending(cohorts)
    needs: dict[User, list[Need]] = defaultdict(list)
    for cohort in cohorts:
        everything = Need(
            cohort,
            late[cohort.pk],
            pending[cohort.pk, Application.State.ASKED],
            pending[cohort.pk, Application.State.QUEUED],
        )
        facilitators = set(cohort.facilitators.all())
        for person in facilitators:
            if everything and person.is_active:
                needs[person].append(everything)
        for person in set(cohort.mentors.all()) - facilitators:
            own = Need(cohort, [o for o in late[cohort.pk] if o.mentor == person.pk])
            if own and person.is_active:
                needs[person].append(own)
    return needs


def _pending(cohorts: list[Cohort]) -> Counter[tuple[int, str]]:
    found = Application.objects.pending().filter(cohort__in=cohorts).order_by()
    rows = found.values("cohort", "state").annotate(n=Count("pk"))
    return Counter({(row["cohort"], row["state"]): row["n"] for row in rows})


def _names(needs: dict[User, list[Need]]) -> dict[int, str]:
    """Of those who are named: the longest behind of each cohort."""
    wanted = {
        one.learner
        for of_person in needs.values()
        for need in of_person
        for one in need.behind[:NAMED]
    }
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _sentence(need: Need, names: dict[int, str]) -> str:
    said = []
    if need.behind:
        first = ", ".join(
            _("%(name)s (%(days)d hari)") % {"name": names[o.learner], "days": o.days}
            for o in need.behind[:NAMED]
        )
        count = len(need.behind)
        said.append(
            ngettext("%(n)d peserta tertinggal", "%(n)d peserta tertinggal", count)
            % {"n": count}
            + f": {first}"
            + (_(", dan lainnya") if count > NAMED else "")
        )
    if need.asked:
        said.append(
            ngettext(
                "%d permohonan menunggu jawaban",
                "%d permohonan menunggu jawaban",
                need.asked,
            )
            % need.asked
        )
    if need.queued:
        said.append(
            ngettext(
                "%d orang di daftar tunggu", "%d orang di daftar tunggu", need.queued
            )
            % need.queued
        )
    cohort = need.cohort
    return f"{cohort.course.title}, {cohort.name}: {'; '.join(said)}."
