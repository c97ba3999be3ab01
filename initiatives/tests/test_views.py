"""The pages of worksheets: who sees them, what they answer, and what they cost."""

from uuid import uuid4

import pytest

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from initiatives import summaries
from initiatives.actions import handoff
from initiatives.models import Review, Worksheet
from initiatives.tests.factories import (
    make_approved,
    make_submitted,
    make_worksheet,
    posted,
    review,
)

pytestmark = pytest.mark.django_db
AS_SCRIPT = {"Accept": "application/json"}


def page_of(worksheet, number=None):
    base = f"/inisiatif/{worksheet.uuid}/"
    return base if number is None else f"{base}langkah/{number}/"


@pytest.fixture
def author(client):
    person = make_person(regency=make_regency())
    client.force_login(person)
    return person


def test_someone_new_is_told_what_a_worksheet_is(client, author):
    page = client.get("/inisiatif/")

    assert "Mulai lembar kerja" in page.content.decode()
    assert "Belum ada lembar kerja" in page.content.decode()


def test_starting_leads_to_the_first_step(client, author):
    answer = client.post("/inisiatif/baru/", {"title": "Panen air"})

    worksheet = Worksheet.objects.get()
    assert answer.headers["Location"] == page_of(worksheet, 1)
    assert worksheet.steps.count() == 6


def test_starting_without_a_title_is_422(client, author):
    assert client.post("/inisiatif/baru/", {"title": " "}).status_code == 422


@pytest.mark.parametrize("number", range(1, 7))
def test_each_step_is_saved_and_leads_on(client, author, number):
    worksheet = make_worksheet(author=author, steps=0)
    assert client.get(page_of(worksheet, number)).status_code == 200

    answer = client.post(page_of(worksheet, number), posted(number, go="next"))

    following = page_of(worksheet, number + 1 if number < 6 else None)
    assert (answer.status_code, answer.headers["Location"]) == (302, following)
    assert worksheet.steps.get(number=number).is_complete


def test_a_script_saves_without_leaving_the_page(client, author):
    worksheet = make_worksheet(author=author, steps=0)

    answer = client.post(page_of(worksheet, 1), posted(1), headers=AS_SCRIPT)

    assert "saved_at" in answer.json()
    assert worksheet.steps.get(number=1).revision == 1


def test_a_wrong_field_is_422_and_nothing_typed_is_lost(client, author):
    worksheet = make_worksheet(author=author, steps=0)
    typed = posted(4, own_contribution="Gudang kami")
    typed["needs-1-quantity"] = "banyak"

    page = client.post(page_of(worksheet, 4), typed)
    script = client.post(page_of(worksheet, 4), typed, headers=AS_SCRIPT)

    content = page.content.decode()
    assert page.status_code == 422
    assert "Gudang kami" in content
    assert 'value="banyak"' in content
    assert "Tulis angka saja" in content
    assert script.json()["errors"].keys() == {"needs-1-quantity"}
    assert not worksheet.steps.get(number=4).content


def test_adding_and_removing_rows_keeps_the_text(client, author):
    worksheet = make_worksheet(author=author, steps=0)

    added = client.post(page_of(worksheet, 4), posted(4, add="needs"))
    base = worksheet.steps.get(number=4).revision
    removed = client.post(page_of(worksheet, 4), posted(4, base=base, remove="needs-0"))

    assert added.headers["Location"].endswith("?baris=needs#needs-baru")
    assert b'id="needs-baru"' in client.get(added.headers["Location"]).content
    assert removed.headers["Location"].endswith("#needs")
    needs = worksheet.steps.get(number=4).content["needs"]
    assert [row["item"] for row in needs] == ["Uji mutu air"]


def test_an_older_tab_is_shown_both_texts_and_may_then_save(client, author):
    worksheet = make_worksheet(author=author, steps=0)
    client.post(page_of(worksheet, 1), posted(1, problem="Tulisan laptop"))

    page = client.post(page_of(worksheet, 1), posted(1, problem="Tulisan ponsel"))

    content = page.content.decode()
    assert page.status_code == 422
    assert "Tulisan laptop" in content
    assert "Tulisan ponsel" in content
    seen = page.context["opened"].initial
    both = posted(1, problem="Keduanya", base=seen["base"], page=seen["page"])
    assert client.post(page_of(worksheet, 1), both).status_code == 302


def test_a_wrong_field_on_an_older_tab_does_not_count_as_having_seen(client, author):
    worksheet = make_worksheet(author=author, steps=0)
    client.post(page_of(worksheet, 3), posted(3, name="Laptop"))

    page = client.post(page_of(worksheet, 3), posted(3, name="P", ends_on="2020-01-01"))
    seen = page.context["opened"].initial
    again = posted(3, name="Ponsel", base=seen["base"], page=seen["page"])

    assert client.post(page_of(worksheet, 3), again).status_code == 422
    assert worksheet.steps.get(number=3).content["name"] == "Laptop"


def test_an_overtaken_script_hears_so(client, author):
    worksheet = make_worksheet(author=author, steps=0)
    client.post(page_of(worksheet, 1), posted(1, problem="Laptop"))

    answer = client.post(page_of(worksheet, 1), posted(1), headers=AS_SCRIPT)

    assert answer.status_code == 422
    assert answer.json()["overtaken"]


@pytest.mark.parametrize("number", [0, 7])
def test_there_are_six_steps(client, author, number):
    worksheet = make_worksheet(author=author, steps=0)

    assert client.get(page_of(worksheet, number)).status_code == 404


def test_strangers_find_nothing(client):
    worksheet = make_submitted()
    client.force_login(make_person(name="Orang lain"))

    for path in ("", "langkah/1/"):
        assert client.get(page_of(worksheet) + path).status_code == 404
    for path in ("kirim/", "ubah/", "galang-daya/", "judul/", "langkah/1/"):
        assert client.post(page_of(worksheet) + path).status_code == 404
    assert client.get(f"/inisiatif/telaah/{worksheet.uuid}/").status_code == 404
    assert client.get(f"/inisiatif/{uuid4()}/").status_code == 404


def test_a_mentor_reads_but_does_not_write(client):
    mentor = make_person(is_staff=True)
    worksheet = make_submitted(mentor=mentor)
    client.force_login(mentor)

    page = client.get(page_of(worksheet, 1))

    assert b"<textarea" not in page.content
    assert client.post(page_of(worksheet, 1), posted(1)).status_code == 404
    assert client.post(f"{page_of(worksheet)}kirim/").status_code == 404


def test_submitting_an_incomplete_worksheet_says_what_lacks(client, author):
    worksheet = make_worksheet(author=author, steps=5)

    page = client.post(f"{page_of(worksheet)}kirim/")

    assert page.status_code == 422
    assert "langkah 6" in page.content.decode()


def test_the_whole_way_through_the_pages(client, author):
    mentor = make_person(name="Wayan Mentor", is_staff=True)
    worksheet = make_worksheet(author=author)
    client.post(f"{page_of(worksheet)}kirim/")

    client.force_login(mentor)
    address = f"/inisiatif/telaah/{worksheet.uuid}/"
    returned = {"revision": 1, "verdict": "returned", "note2": "Desa yang mana?"}
    assert worksheet.title in client.get("/inisiatif/telaah/").content.decode()
    assert client.post(address, returned).status_code == 302

    client.force_login(author)
    assert "Desa yang mana?" in client.get(page_of(worksheet, 2)).content.decode()
    client.post(f"{page_of(worksheet)}kirim/")

    client.force_login(mentor)
    client.post(address, {"revision": 2, "verdict": "approved", "comment": "Bagus."})

    client.force_login(author)
    assert "Kirim ke Galang Daya" in client.get(page_of(worksheet)).content.decode()
    client.post(f"{page_of(worksheet)}galang-daya/")
    assert "menunggu" in client.get(page_of(worksheet)).content.decode()
    assert client.post(f"{page_of(worksheet)}galang-daya/").status_code == 422


def test_returning_without_a_word_is_422_and_keeps_the_rest(client):
    mentor = make_person(is_staff=True)
    worksheet = make_submitted(mentor=mentor)
    client.force_login(mentor)
    address = f"/inisiatif/telaah/{worksheet.uuid}/"

    silent = client.post(address, {"revision": 1, "verdict": "returned"})
    undecided = client.post(address, {"revision": 1, "note3": "Kapan mulainya?"})

    assert silent.status_code == undecided.status_code == 422
    assert "Kapan mulainya?" in undecided.content.decode()
    assert not Review.objects.exists()


def test_a_refused_hand_off_shows_the_reason(client, author):
    worksheet = make_approved(author=author)
    letter = handoff.send(author=author, worksheet=worksheet).letter
    letter.refused_at = letter.written_at
    letter.last_error = "422 Wilayah ini tidak dikenal."
    letter.save()

    page = client.get(page_of(worksheet)).content.decode()

    assert "Wilayah ini tidak dikenal." in page
    assert "422 Wilayah" not in page


def test_my_worksheets_cost_the_same_however_many(
    client, author, django_assert_max_num_queries
):
    for _ in range(3):
        make_worksheet(author=author, steps=1)
    client.get("/inisiatif/")

    with django_assert_max_num_queries(9):
        assert client.get("/inisiatif/").status_code == 200


@pytest.mark.parametrize("path", ["", "langkah/2/", "langkah/4/"])
def test_a_worksheet_costs_few_queries(
    client, author, django_assert_max_num_queries, path
):
    mentor = make_person(is_staff=True)
    worksheet = make_submitted(author=author, mentor=mentor)
    review(worksheet, mentor, "returned", step1="a", step2="b", step4="c")
    client.get(page_of(worksheet))

    with django_assert_max_num_queries(12):
        assert client.get(page_of(worksheet) + path).status_code == 200


def test_what_waits_is_one_query(django_assert_num_queries):
    mentor = make_person(is_staff=True)
    author = make_person(regency=make_regency())
    for _ in range(3):
        make_submitted(author=author, mentor=mentor)
    make_worksheet(author=mentor, steps=3)

    with django_assert_num_queries(1):
        waiting = summaries.waiting_for(mentor)

    assert len(waiting) == 4
    assert waiting[0].text == "Lanjutkan langkah 4: Aktor & sumber daya"
    assert waiting[1].url.startswith("/inisiatif/telaah/")
