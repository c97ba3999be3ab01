"""Whatever becomes of a text, who follows the links of the workshop reads it again."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.documents.actions import drafting
from alliances.documents.models import Alternative
from alliances.documents.tests.factories import BODY, section_of, typed, write

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="([^"?#]*(?:/riwayat/(?:\d+/)?|/versi-lain/\d+/))"')
MINE, OTHER = BODY.replace("ramai", "penuh"), BODY.replace("ramai", "sesak")


@pytest.fixture
def beside(document, rina, teguh) -> Alternative:
    """Rina's words stand beside what Teguh wrote last."""
    section = section_of(document)
    late = typed(OTHER, revision=section.revision)
    write(author=teguh, section=section, text=MINE)
    drafting.finish(author=rina, section=section, typed=late)
    return section.alternatives.get()


def here(section, *more):
    document = section.document
    return [document.alliance.slug, document.slug, *(more or [section.pk])]


def reached(client, document):
    """The pages of texts to which the workshop leads."""
    pages, waiting = {}, LINK.findall(client.get(document.workshop_url).text)
    while waiting:
        address = waiting.pop()
        if address not in pages:
            pages[address] = client.get(address).text
            waiting += LINK.findall(pages[address])
    return pages.values()


def finish(client, section, text, beside):
    """ "Gabungkan dengan tangan", opened and saved."""
    given = typed(text, revision=section.revision)
    fields = {name: getattr(given, name) for name in ("sitting", "revision", "turn")}
    address = reverse("documents:finish", args=here(section))
    return client.post(address, {**fields, "text": text, "merges": beside.pk})


@pytest.mark.parametrize("deed", ["ambil", "sisihkan", "gabungkan"])
def test_both_texts_are_found_again_after_it_was_decided(
    client, document, teguh, beside, deed
):
    client.force_login(teguh)
    section = section_of(document)
    both = BODY.replace("ramai", "penuh sesak")

    if deed == "gabungkan":
        done = finish(client, section, both, beside)
    else:
        address = reverse("documents:settle", args=here(section, beside.pk, deed))
        done = client.post(address)

    beside.refresh_from_db()
    assert (done.status_code, beside.is_waiting) == (302, False)
    pages = reached(client, document)
    for text in (MINE, OTHER):
        whole = text.split("\n")[0]
        assert any(whole in page for page in pages)


def test_what_stood_there_is_in_a_version_that_nobody_writes_over(
    client, document, teguh, beside
):
    client.force_login(teguh)
    section = section_of(document)
    client.post(reverse("documents:settle", args=here(section, beside.pk, "ambil")))
    section.refresh_from_db()
    assert section.body == OTHER
    write(author=teguh, section=section, text="<p>Terus menulis.</p>")

    kept = document.versions.exclude(name="").get()

    assert kept.sections[1]["body"] == MINE


def test_merging_without_a_change_leaves_the_other_version_waiting(
    client, document, teguh, beside
):
    client.force_login(teguh)

    finish(client, section_of(document), MINE, beside)

    beside.refresh_from_db()
    assert beside.is_waiting


def test_any_text_is_taken_again_unless_another_is_writing(
    client, document, rina, teguh, beside
):
    client.force_login(teguh)
    section = section_of(document)
    client.post(reverse("documents:settle", args=here(section, beside.pk, "sisihkan")))
    again = [
        reverse("documents:take_revision", args=here(section, section.pk, 1)),
        reverse("documents:settle", args=here(section, beside.pk, "ambil-lagi")),
    ]

    bodies = []
    for address in again:
        client.post(address)
        section.refresh_from_db()
        bodies.append(section.body)
    drafting.hold(author=rina, section=section)
    refused = client.post(again[0], follow=True)

    assert bodies == [BODY, OTHER]
    assert "Rina Lestari sedang menulis" in refused.text
    section.refresh_from_db()
    assert section.body == OTHER


def test_strangers_find_no_history_and_its_pages_are_few_queries(
    client, document, teguh, beside, django_assert_max_num_queries
):
    section = section_of(document)
    Alternative.objects.bulk_create(
        Alternative(section=section, body="<p>Lain.</p>", written_at=timezone.now())
        for _nth in range(3)
    )
    pages = [
        reverse("documents:history", args=here(section)),
        reverse("documents:revision", args=here(section, section.pk, 1)),
    ]

    client.force_login(make_person())
    assert [client.get(page).status_code for page in pages] == [404, 404]
    client.force_login(teguh)
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200
