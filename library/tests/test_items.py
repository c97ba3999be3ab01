"""Finding things in the library, putting them in, and who may see what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import connection, transaction

from accounts.tests.factories import make_person
from alliances.tests.factories import make_alliance, make_steward
from common.decisions import Refused
from common.models import Province
from courses.tests.factories import make_course
from library import personal
from library.actions import shelving
from library.models import Item
from library.tests.factories import a_pdf, make_item
from network.models import Sector

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def about(**changes):
    return {
        "kind": "module",
        "title": "Membaca arus kas",
        "summary": "Untuk bendahara.",
        "authors": "",
        "year": None,
        "licence": "cc-by-4.0",
        "capacities": [],
        "sectors": [],
        "provinces": [],
        "address": "",
        **changes,
    }


@pytest.fixture
def trainer():
    person = make_person()
    make_course().authors.add(person)
    return person


def test_a_steward_of_an_alliance_adds_to_the_library():
    steward = make_steward(alliance=make_alliance())

    item = shelving.add(adder=steward, file=a_pdf(), **about())

    assert item.is_draft
    with pytest.raises(Refused, match="pengurus aliansi"):
        shelving.add(adder=make_person(), file=a_pdf(), **about())


def titles(items):
    return [item.title for item in items]


@pytest.mark.parametrize("words", ["melatih fasilitator", "pelatihan", "Lestari"])
def test_words_are_found_by_their_stem_and_names_as_they_are(words):
    make_item(title="Panduan pelatihan fasilitator", authors="Dewi Lestari")
    make_item(title="Neraca saldo")

    found = Item.objects.matching(words=words)

    assert titles(found) == ["Panduan pelatihan fasilitator"]


def test_what_is_in_the_title_comes_first():
    make_item(title="Modul lain", summary="Tentang anggaran desa.")
    make_item(title="Anggaran desa")

    assert titles(Item.objects.matching(words="anggaran desa"))[0] == "Anggaran desa"


def test_filters_narrow_and_what_is_for_everyone_is_in_every_province():
    ntt = Province.objects.create(code="53", name="NTT", time_zone="Asia/Makassar")
    sector = Sector.objects.create(slug="energi", name="Energi")
    everywhere = make_item(title="Umum", capacities=["DRM"])
    there = make_item(title="NTT")
    there.provinces.add(ntt)
    make_item(title="Papua").provinces.add(
        Province.objects.create(code="91", name="Papua", time_zone="Asia/Jayapura")
    )
    everywhere.sectors.add(sector)

    assert set(titles(Item.objects.matching(province=ntt))) == {"Umum", "NTT"}
    assert titles(Item.objects.matching(capacity="DRM")) == ["Umum"]
    assert titles(Item.objects.matching(sector=sector)) == ["Umum"]


def test_a_draft_is_seen_by_its_owner_and_staff(trainer):
    make_item(is_draft=True, added_by=trainer)

    assert Item.objects.visible_to(trainer).count() == 1
    assert Item.objects.visible_to(make_person(is_staff=True)).count() == 1
    assert Item.objects.visible_to(make_person()).count() == 0
    assert Item.objects.visible_to(NOBODY).count() == 0


def test_a_trainer_adds_a_file_and_publishes_it(trainer):
    item = shelving.add(adder=trainer, file=a_pdf(), **about())
    shelving.publish(editor=trainer, item=item)

    item.refresh_from_db()
    assert (item.media_type, item.format) == ("application/pdf", "PDF")
    assert item.size == item.file.size
    assert item.file.url.endswith("/membaca-arus-kas.pdf")
    assert titles(Item.objects.visible_to(NOBODY)) == ["Membaca arus kas"]


def test_somebody_without_a_course_is_refused():
    with pytest.raises(Refused, match="Pustaka diisi"):
        shelving.add(adder=make_person(), file=a_pdf(), **about())


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ\x90", b""]
)
def test_a_file_is_known_by_its_content(trainer, content):
    with pytest.raises(ValidationError):
        shelving.add(adder=trainer, file=a_pdf("modul.pdf", content), **about())

    assert not Item.objects.exists()


def test_another_trainer_may_not_edit(trainer):
    item = make_item(added_by=trainer)
    other = make_person()
    make_course().authors.add(other)

    with pytest.raises(Refused):
        shelving.edit(editor=other, item=item, file=None, **about())


def test_a_new_file_takes_the_place_of_the_old(
    trainer, django_capture_on_commit_callbacks
):
    item = shelving.add(adder=trainer, file=a_pdf(), **about())
    old = str(item.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        item = shelving.edit(editor=trainer, item=item, file=a_pdf(), **about())

    assert item.file.name != old
    assert not storages["public"].exists(old)
    assert storages["public"].exists(str(item.file.name))


def test_what_is_published_is_withdrawn_before_it_is_removed(trainer):
    item = make_item(added_by=trainer)

    with pytest.raises(Refused, match="draf"):
        shelving.remove(editor=trainer, item=item)
    shelving.withdraw(editor=trainer, item=item)
    shelving.remove(editor=trainer, item=item)

    assert not Item.objects.exists()


def test_what_is_withdrawn_leaves_its_address(
    trainer, django_capture_on_commit_callbacks
):
    item = shelving.add(adder=trainer, file=a_pdf(), **about())
    shelving.publish(editor=trainer, item=item)
    address = str(item.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        shelving.withdraw(editor=trainer, item=item)

    item.refresh_from_db()
    assert item.file.read().startswith(b"%PDF")
    assert item.file.name != address
    assert not item.file.storage.exists(address)


def test_downloads_are_counted_without_a_name():
    item = make_item()

    shelving.count_download(item=item)
    shelving.count_download(item=item)

    item.refresh_from_db()
    assert item.downloads == 2


def test_who_leaves_takes_drafts_along_and_leaves_the_rest(trainer):
    make_item(title="Terbit", added_by=trainer)
    make_item(title="Draf", is_draft=True, added_by=trainer)

    told = personal.tell(trainer)["isi pustaka yang ditambahkan"]
    personal.forget(trainer)

    assert [row["judul"] for row in told] == ["Terbit", "Draf"]
    assert titles(Item.objects.all()) == ["Terbit"]
    assert Item.objects.get().added_by is None


def test_search_uses_its_index():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Item.objects.searched("anggaran").order_by().explain()

    assert "library_item_search" in plan
