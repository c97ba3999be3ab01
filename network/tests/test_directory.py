"""The public directory and an organisation's page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from network.actions import audiences
from network.models import Audience, Organization, Sector
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def names(client, **asked):
    answer = client.get(reverse("network:directory"), asked)
    return [organization.name for organization in answer.context["page"]]


def test_the_directory_is_two_queries_however_many_organizations(
    django_assert_num_queries,
):
    sector = Sector.objects.create(slug="ekonomi-hijau", name="Ekonomi hijau")
    for _ in range(3):
        make_organization().sectors.add(sector)

    with django_assert_num_queries(2):
        rows = [
            (o.name, o.regency.province.name, [s.name for s in o.sectors.all()])
            for o in Organization.objects.for_directory(AnonymousUser())
        ]

    assert len(rows) == 3


def test_anyone_finds_organizations_by_name_place_kind_and_sector(client):
    sector = Sector.objects.create(slug="ekonomi-hijau", name="Ekonomi hijau")
    green = make_organization(name="Yayasan Daun Hijau")
    green.sectors.add(sector)
    make_organization(name="PT Daun Kering", kind="company")
    make_organization(
        name="Yayasan Ombak",
        regency=make_regency(code="53.07", province="53", province_name="NTT"),
    )

    assert names(client, q="daun yayasan") == ["Yayasan Daun Hijau"]
    assert names(client, provinsi="53") == ["Yayasan Ombak"]
    assert names(client, jenis="company") == ["PT Daun Kering"]
    assert names(client, sektor="ekonomi-hijau") == ["Yayasan Daun Hijau"]
    assert len(names(client, provinsi="tidak ada", jenis="x", hal="99")) == 3


def test_nothing_found_says_what_to_do(client):
    answer = client.get(reverse("network:directory"), {"q": "tidak ada"})

    assert "Belum ada yang cocok" in answer.content.decode()


def test_a_proposed_organization_is_not_in_the_directory_even_for_staff(client):
    make_organization(name="Belum", state=Organization.State.PROPOSED)
    client.force_login(make_person(is_staff=True))

    assert names(client) == []


def test_members_are_shown_to_members_only(client):
    organization = make_organization()
    make_member(person=make_person(name="Maria Goreti"), organization=organization)

    public = client.get(organization.get_absolute_url()).content.decode()
    client.force_login(make_person())
    inside = client.get(organization.get_absolute_url()).content.decode()

    assert "Maria Goreti" not in public
    assert "Maria Goreti" in inside


def test_an_organization_page_asks_no_more_for_more_members(
    client, django_assert_max_num_queries
):
    organization = make_organization()
    for _ in range(4):
        make_member(person=make_person(), organization=organization)
    client.force_login(make_person())
    client.get(organization.get_absolute_url())

    with django_assert_max_num_queries(11):
        client.get(organization.get_absolute_url())


def test_an_unknown_organization_is_404(client):
    assert client.get("/direktori/tidak-ada/").status_code == 404


def test_an_editor_describes_the_organization(client):
    organization = make_organization()
    editor = make_person()
    make_member(person=editor, organization=organization, role="editor")
    client.force_login(editor)
    path = reverse("network:edit", args=[organization.slug])

    wrong = client.post(path, {"about": "Kami ada.", "founded_year": "2999"})
    right = client.post(path, {"about": "Kami ada.", "founded_year": "2014"})

    assert wrong.status_code == 422
    assert "Kami ada." in wrong.content.decode()
    assert right.url == organization.get_absolute_url()
    organization.refresh_from_db()
    assert (organization.about, organization.founded_year) == ("Kami ada.", 2014)


def test_a_plain_member_may_not_edit(client):
    organization = make_organization()
    member = make_person()
    make_member(person=member, organization=organization)
    client.force_login(member)

    answer = client.get(reverse("network:edit", args=[organization.slug]))

    assert answer.status_code == 403


def test_audiences_are_filled_added_to_and_taken_from():
    one, two, three = (make_person() for _ in range(3))

    audiences.fill(name="uji.ruang:1", people=[one, two])
    audiences.fill(name="uji.ruang:1", people=[two])
    audiences.add(name="uji.ruang:1", person=three)
    audiences.remove(name="uji.ruang:1", person=two)

    assert list(Audience.objects.get().members.all()) == [three]
    assert list(Audience.objects.including(one)) == []
    assert Audience.objects.including(three).exists()
