"""The library's pages, for strangers, readers and trainers."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from courses.actions import authoring
from courses.tests.factories import make_course, make_lesson
from forum.actions import places, topics
from library.models import Citation, Item
from library.tests.factories import a_pdf, make_item, typed

pytestmark = pytest.mark.django_db
INDEX = "/pustaka/"


@pytest.fixture
def trainer():
    person = make_person()
    make_course().authors.add(person)
    return person


def text(answer):
    return answer.content.decode()


def test_the_list_is_public_and_its_queries_do_not_grow(
    client, django_assert_max_num_queries
):
    for _number in range(4):
        make_item()

    with django_assert_max_num_queries(7):
        page = client.get(INDEX)

    assert text(page).count('<h2 class="h3">') == 4


def test_a_signed_in_reader_needs_few_queries(
    client, trainer, django_assert_max_num_queries
):
    client.force_login(trainer)
    item = make_item()
    client.get(INDEX)

    with django_assert_max_num_queries(12):
        client.get(INDEX)
    with django_assert_max_num_queries(9):
        client.get(item.get_absolute_url())


def test_htmx_gets_the_list_alone(client):
    make_item(title="Arus kas")
    make_item(title="Neraca")

    page = client.get(INDEX, {"q": "arus kas"}, headers={"HX-Request": "true"})

    assert "<html" not in text(page)
    assert "Arus kas" in text(page)
    assert "Neraca" not in text(page)


@pytest.mark.parametrize(
    "asked", [{"jenis": "x"}, {"provinsi": "zz"}, {"hal": "x"}, {"q": "\x00'&|!("}]
)
def test_a_mistaken_filter_is_no_filter(client, asked):
    make_item()

    assert client.get(INDEX, asked).status_code == 200


def test_an_empty_library_says_what_will_be_here(client, trainer):
    assert "Pustaka masih kosong" in text(client.get(INDEX))
    client.force_login(trainer)
    assert reverse("library:new") in text(client.get(INDEX))


def test_a_stranger_finds_no_draft(client, trainer):
    draft = make_item(is_draft=True, added_by=trainer)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("library:fetch", args=[draft.pk])).status_code == 404
    client.force_login(trainer)
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_fetching_counts_and_leads_to_the_file(client):
    item = make_item()

    answer = client.get(reverse("library:fetch", args=[item.pk]))

    assert answer.url == item.address
    item.refresh_from_db()
    assert item.downloads == 1


def test_a_trainer_puts_a_file_in_and_publishes_it(client, trainer):
    client.force_login(trainer)

    answer = client.post(reverse("library:new"), typed(file=a_pdf()))
    item = Item.objects.get()
    client.post(reverse("library:change", args=[item.pk, "terbitkan"]))
    client.logout()
    page = client.get(answer.url)

    assert "Unduh PDF, 1 KB" in text(page)


def test_a_form_that_does_not_hold_keeps_what_was_typed(client, trainer):
    client.force_login(trainer)
    wrong = a_pdf("modul.pdf", b"<script>")

    answers = [
        client.post(reverse("library:new"), typed(**changes))
        for changes in ({}, {"file": wrong}, {"address": "javascript:x"}, {"year": 1})
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert all("Membaca arus kas" in text(answer) for answer in answers)


def test_only_who_may_adds_and_edits(client, trainer):
    item = make_item(added_by=trainer)
    stranger = make_person()

    assert client.get(reverse("library:new")).status_code == 302
    client.force_login(stranger)
    assert client.get(reverse("library:new")).status_code == 403
    assert client.get(reverse("library:edit", args=[item.pk])).status_code == 403
    client.post(reverse("library:change", args=[item.pk, "tarik"]))
    assert Item.objects.get().status == Item.Status.PUBLISHED


def test_a_draft_is_removed_with_a_button(client, trainer):
    item = make_item(is_draft=True, added_by=trainer)
    client.force_login(trainer)

    answer = client.post(reverse("library:change", args=[item.pk, "hapus"]))

    assert answer.url == INDEX
    assert not Item.objects.exists()


def test_a_reference_in_a_lesson_is_a_citation_until_it_is_taken_out(client, trainer):
    item = make_item(title="Arus kas")
    lesson = make_lesson(title="Bacaan yang mengutip")
    lesson.activity.module.course.authors.add(trainer)
    cited = f'<p>Lihat <a href="http://testserver/pustaka/{item.pk}/">ini</a>.</p>'
    edit = {"author": trainer, "title": "Bacaan yang mengutip", "minutes": 5}

    lesson = authoring.edit_lesson(
        lesson=lesson, version=1, summary="", body=cited, **edit
    )
    shown = text(client.get(item.get_absolute_url()))
    authoring.edit_lesson(lesson=lesson, version=2, summary="", body="<p>x</p>", **edit)

    assert "Bacaan yang mengutip" in shown
    assert not Citation.objects.exists()


def test_a_bare_address_in_a_post_is_a_link_and_a_citation(client):
    item = make_item()
    writer = make_person()
    places.ensure_place(name="cop", title="CoP")
    places.ensure_place(name="cop.umum", title="Umum", parent="cop")
    body = f"Bacalah http://testserver/pustaka/{item.pk}/."

    topic = topics.open_topic(
        author=writer, place="cop.umum", title="Bacaan", body=body
    )

    assert f'<a href="http://testserver/pustaka/{item.pk}/"' in str(
        topic.first_post.content.rendered
    )
    client.force_login(writer)
    assert "Bacaan" in text(client.get(item.get_absolute_url()))


def test_a_topic_that_is_hidden_is_not_told_of(client):
    item = make_item()
    writer = make_person()
    places.ensure_place(name="cop", title="CoP")
    places.ensure_place(name="cop.umum", title="Umum", parent="cop")
    topic = topics.open_topic(
        author=writer,
        place="cop.umum",
        title="Rahasia kecil",
        body=f"/pustaka/{item.pk}/",
    )
    topic.approved = False
    topic.save()

    assert "Rahasia kecil" not in text(client.get(item.get_absolute_url()))
