"""The trainer's board: who is behind, who may see it, and what it costs."""

from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from common.tests.factories import make_regency
from courses.actions import pacing, reading
from courses.models import Cohort, Enrollment, State
from courses.summaries import Board, board, rows, waiting_for
from courses.summaries.behind import behind
from courses.summaries.greetings import filled, usual_greeting, whatsapp_url
from courses.tests.factories import (
    make_cohort,
    make_completion,
    make_due_date,
    make_enrollment,
    make_lesson,
    make_module,
)
from network.models import Coordination
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def seen(cohort: Cohort, reader: User | None = None) -> Board:
    read = Cohort.objects.select_related("course").with_pace().get(pk=cohort.pk)
    return board(read, reader or cohort.facilitator)


def states(cohort: Cohort) -> dict[str, str]:
    return {line.name: line.state for line in seen(cohort).lines}


def test_in_a_self_paced_cohort_fourteen_days_without_activity_is_behind():
    lesson = make_lesson()
    cohort = make_cohort(course=lesson.activity.module.course)
    for name, days in (("Ani", 13), ("Budi", 14)):
        make_enrollment(
            cohort=cohort,
            learner=make_person(name=name),
            enrolled_at=ago(40),
            last_active_at=ago(days),
        )
    make_enrollment(
        cohort=cohort, learner=make_person(name="Cici"), enrolled_at=ago(40)
    )

    assert states(cohort) == {"Ani": "on_track", "Budi": "behind", "Cici": "behind"}


def test_the_days_are_the_cohorts_own():
    lesson = make_lesson()
    cohort = make_cohort(course=lesson.activity.module.course)
    make_enrollment(
        cohort=cohort, learner=make_person(name="Ani"), last_active_at=ago(8)
    )

    pacing.set_pace(
        facilitator=cohort.facilitator, cohort=cohort, idle_days=7, due_dates={}
    )

    assert states(cohort) == {"Ani": "behind"}


def test_who_has_done_everything_is_never_behind():
    lesson = make_lesson()
    cohort = make_cohort(course=lesson.activity.module.course)
    seat = make_enrollment(cohort=cohort, last_active_at=ago(25))
    make_completion(learner=seat.learner, activity=lesson.activity)

    assert list(states(cohort).values()) == ["finished"]


def test_who_has_passed_stays_finished_when_the_course_grows():
    lesson = make_lesson()
    module = lesson.activity.module
    relaxed = make_cohort(course=module.course)
    dated = make_cohort(course=module.course, mode=Cohort.Mode.SCHEDULED)
    for cohort in (relaxed, dated):
        seat = make_enrollment(cohort=cohort, enrolled_at=ago(60))
        reading.finish(learner=seat.learner, activity=lesson.activity)
    later = make_lesson(module=module, title="Menyusul").activity
    make_due_date(cohort=dated, activity=later, days_ago=3)
    Enrollment.objects.update(last_active_at=ago(40))

    for cohort in (relaxed, dated):
        whole = seen(cohort)
        [row] = rows(whole, whole.lines)
        assert (whole.figures["finished"], whole.figures["behind"]) == (1, 0)
        assert (row.line.state, row.step) == (State.FINISHED, None)
        assert behind(Cohort.objects.with_pace().filter(pk=cohort.pk)) == []


def test_in_a_scheduled_cohort_a_missed_due_date_is_behind():
    module = make_module()
    first, second = make_lesson(module=module), make_lesson(module=module)
    cohort = make_cohort(course=module.course, mode=Cohort.Mode.SCHEDULED)
    today = timezone.localdate()
    pacing.set_pace(
        facilitator=cohort.facilitator,
        cohort=cohort,
        due_dates={
            first.activity.pk: today - timedelta(days=2),
            second.activity.pk: today,
        },
    )
    late = make_enrollment(cohort=cohort, learner=make_person(name="Ani"))
    done = make_enrollment(cohort=cohort, learner=make_person(name="Budi"))
    make_completion(learner=done.learner, activity=first.activity)

    assert states(cohort) == {"Ani": "behind", "Budi": "on_track"}
    whole = seen(cohort)
    row = rows(whole, whole.lines)[0]
    assert row.line.seat == late.pk
    assert row.line.late_days == 2
    assert row.step == first.activity


def test_only_the_facilitator_sets_the_pace():
    cohort = make_cohort()

    with pytest.raises(Refused):
        pacing.set_pace(facilitator=make_person(), cohort=cohort, due_dates={})


def test_a_coordinator_sees_only_the_learners_of_the_province():
    lesson = make_lesson()
    cohort = make_cohort(course=lesson.activity.module.course)
    gowa = make_regency()
    sikka = make_regency(
        code="53.07", name="Kabupaten Sikka", province="53", province_name="NTT"
    )
    make_enrollment(cohort=cohort, learner=make_person(name="Ani", regency=gowa))
    make_enrollment(cohort=cohort, learner=make_person(name="Budi", regency=sikka))
    coordinator = make_person()
    Coordination.objects.create(person=coordinator, province_id="73")

    whole = seen(cohort, coordinator)

    assert whole.figures["total"] == 1
    assert [line.name for line in whole.lines] == ["Ani"]
    assert cohort in Cohort.objects.followed_by(coordinator)


def test_the_board_names_those_behind_and_costs_the_same_for_many(
    client, django_assert_max_num_queries
):
    module = make_module()
    make_lesson(module=module, title="Pelajaran berikut")
    cohort = make_cohort(course=module.course)
    organization = make_organization()
    for number in range(4):
        learner = make_person(name=f"Peserta {number}", regency=make_regency())
        make_member(person=learner, organization=organization)
        make_enrollment(cohort=cohort, learner=learner, enrolled_at=ago(40))
    client.force_login(cohort.facilitator)

    with django_assert_max_num_queries(13):
        page = client.get(cohort.get_absolute_url()).content.decode()

    assert "4 orang perlu disapa." in page
    assert "30 hari tanpa kegiatan" in page
    assert "Pelajaran berikut" in page


def test_greetings_go_by_whatsapp_and_no_number_is_in_the_text(client):
    cohort = make_cohort()
    make_enrollment(cohort=cohort, learner=make_person(phone="+6281234567890"))
    client.force_login(cohort.facilitator)

    page = client.get(cohort.get_absolute_url()).content.decode()

    assert 'href="https://wa.me/6281234567890?text=' in page
    assert page.count("81234567890") == 1


def test_a_greeting_says_what_would_be_written_by_hand():
    lesson = make_lesson(title="Peta & pendukung: 50% {nama}")
    cohort = make_cohort(course=lesson.activity.module.course)
    person = make_person(name="Éva O'Nil", phone="+6281234567890")
    make_enrollment(cohort=cohort, learner=person)
    whole = seen(cohort)
    [row] = rows(whole, whole.lines)
    text = usual_greeting(cohort, cohort.facilitator)
    written = filled(text, cohort, row.line, row.step)

    assert unquote(row.greeting_url).endswith(written)
    assert row.greeting_url == whatsapp_url("+6281234567890", written)


@pytest.mark.parametrize("name", ["cohort", "pace"])
def test_a_stranger_finds_no_board(client, name):
    cohort = make_cohort()
    client.force_login(make_person())

    assert client.get(reverse(f"courses:{name}", args=[cohort.pk])).status_code == 404


def test_a_stranger_finds_no_learner_either(client):
    seat = make_enrollment()
    client.force_login(make_person())

    address = reverse("courses:learner", args=[seat.cohort.pk, seat.pk])

    assert client.get(address).status_code == 404


def test_filters_find_by_name_organization_and_state(client):
    lesson = make_lesson()
    cohort = make_cohort(course=lesson.activity.module.course)
    ani, budi = make_person(name="Ani"), make_person(name="Budi")
    make_member(person=ani, organization=make_organization(name="Yayasan Melati"))
    make_enrollment(cohort=cohort, learner=ani, enrolled_at=ago(40))
    make_enrollment(cohort=cohort, learner=budi, last_active_at=ago(1))
    client.force_login(cohort.facilitator)

    def shown(**filters):
        rows = client.get(cohort.get_absolute_url(), filters).context["rows"]
        return [row.line.name for row in rows]

    assert shown() == ["Ani", "Budi"]
    assert shown(q="melati") == ["Ani"]
    assert shown(q="bud") == ["Budi"]
    assert shown(keadaan="behind") == ["Ani"]
    assert shown(keadaan="never") == ["Ani"]
    assert shown(keadaan="nonsense") == ["Ani", "Budi"]


def test_a_due_date_before_the_start_is_refused_with_a_sentence(client):
    lesson = make_lesson()
    cohort = make_cohort(
        course=lesson.activity.module.course, mode=Cohort.Mode.SCHEDULED
    )
    client.force_login(cohort.facilitator)

    response = client.post(
        reverse("courses:pace", args=[cohort.pk]),
        {f"tenggat-{lesson.activity.pk}": "2001-01-01"},
    )

    assert response.status_code == 422
    assert "sebelum angkatan mulai" in response.content.decode()


def test_the_facilitators_home_names_the_cohort_with_people_to_greet():
    lesson = make_lesson()
    cohort = make_cohort(course=lesson.activity.module.course)
    make_enrollment(cohort=cohort, enrolled_at=ago(40))

    waiting = waiting_for(cohort.facilitator)

    assert [item.url for item in waiting] == [cohort.get_absolute_url()]
    assert waiting[0].title == "1 peserta perlu disapa"


def test_filters_find_by_province_organization_and_mentor(client):
    cohort = make_cohort(mentor=make_person(name="Bu Ina"))
    joko = make_person(name="Pak Joko")
    sikka = make_regency(
        code="53.07", name="Kabupaten Sikka", province="53", province_name="NTT"
    )
    ani, budi = make_person(name="Ani", regency=sikka), make_person(name="Budi")
    melati = make_organization(name="Yayasan Melati")
    make_member(person=budi, organization=melati)
    make_enrollment(cohort=cohort, learner=ani)
    make_enrollment(cohort=cohort, learner=budi, mentor=joko)

    whole = seen(cohort)

    def names(**filters):
        return [line.name for line in whole.matching(**filters)]

    assert names(province="53") == ["Ani"]
    assert names(organization=str(melati.pk)) == ["Budi"]
    assert names(mentor=str(joko.pk)) == ["Budi"]
    assert names(mentor=str(joko.pk), province="53") == []
    assert whole.mentors == [(str(whole.lines[0].mentor), "Bu Ina"), *whole.mentors[1:]]


def test_the_file_holds_what_the_page_shows(client):
    lesson = make_lesson(title="Bacaan pertama")
    cohort = make_cohort(course=lesson.activity.module.course)
    late = make_enrollment(
        cohort=cohort, learner=make_person(name="=Ani()"), enrolled_at=ago(40)
    )
    done = make_enrollment(cohort=cohort, learner=make_person(name="Budi"))
    make_completion(learner=done.learner, activity=lesson.activity)
    client.force_login(cohort.facilitator)

    whole = client.get(reverse("courses:board_csv", args=[cohort.pk]))
    behind = client.get(
        reverse("courses:board_csv", args=[cohort.pk]), {"keadaan": "behind"}
    )

    head, *lines = b"".join(whole.streaming_content).decode("utf-8-sig").splitlines()
    assert head.split(",")[-1] == "Bacaan pertama"
    assert lines[0].startswith("'=Ani()")
    assert lines[1].endswith(f",{timezone.localdate()}")
    assert len(b"".join(behind.streaming_content).splitlines()) == 2
    assert late.learner.name in "=Ani()"


def test_files_name_whom_the_page_names_under_each_filter(client):
    lesson = make_lesson()
    mentor = make_person(name="Wayan")
    cohort = make_cohort(course=lesson.activity.module.course, mentor=mentor)
    far = make_regency(
        code="81.01", name="Kabupaten Buru", province="81", province_name="Maluku"
    )
    organization = make_organization(name="Perkumpulan Lontar")
    for name, place, days in (("Ani", None, 40), ("Budi", far, 3), ("Cici", far, 30)):
        person = make_person(name=name, regency=place)
        seat = make_enrollment(cohort=cohort, learner=person, enrolled_at=ago(days))
        if name == "Budi":
            Enrollment.objects.filter(pk=seat.pk).update(
                mentor=None, last_active_at=ago(1)
            )
            make_member(organization=organization, person=person)
    client.force_login(cohort.facilitator)
    filters = [
        ({}, {"Ani", "Budi", "Cici"}),
        ({"q": "lontar"}, {"Budi"}),
        ({"keadaan": "behind"}, {"Ani", "Cici"}),
        ({"keadaan": "never"}, {"Ani", "Cici"}),
        ({"provinsi": "81"}, {"Budi", "Cici"}),
        ({"organisasi": str(organization.pk)}, {"Budi"}),
        ({"mentor": str(mentor.pk)}, {"Ani", "Cici"}),
        ({"mentor": str(mentor.pk), "provinsi": "81"}, {"Cici"}),
        ({"keadaan": "x", "provinsi": "99"}, {"Ani", "Budi", "Cici"}),
    ]

    for asked, expected in filters:
        page = client.get(cohort.get_absolute_url(), asked)
        shown = [row.line.name for row in page.context["rows"]]
        files = [
            client.get(reverse(f"courses:board_{form}", args=[cohort.pk]), asked)
            for form in ("csv", "xlsx")
        ]
        csv, xlsx = (b"".join(file.streaming_content) for file in files)
        lines = csv.decode("utf-8-sig").splitlines()[1:]
        sheet = load_workbook(BytesIO(xlsx)).active

        assert set(shown) == expected, asked
        assert [line.split(",")[0] for line in lines] == shown
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == shown


def test_the_spreadsheet_opens_with_the_same_cells(client):
    lesson = make_lesson(title="Bacaan pertama")
    cohort = make_cohort(course=lesson.activity.module.course)
    make_enrollment(cohort=cohort, learner=make_person(name="Ani"))
    client.force_login(cohort.facilitator)

    answer = client.get(reverse("courses:board_xlsx", args=[cohort.pk]))

    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [[cell.value for cell in row] for row in book.active.rows]
    assert cells[0][0] == "Peserta"
    assert cells[1][0] == "Ani"


def test_among_many_only_those_behind_are_named_and_in_one_query(
    django_assert_num_queries,
):
    module = make_module()
    first, second = make_lesson(module=module), make_lesson(module=module)
    paced = make_cohort(course=module.course)
    dated = make_cohort(course=module.course, mode=Cohort.Mode.SCHEDULED)
    make_due_date(cohort=dated, activity=first.activity, days_ago=3)
    idle = make_enrollment(cohort=paced, last_active_at=ago(20))
    make_enrollment(cohort=paced, last_active_at=ago(2))
    late = make_enrollment(cohort=dated)
    on_time = make_enrollment(cohort=dated)
    make_completion(learner=on_time.learner, activity=first.activity)
    finished = make_enrollment(cohort=paced, last_active_at=ago(20))
    for lesson in (first, second):
        make_completion(learner=finished.learner, activity=lesson.activity)

    cohorts = list(Cohort.objects.with_pace())
    with django_assert_num_queries(1):
        found = behind(cohorts)

    assert [(one.seat, one.days) for one in found] == [(idle.pk, 20), (late.pk, 3)]
