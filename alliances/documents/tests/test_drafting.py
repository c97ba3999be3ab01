"""Writing a section: locks that expire, and words that are never dropped."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.documents.actions import alternatives, drafting, versions
from alliances.documents.models import Alternative, Draft, Section
from alliances.documents.tests.factories import (
    BODY,
    section_of,
    typed,
    write,
)
from alliances.documents.text import plain
from common.decisions import Refused

pytestmark = pytest.mark.django_db


def pass_time(section, minutes=4):
    """As if nobody had given a sign of life for so long."""
    then = timezone.now() - timedelta(minutes=minutes)
    Section.objects.filter(pk=section.pk).update(held_until=then)
    Draft.objects.filter(section=section).update(written_at=then)


def test_a_section_is_held_until_its_writer_gives_no_sign_of_life(
    document, rina, teguh
):
    section = section_of(document)

    first = drafting.hold(author=rina, section=section)
    second = drafting.hold(author=teguh, section=section)
    pass_time(section)
    third = drafting.hold(author=teguh, section=section)

    assert [first, second, third] == [rina, rina, teguh]


def test_typing_renews_the_lock(document, rina, teguh):
    section = section_of(document)
    drafting.hold(author=rina, section=section)
    Section.objects.filter(pk=section.pk).update(
        held_until=timezone.now() + timedelta(seconds=5)
    )

    drafting.keep(author=rina, section=section, typed=typed("<p>Baru.</p>"))
    section.refresh_from_db()

    assert section.held_until is not None
    assert section.held_until > timezone.now() + timedelta(minutes=2)
    assert drafting.hold(author=teguh, section=section) == rina


def test_a_stranger_writes_nothing(document):
    with pytest.raises(Refused, match="anggota aliansinya"):
        write(author=make_person(), section=section_of(document), text="<p>Hai.</p>")


def test_what_is_written_is_cleaned_and_its_paragraphs_are_named(document, rina):
    section = section_of(document)

    became = write(
        author=rina,
        section=section,
        text='<p onclick="x">Satu</p><script>jahat()</script><p>Dua</p>',
    )
    section.refresh_from_db()

    assert became == "written"
    assert section.body == "<p>Satu</p>\n<p>Dua</p>"
    assert len(set(section.marks)) == 2


def test_text_against_an_older_base_is_merged(document, rina, teguh):
    section = section_of(document)
    begun = typed(
        BODY.replace("desa sendiri", "desa dan anggaran"), revision=section.revision
    )
    write(author=teguh, section=section, text=BODY.replace("ramai", "penuh warga"))

    became = drafting.finish(author=rina, section=section, typed=begun)
    section.refresh_from_db()

    assert became == "merged"
    assert "penuh warga" in section.body
    assert "desa dan anggaran" in section.body
    assert not Alternative.objects.exists()


def test_the_same_sentence_changed_twice_is_kept_beside_by_name(document, rina, teguh):
    section = section_of(document)
    late = typed(BODY.replace("ramai", "sesak"), revision=section.revision)
    write(author=teguh, section=section, text=BODY.replace("ramai", "penuh"))

    became = drafting.finish(author=rina, section=section, typed=late)
    section.refresh_from_db()
    beside = section.alternatives.waiting().get()

    assert became == "beside"
    assert "penuh" in section.body
    assert (beside.author, "sesak" in beside.body) == (rina, True)


def test_what_was_left_open_is_put_in_when_the_lock_has_expired(document, rina):
    section = section_of(document)
    text = BODY + "\n<p>Kalimat terakhir sebelum tab ditutup.</p>"
    given = typed(text, revision=section.revision)
    drafting.keep(author=rina, section=section, typed=given)

    early = drafting.settle_left()
    pass_time(section)
    late = drafting.settle_left()
    section.refresh_from_db()

    assert (early, late) == (0, 1)
    assert section.body == text
    assert section.edited_by == rina


def test_a_writer_who_comes_back_after_that_goes_on_where_they_were(
    document, rina, teguh
):
    """The browser still knows the revision that it was given at first."""
    section = section_of(document)
    sitting, revision = uuid.uuid4(), section.revision
    first = BODY + "\n<p>Satu.</p>"
    drafting.keep(
        author=rina,
        section=section,
        typed=typed(first, revision=revision, sitting=sitting),
    )
    pass_time(section)
    drafting.settle_left()
    section.refresh_from_db()
    write(author=teguh, section=section, text=f"<p>Awal.</p>\n{section.body}")

    became = drafting.finish(
        author=rina,
        section=section,
        typed=typed(
            first + "\n<p>Dua.</p>", revision=revision, turn=2, sitting=sitting
        ),
    )
    section.refresh_from_db()

    assert became == "merged"
    assert section.body == f"<p>Awal.</p>\n{BODY}\n<p>Satu.</p>\n<p>Dua.</p>"


def test_what_comes_late_of_one_sitting_changes_nothing(document, rina):
    section = section_of(document)
    sitting = uuid.uuid4()
    new = typed("<p>Baru.</p>", turn=5, sitting=sitting)
    old = typed("<p>Lama.</p>", turn=4, sitting=sitting)
    drafting.keep(author=rina, section=section, typed=new)

    kept = drafting.keep(author=rina, section=section, typed=old)

    assert kept.text == "<p>Baru.</p>"


def test_text_begun_from_nothing_we_know_stands_beside(document, rina):
    section = section_of(document)

    became = drafting.finish(
        author=rina, section=section, typed=typed("<p>Dari jauh.</p>", revision=99)
    )
    section.refresh_from_db()

    assert became == "beside"
    assert section.body == BODY
    assert section.alternatives.get().body == "<p>Dari jauh.</p>"


def test_nobody_writes_into_anothers_sitting(document, rina, teguh):
    section = section_of(document)
    sitting = uuid.uuid4()
    drafting.keep(
        author=rina, section=section, typed=typed("<p>Milik Rina.</p>", sitting=sitting)
    )

    with pytest.raises(Refused, match="orang lain"):
        drafting.keep(
            author=teguh, section=section, typed=typed("<p>x</p>", sitting=sitting)
        )


def test_typing_on_after_a_conflict_goes_into_the_same_other_version(
    document, rina, teguh
):
    section = section_of(document)
    sitting, revision = uuid.uuid4(), section.revision
    write(author=teguh, section=section, text=BODY.replace("ramai", "penuh"))
    for turn, word in enumerate(("sesak", "sesak sekali"), start=1):
        drafting.finish(
            author=rina,
            section=section,
            typed=typed(
                BODY.replace("ramai", word),
                revision=revision,
                turn=turn,
                sitting=sitting,
            ),
        )

    assert "sesak sekali" in section.alternatives.get().body


def test_an_alternative_is_adopted_and_what_stood_there_is_a_revision(
    document, rina, teguh
):
    section = section_of(document)
    late = typed(BODY.replace("ramai", "sesak"), revision=section.revision)
    write(author=teguh, section=section, text=BODY.replace("ramai", "penuh"))
    drafting.finish(author=rina, section=section, typed=late)
    beside = section.alternatives.get()

    alternatives.adopt(author=teguh, alternative=beside)
    section.refresh_from_db()

    assert "sesak" in section.body
    assert section.revisions.filter(body__contains="penuh").exists()
    with pytest.raises(Refused, match="sudah diputuskan"):
        alternatives.set_aside(author=rina, alternative=beside)


def test_an_alternative_set_aside_is_still_there(document, rina):
    section = section_of(document)
    beside = Alternative.objects.create(
        section=section, author=rina, body="<p>Lain.</p>", written_at=timezone.now()
    )

    alternatives.set_aside(author=rina, alternative=beside)
    beside.refresh_from_db()

    assert (beside.state, beside.body) == ("aside", "<p>Lain.</p>")


def test_plain_text_from_a_phone_leaves_a_table_as_it_is(document, rina):
    section = section_of(document)
    table = "<table><tbody><tr><td>Desa</td><td>24</td></tr></tbody></table>"
    write(author=rina, section=section, text=f"<p>Angka:</p>{table}")
    section.refresh_from_db()
    kept = section.body.split("\n")[1]
    text = plain.written(section.body).replace("Angka:", "Angka **desa**:")
    given = typed(text, revision=section.revision, is_plain=True)
    drafting.finish(author=rina, section=section, typed=given)
    section.refresh_from_db()

    assert section.body == f"<p>Angka <strong>desa</strong>:</p>\n{kept}"


def test_versions_are_kept_by_themselves_by_name_and_brought_back(document, rina):
    section = section_of(document)
    named = versions.name(author=rina, document=document, name="Usai rapat")
    write(author=rina, section=section, text="<p>Sama sekali lain.</p>")
    write(author=rina, section=section, text="<p>Sama sekali lain lagi.</p>")
    automatic = [v for v in document.versions.all() if v.is_automatic]

    versions.restore(author=rina, version=named)
    section.refresh_from_db()

    assert section.body == BODY
    assert section.marks == named.sections[1]["marks"]
    # One sitting is one version, at its last word.
    of_rina = [v for v in automatic if v.made_by == rina]
    assert [v.sections[1]["body"] for v in of_rina] == ["<p>Sama sekali lain lagi.</p>"]
    assert document.versions.filter(name__startswith="Dipulihkan").exists()


def test_nothing_is_restored_under_the_hands_of_a_writer(document, rina, teguh):
    named = versions.name(author=rina, document=document, name="Usai rapat")
    drafting.hold(author=teguh, section=section_of(document))

    with pytest.raises(Refused, match="Teguh Sumarsono sedang menulis"):
        versions.restore(author=rina, version=named)
