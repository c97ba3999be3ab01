"""Plans: who writes them, how they are drawn, and the calendar's secret address."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.plans import figure
from alliances.plans.actions import feeds, planning
from alliances.plans.models import Action, CalendarFeed, Plan, Risk
from alliances.plans.tests.factories import make_action, make_plan
from alliances.tests.factories import make_alliance_member
from common.decisions import Refused
from forum.actions.places import ensure_place
from network.tests.factories import make_organization

pytestmark = pytest.mark.django_db


def test_a_steward_writes_a_plan_from_its_goal_to_its_risk(client, alliance, steward):
    client.force_login(steward)
    made = client.post(
        reverse("plans:new", args=[alliance.slug]),
        {
            "kind": "contingency",
            "title": "Bila hibah berhenti",
            "summary": "Cadangan tiga bulan.",
            "starts_on": "2027-01-01",
            "ends_on": "2027-12-31",
        },
    )
    plan = Plan.objects.get()
    page = plan.get_absolute_url()
    assert made.url == page

    client.post(f"{page}sasaran/", {"sasaran-title": "Cadangan terkumpul"})
    goal = plan.goals.get()
    filled = {
        f"kegiatan-{goal.pk}-{name}": value
        for name, value in {
            "title": "Iuran anggota",
            "who": "Bendahara",
            "starts_on": "2027-01-01",
            "ends_on": "2028-06-30",
        }.items()
    }
    outside = client.post(f"{page}sasaran/{goal.pk}/kegiatan/", filled)
    assert outside.status_code == 422
    assert "Iuran anggota" in outside.content.decode()
    filled[f"kegiatan-{goal.pk}-ends_on"] = "2027-06-30"
    client.post(f"{page}sasaran/{goal.pk}/kegiatan/", filled)
    action = goal.actions.get()
    client.post(
        f"{page}kegiatan/{action.pk}/kemajuan/",
        {
            f"kemajuan-{action.pk}-progress": "40",
            f"kemajuan-{action.pk}-note": "Baru 4",
        },
    )
    client.post(
        f"{page}risiko/",
        {
            "risiko-text": "Iuran tersendat",
            "risiko-likelihood": "3",
            "risiko-impact": "2",
            "risiko-response": "Panen lelang.",
        },
    )

    shown = client.get(page).content.decode()
    assert "40% selesai" in shown
    assert "Baru 4" in shown
    assert Risk.objects.get().weight == 6
    client.post(f"{page}kegiatan/{action.pk}/hapus/")
    assert not Action.objects.exists()
    client.post(f"{page}tutup/")
    with pytest.raises(Refused, match="ditutup"):
        planning.add_goal(author=steward, plan=plan, title="Terlambat")


def test_what_was_planned_is_corrected_and_keeps_its_progress(
    client, alliance, steward
):
    plan = make_plan(steward, alliance)
    action = make_action(steward, plan)
    planning.report(person=steward, action=action, progress=40, note="Baru 4")
    planning.add_risk(
        author=steward,
        plan=plan,
        text="Iuran tersendat",
        likelihood=1,
        impact=1,
        response="Lelang.",
    )
    organization = make_organization(name="Bank Sampah Rekaan")
    page = plan.get_absolute_url()
    client.force_login(steward)
    form = client.get(f"{page}kegiatan/{action.pk}/ubah/").context["form"]
    moved = {
        "title": "Iuran anggota dan warga",
        "who": organization.name,
        "starts_on": "2027-02-01",
        "ends_on": "2028-07-31",
    }

    outside = client.post(f"{page}kegiatan/{action.pk}/ubah/", moved)
    moved["ends_on"] = "2027-07-31"
    client.post(f"{page}kegiatan/{action.pk}/ubah/", moved)
    client.post(f"{page}sasaran/{action.goal_id}/ubah/", {"title": "Cadangan aman"})
    client.post(
        f"{page}risiko/{Risk.objects.get().pk}/ubah/",
        {"text": "Iuran macet", "likelihood": 3, "impact": 3, "response": "Lelang."},
    )

    assert form["who"].value() == "Bendahara"
    assert outside.status_code == 422
    assert "di dalam masa rencana" in outside.text
    action = Action.objects.select_related("goal", "organization").get()
    assert (action.title, action.doer) == (moved["title"], organization.name)
    assert (action.progress, action.note) == (40, "Baru 4")
    assert action.ends_on == date(2027, 7, 31)
    assert action.goal.title == "Cadangan aman"
    assert Risk.objects.get().weight == 9
    strange = client.get(f"{page}lain/{action.pk}/ubah/")
    assert strange.status_code == 404


def test_a_goal_goes_with_its_actions_only_when_asked_twice(client, alliance, steward):
    plan = make_plan(steward, alliance)
    action = make_action(steward, plan)
    address = f"{plan.get_absolute_url()}sasaran/{action.goal_id}/hapus/"
    client.force_login(steward)

    asked = client.get(address)

    assert "Iuran anggota" in asked.text
    assert Action.objects.exists()
    client.post(address)
    assert not Action.objects.exists()


def test_a_plan_that_was_closed_is_opened_again(client, alliance, steward, member):
    plan = make_plan(steward, alliance)
    page = plan.get_absolute_url()
    client.force_login(steward)
    client.post(f"{page}tutup/")
    closed = client.get(page)

    with pytest.raises(Refused):
        planning.reopen(author=member, plan=plan)
    client.post(f"{page}buka/")

    assert f"{page}buka/" in closed.text
    assert planning.add_goal(author=steward, plan=plan, title="Lagi").pk
    with pytest.raises(Refused, match="masih berjalan"):
        planning.reopen(author=steward, plan=plan)


def test_a_forum_that_is_no_group_has_no_plans(client):
    forum = ensure_place(name="courses.course:air", title="Kursus air")
    staff = make_person(is_staff=True)
    client.force_login(staff)

    assert client.get(f"/forum/{forum.pk}/rencana/").status_code == 404
    with pytest.raises(Refused, match="kelompok"):
        make_plan(staff, forum)


def test_members_read_a_plan_and_report_what_is_theirs(
    client, alliance, steward, member
):
    plan = make_plan(steward, alliance)
    own = member.memberships.get().organization
    theirs = make_action(steward, plan, organization=own, who="")
    other = make_action(steward, plan)
    client.force_login(member)

    page = client.get(plan.get_absolute_url())

    assert page.context["reporting"] == {theirs.pk}
    planning.report(person=member, action=theirs, progress=100, note="Selesai.")
    with pytest.raises(Refused):
        planning.report(person=member, action=other, progress=100)
    assert client.get(reverse("plans:new", args=[alliance.slug])).status_code == 403
    client.force_login(make_person())
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_more_than_all_is_no_progress(client, alliance, steward):
    plan = make_plan(steward, alliance)
    action = make_action(steward, plan)
    client.force_login(steward)

    for number in ("150", "99999", "-1", "banyak"):
        answer = client.post(
            f"{plan.get_absolute_url()}kegiatan/{action.pk}/kemajuan/",
            {
                f"kemajuan-{action.pk}-progress": number,
                f"kemajuan-{action.pk}-note": "Hampir.",
            },
        )
        assert answer.status_code == 422
        assert f'id="id_kemajuan-{action.pk}-progress_error"' in answer.text
        assert "Hampir." in answer.text

    action.refresh_from_db()
    assert action.progress == 0


def test_a_group_of_the_forum_has_plans_for_its_readers(client):
    forum = ensure_place(name="komunikasi:air-contoh", title="Air bersih")
    staff = make_person(is_staff=True)
    plan = make_plan(staff, forum)
    client.force_login(make_person())

    page = client.get(plan.get_absolute_url())

    assert page.status_code == 200
    assert not page.context["can_write"]
    address = reverse("group_plans:index", args=[forum.pk])
    assert plan.title in client.get(address).content.decode()
    assert f'href="{address}"' in client.get(forum.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="pengurus kelompok"):
        make_plan(make_person(), forum)


def test_bars_lie_where_their_days_are(alliance, steward):
    plan = make_plan(steward, alliance)
    action = make_action(
        steward, plan, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)
    )
    action.progress = 50

    drawn = figure.timeline(plan, [action])

    [stripe] = drawn.stripes
    assert (stripe.x, stripe.width) == (8, figure.WIDTH - 16)
    assert stripe.done == stripe.width // 2
    assert len(drawn.marks) <= figure.MOST_MARKS
    assert "Iuran anggota, Bendahara, 50%" in drawn.spoken


def test_a_plan_costs_the_same_however_much_is_in_it(
    client, alliance, steward, member, django_assert_max_num_queries
):
    plan = make_plan(steward, alliance)
    for _nth in range(4):
        make_action(steward, plan)
    client.force_login(member)
    client.get(plan.get_absolute_url())

    with django_assert_max_num_queries(12):
        client.get(plan.get_absolute_url())


def test_a_phone_follows_the_calendar_until_the_address_is_changed(
    client, alliance, steward, member
):
    plan = make_plan(
        steward, alliance, starts_on=date(2020, 1, 1), ends_on=date(2100, 1, 1)
    )
    soon = timezone.localdate() + timedelta(days=9)
    make_action(steward, plan, starts_on=timezone.localdate(), ends_on=soon)
    client.force_login(member)
    shown = reverse("calendar:show", args=[alliance.slug])
    client.post(shown, {"deed": "buat"})
    old = CalendarFeed.objects.get().get_absolute_url()
    assert "Selesai: Iuran anggota" in client.get(shown).content.decode()
    client.logout()

    file = client.get(old)

    assert file.headers["Content-Type"].startswith("text/calendar")
    assert "Iuran anggota" in file.content.decode()
    feeds.change_feed(person=member, alliance=alliance)
    assert client.get(old).status_code == 404


def test_a_feed_shows_nothing_once_the_membership_has_ended(
    client, alliance, steward, member
):
    plan = make_plan(
        steward, alliance, starts_on=date(2020, 1, 1), ends_on=date(2100, 1, 1)
    )
    today = timezone.localdate()
    make_action(steward, plan, starts_on=today, ends_on=today + timedelta(days=9))
    address = feeds.open_feed(person=member, alliance=alliance).get_absolute_url()
    membership = member.memberships.get()
    membership.ended_at = timezone.now()
    membership.save()

    file = client.get(address)

    assert "VEVENT" not in file.content.decode()


def test_a_plan_does_not_shrink_below_what_is_in_it(client, alliance, steward):
    plan = make_plan(steward, alliance)
    make_action(steward, plan, title="Iuran anggota")
    client.force_login(steward)

    answer = client.post(
        f"{plan.get_absolute_url()}ubah/",
        {
            "kind": "contingency",
            "title": "Judul baru",
            "summary": "Ringkas.",
            "starts_on": "2027-01-01",
            "ends_on": "2027-03-31",
        },
    )
    plan.refresh_from_db()

    assert answer.status_code == 422
    assert "“Iuran anggota” akan berada di luar masa rencana." in answer.text
    assert plan.ends_on == date(2027, 12, 31)


def test_a_plan_costs_its_reader_the_same_however_much_is_in_it(
    client, alliance, steward, member, django_assert_max_num_queries
):
    plan = make_plan(steward, alliance)
    for nth in range(8):
        organization = make_organization(name=f"Organisasi {nth}")
        make_action(steward, plan, organization=organization, who="")
    own = member.memberships.get().organization
    mine = make_action(steward, plan, organization=own, who="")
    client.force_login(member)
    client.get(plan.get_absolute_url())

    with django_assert_max_num_queries(12):
        page = client.get(plan.get_absolute_url())

    assert page.context["reporting"] == {mine.pk}


def test_a_calendar_file_says_when_each_date_was_last_changed(
    client, alliance, steward, member
):
    plan = make_plan(
        steward,
        alliance,
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate() + timedelta(days=90),
    )
    days = {"starts_on": plan.starts_on, "ends_on": plan.ends_on}
    action = make_action(steward, plan, **days)
    feed = feeds.open_feed(person=member, alliance=alliance)

    once, again = (client.get(feed.get_absolute_url()).text for _time in range(2))

    stamp = f"DTSTAMP:{action.changed_at:%Y%m%dT%H%M%SZ}"
    assert stamp in once
    assert once == again
    assert client.get("/aliansi/kalender/a%00b.ics").status_code == 404


def test_names_are_offered_of_members_and_who_does_something_in_the_plans(
    client, alliance, steward
):
    member = make_alliance_member(alliance=alliance).organization
    doing, stranger = make_organization(), make_organization()
    plan = make_plan(steward, alliance)
    action = make_action(steward, plan, who="", organization=doing)
    group = ensure_place(name="komunikasi:air-contoh", title="Air bersih")
    staff = make_person(is_staff=True)
    of_group = make_plan(staff, group)
    make_action(staff, of_group, who="", organization=stranger)

    client.force_login(steward)
    page = client.get(plan.get_absolute_url())
    part = client.get(f"{plan.get_absolute_url()}kegiatan/{action.pk}/ubah/")
    client.force_login(staff)
    beside = client.get(of_group.get_absolute_url())

    offered = {member.name, doing.name}
    assert set(page.context["names"]) == set(part.context["names"]) == offered
    assert set(beside.context["names"]) == {stranger.name}
