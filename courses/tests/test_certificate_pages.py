"""The page on which anyone checks a certificate, and those who mend it."""

import json
import re

import pytest
import typst
from django.urls import reverse

from accounts.tests.factories import make_person
from courses import paper
from courses.actions import certificates
from courses.tests.certificate_factories import (
    facilitator_of,
    make_achievement,
    make_certificate,
)

pytestmark = pytest.mark.django_db


def words_in(value) -> list[str]:
    """Every string inside what is printed."""
    if isinstance(value, str):
        return value.split("\n")
    inside = value.values() if isinstance(value, dict) else value
    return [word for part in inside for word in words_in(part)]


def test_anyone_reads_every_word_that_is_printed(client):
    certificate = make_certificate()

    response = client.get(certificate.get_absolute_url())

    page = response.content.decode()
    printed = paper.said(certificate)
    del printed["language"], printed["check"]
    assert response.status_code == 200
    missing = [word for word in words_in(printed) if word not in page]
    assert missing == []


def test_the_words_of_the_paper_are_those_of_the_page():
    certificate = make_certificate()
    template = (paper.HERE / "certificate.typ").read_text()

    used = set(re.findall(r"said\.([a-z_]+)", template)) - {"qr"}

    assert used <= set(json.loads(json.dumps(paper.said(certificate))))


def test_long_names_and_titles_stay_on_the_paper():
    """As long as people and courses may be called, three of them signing."""
    certificate = make_certificate()
    usual = air_in(certificate)
    words = "Perkumpulan Masyarakat Pesisir dan Kepulauan "
    certificate.name = ("Raden Ajeng Kusumaningdyah " * 5)[:120]
    certificate.title, certificate.organization = (words * 4)[:160], (words * 3)[:120]
    certificate.cohort = (words * 2)[:80]
    certificate.signatories = [{"name": words, "role": (words * 2)[:70]}] * 3

    crowded = air_in(certificate)

    assert usual == 1
    assert crowded is not None
    assert 0 < crowded < 1


def air_in(certificate):
    """How much of the usual room between its lines; None where they overflow."""
    said = {**paper.said(certificate), "qr": paper.qr(certificate)}
    found = typst.query(
        str(paper.HERE / "certificate.typ"),
        "<air>",
        field="value",
        one=True,
        root=str(paper.HERE),
        font_paths=[str(paper.HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(said)},
    )
    return json.loads(found)


def test_a_revoked_one_says_so_and_is_not_handed_out(client):
    certificate = make_certificate()
    certificates.revoke(
        revoker=facilitator_of(certificate),
        certificate=certificate,
        reason="Salah orang",
    )

    page = client.get(certificate.get_absolute_url()).content.decode()

    assert "Sertifikat ini sudah dicabut." in page
    assert "Salah orang" in page
    for name in ("certificate_pdf", "certificate_card"):
        assert (
            client.get(reverse(f"courses:{name}", args=[certificate.code])).status_code
            == 404
        )


def test_the_old_link_explains_and_leads_to_the_corrected_one(client):
    certificate = make_certificate()
    fresh = certificates.reissue(
        corrector=facilitator_of(certificate),
        certificate=certificate,
        name="Maria yang Benar",
        reason="Nama di KTP",
    )
    certificates.issue_waiting()

    page = client.get(certificate.get_absolute_url()).content.decode()

    assert "Namanya dikoreksi" in page
    assert "Nama di KTP" in page
    assert fresh.get_absolute_url() in page


def test_its_owner_alone_reads_how_a_wrong_name_is_mended(client):
    certificate = make_certificate()
    where = certificate.get_absolute_url()
    assert reverse("accounts:profile") not in client.get(where).content.decode()

    client.force_login(certificate.achievement.learner)

    assert "Namanya salah tulis?" in client.get(where).content.decode()


def test_one_that_waits_is_seen_by_its_owner_alone(client):
    certificate = make_achievement().certificates.get()

    stranger = client.get(certificate.get_absolute_url())
    client.force_login(certificate.achievement.learner)
    owner = client.get(certificate.get_absolute_url())

    assert stranger.status_code == 404
    assert "sedang disiapkan" in owner.content.decode()


@pytest.mark.parametrize("name", ["certificate_pdf", "certificate_card"])
def test_paper_and_card_are_public(client, name):
    certificate = make_certificate()

    response = client.get(reverse(f"courses:{name}", args=[certificate.code]))

    body = b"".join(response) if response.streaming else response.content
    assert body.startswith((b"%PDF-", b"\x89PNG"))


@pytest.mark.parametrize(
    ("typed", "status"),
    [("{code}", 302), ("{spoken}", 302), ("abc", 422), ("0000-0000-0000", 422)],
)
def test_a_code_is_found_however_it_is_typed(client, typed, status):
    certificate = make_certificate()
    code = typed.format(
        code=certificate.code.lower(), spoken=f" {certificate.spoken_code} "
    )

    response = client.get(reverse("courses:certificate_check"), {"kode": code})

    assert response.status_code == status


def test_the_shelf_is_the_same_queries_for_many(client, django_assert_max_num_queries):
    learner = make_person()
    for _nth in range(4):
        make_certificate(learner=learner)
    client.force_login(learner)

    with django_assert_max_num_queries(9):
        page = client.get(reverse("courses:certificates")).content.decode()

    assert page.count("LKD-") == 4


@pytest.mark.parametrize("name", ["revoke", "reissue"])
def test_a_stranger_may_not_mend(client, name):
    certificate = make_certificate()
    client.force_login(make_person())

    address = reverse(f"courses:certificate_{name}", args=[certificate.code])

    assert client.get(address).status_code == 403


def test_a_facilitator_revokes_on_the_site(client):
    certificate = make_certificate()
    client.force_login(facilitator_of(certificate))
    address = reverse("courses:certificate_revoke", args=[certificate.code])

    empty = client.post(address, {"reason": ""})
    given = client.post(address, {"reason": "Salah orang"})

    assert empty.status_code == 422
    assert given.status_code == 302
    certificate.refresh_from_db()
    assert certificate.revoked_at
