"""Comments beside a paragraph: answered, ended, edited and taken back."""

import pytest

from accounts.tests.factories import make_person
from alliances.documents import summaries
from alliances.documents.actions import commenting
from alliances.documents.models import Comment
from alliances.documents.tests.factories import BODY, section_of, url, write
from alliances.models import Block
from common.decisions import Refused
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(document, rina):
    section = section_of(document)
    return commenting.comment(author=rina, section=section, body="Dari mana angkanya?")


def told(person):
    shown = Notice.objects.filter(person=person, withdrawn_at=None)
    return list(shown.order_by("pk").values_list("text", flat=True))


def test_a_comment_survives_edits_and_ends_with_a_reason(document, rina, teguh):
    section = section_of(document)
    made = commenting.comment(
        author=rina,
        section=section,
        body="Dari mana angkanya, @Teguh Sumarsono?",
        mark=section.marks[1],
        quote="peraturan desa",
    )
    commenting.reply(author=teguh, comment=made, body="Dari buku timbang.")
    write(author=teguh, section=section, text=f"<p>Pembuka baru.</p>\n{BODY}")
    made.section.refresh_from_db()

    [thread] = summaries.threads([made])
    commenting.resolve(author=teguh, comment=made, reason="Sumbernya ditambahkan.")

    assert (thread.place.at, thread.place.found) == (2, "here")
    assert [reply.body for reply in thread.replies] == ["Dari buku timbang."]
    assert Notice.objects.filter(person=teguh, kind="alliances.mention").exists()
    assert Notice.objects.filter(person=rina, kind="alliances.document").exists()
    with pytest.raises(Refused, match="sudah selesai"):
        commenting.resolve(author=rina, comment=made, reason="Lagi.")


def test_comments_are_made_answered_and_resolved_by_form(client, document, writer):
    section = section_of(document)
    asked = client.get(
        url(document, "comments"),
        {
            "bagian": section.pk,
            "paragraf": section.marks[0],
            "kutipan": "tahun pertama",
        },
    )
    client.post(
        url(document, "comment", section.pk),
        {"body": "Sejak kapan?", "mark": section.marks[0], "quote": "tahun pertama"},
    )
    comment = section.comments.get()
    client.post(url(document, "comment_act", comment.pk, "balas"), {"body": "2019."})
    empty = client.post(url(document, "comment_act", comment.pk, "selesai"), {})
    client.post(
        url(document, "comment_act", comment.pk, "selesai"), {"reason": "Sudah."}
    )
    comment.refresh_from_db()

    assert "tahun pertama" in asked.text
    assert comment.quote == "tahun pertama"
    assert comment.replies.get().body == "2019."
    assert empty.status_code == 422
    assert comment.resolution == "Sudah."


def test_the_address_of_a_comment_leads_to_its_page(client, document, writer):
    section = section_of(document)
    made = [
        commenting.comment(author=writer, section=section, body=f"Komentar {nth}.")
        for nth in range(22)
    ]
    answer = commenting.reply(author=writer, comment=made[-1], body="Jawaban.")
    commenting.resolve(author=writer, comment=made[0], reason="Sudah.")

    [far, done, strange] = [
        client.get(address)
        for address in (
            answer.get_absolute_url(),
            made[0].get_absolute_url(),
            url(document, "remark", 0),
        )
    ]

    index = url(document, "comments")
    assert far["Location"] == f"{index}?hal=2#komentar-{made[-1].pk}"
    assert "Komentar 21." in client.get(far["Location"]).text
    assert done["Location"] == f"{index}?selesai=1&hal=1#komentar-{made[0].pk}"
    assert strange.status_code == 404


def test_authors_say_it_better_and_who_is_named_then_is_told(comment, rina, teguh):
    commenting.reply(author=teguh, comment=comment, body="Dari buku timbang desa.")
    better = "Dari mana angka 24 desa ini, @Teguh Sumarsono?"

    commenting.revise(author=rina, comment=comment, body=better)

    comment.refresh_from_db()
    assert comment.body == better
    assert comment.edited_at is not None
    assert told(teguh) == [better]
    assert told(rina) == ["Dari buku timbang desa."]


def test_what_is_mended_is_mended_where_it_was_told(comment, rina, teguh):
    answer = commenting.reply(author=teguh, comment=comment, body="Dari buku tumbang.")

    commenting.revise(author=teguh, comment=answer, body="Dari buku timbang.")

    assert told(rina) == ["Dari buku timbang."]


def test_nobody_changes_what_another_said_or_what_came_to_an_end(comment, rina, teguh):
    for person in (teguh, make_person()):
        with pytest.raises(Refused):
            commenting.revise(author=person, comment=comment, body="Lain.")
        with pytest.raises(Refused):
            commenting.take_back(author=person, comment=comment)
    commenting.resolve(author=teguh, comment=comment, reason="Sumbernya ditambahkan.")

    with pytest.raises(Refused, match="Buka lagi dulu"):
        commenting.take_back(author=rina, comment=comment)
    commenting.reopen(author=rina, comment=comment)
    commenting.revise(author=rina, comment=comment, body="Sumbernya apa?")

    assert Comment.objects.get().body == "Sumbernya apa?"


def test_what_was_answered_leaves_its_place_and_what_was_not_leaves_nothing(
    comment, rina, teguh
):
    first = commenting.reply(author=teguh, comment=comment, body="Dari buku timbang.")
    commenting.reply(author=rina, comment=comment, body="Terima kasih.")

    commenting.take_back(author=rina, comment=comment)
    commenting.take_back(author=teguh, comment=first)

    kept = Comment.objects.order_by("pk")
    assert [(one.body, one.taken_back_at is None) for one in kept] == [
        ("", False),
        ("", False),
        ("Terima kasih.", True),
    ]
    assert told(rina) == []
    commenting.take_back(author=rina, comment=comment.replies.last())
    assert not Comment.objects.exists()
    with pytest.raises(Refused, match="sudah ditarik"):
        commenting.revise(author=rina, comment=comment, body="Lagi.")


def test_ones_own_comments_are_changed_by_form(client, document, comment, rina, teguh):
    answer = commenting.reply(author=teguh, comment=comment, body="Dari buku timbang.")
    client.force_login(rina)
    revise, take_back = (
        url(document, "comment_act", comment.pk, deed) for deed in ("ubah", "tarik")
    )

    empty = client.post(revise, {"body": ""})
    client.post(revise, {"body": "Dari mana angka desanya?"})
    edited = client.get(url(document, "comments")).text
    others = client.post(url(document, "comment_act", answer.pk, "tarik"), follow=True)
    gone = client.post(take_back, follow=True)
    client.force_login(make_person())
    hidden = client.post(take_back)

    assert (empty.status_code, hidden.status_code) == (422, 404)
    assert "Dari mana angka desanya?" in edited
    assert "disunting" in edited
    assert "Hanya penulisnya" in others.text
    assert "Komentar ini ditarik penulisnya." in gone.text
    assert "Dari buku timbang." in gone.text


def test_who_asked_and_who_answered_hear_what_became_of_it(
    document, comment, rina, teguh, editor
):
    commenting.reply(author=teguh, comment=comment, body="Dari buku timbang.")
    Notice.objects.all().delete()

    commenting.resolve(author=editor, comment=comment, reason="Sumbernya ditambahkan.")
    commenting.reopen(author=rina, comment=comment)
    commenting.resolve(author=rina, comment=comment, reason="Sudah jelas.")

    assert told(rina) == ["Sumbernya ditambahkan."]
    assert told(teguh) == ["Sumbernya ditambahkan.", "Sudah jelas."]
    assert told(editor) == []


def test_whom_somebody_does_not_hear_reaches_them_by_no_comment(comment, rina, teguh):
    Block.objects.create(person=rina, blocked=teguh)

    commenting.reply(author=teguh, comment=comment, body="Dari buku timbang.")
    commenting.comment(
        author=teguh, section=comment.section, body="@Rina Lestari, dengar!"
    )
    commenting.resolve(author=teguh, comment=comment, reason="Selesai.")

    assert told(rina) == []


def test_what_was_typed_into_a_refused_comment_is_still_at_its_thread(
    client, document, comment, rina, teguh
):
    for nth in range(20):
        commenting.comment(author=rina, section=comment.section, body=f"Lagi {nth}.")
    last = Comment.objects.get(body="Lagi 19.")
    own = commenting.comment(author=teguh, section=comment.section, body="Sumbernya?")
    client.force_login(teguh)

    def sent(about, deed, **given):
        return client.post(url(document, "comment_act", about.pk, deed), given)

    long = sent(last, "balas", body="Dari buku timbang. " * 200)
    why = sent(last, "selesai", reason="Ditambahkan. " * 50)
    commenting.resolve(author=rina, comment=last, reason="Sudah jelas.")
    again = sent(last, "selesai", reason="Sumbernya ditambahkan.")
    commenting.resolve(author=rina, comment=own, reason="Sudah jelas.")
    ended = sent(own, "ubah", body="Sumbernya dari mana?")

    answers = (long, why, again, ended)
    assert [answer.status_code for answer in answers] == [422] * 4
    assert "Dari buku timbang. Dari buku timbang." in long.text
    assert "Ditambahkan. Ditambahkan." in why.text
    assert "sudah selesai" in again.text
    assert ">Sumbernya ditambahkan.</textarea>" in again.text
    assert ">Sumbernya dari mana?</textarea>" in ended.text
