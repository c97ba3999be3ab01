"""Steps save themselves, and two pages never overwrite each other unseen."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from accounts.tests.factories import make_person
from common.decisions import Refused
from initiatives import outline
from initiatives.actions import reviewing, writing
from initiatives.actions.writing import Overtaken
from initiatives.models import Worksheet
from initiatives.tests.factories import WRITTEN, make_submitted, make_worksheet, save
from network.models import Membership
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def write(worksheet, *, text, base, page, writer=None):
    content = outline.PROBLEM.whole({**WRITTEN[1], "problem": text})
    return writing.save_step(
        writer=writer or worksheet.author,
        worksheet=worksheet,
        number=1,
        content=content,
        base=base,
        page=page,
    )


def test_a_page_may_save_again_and_again():
    worksheet, page = make_worksheet(steps=0), uuid4()

    write(worksheet, text="satu", base=0, page=page)
    step = write(worksheet, text="dua", base=0, page=page)

    assert step.content["problem"] == "dua"
    assert step.revision == 2


def test_an_older_page_is_refused_and_shown_what_stands():
    worksheet, old, new = make_worksheet(steps=0), uuid4(), uuid4()
    write(worksheet, text="dari laptop", base=0, page=new)

    with pytest.raises(Overtaken) as overtaken:
        write(worksheet, text="dari ponsel", base=0, page=old)

    assert overtaken.value.step.content["problem"] == "dari laptop"
    assert worksheet.steps.get(number=1).content["problem"] == "dari laptop"


def test_who_has_seen_both_texts_may_save():
    worksheet, old, new = make_worksheet(steps=0), uuid4(), uuid4()
    seen = write(worksheet, text="dari laptop", base=0, page=new).revision

    step = write(worksheet, text="gabungan", base=seen, page=old)

    assert step.content["problem"] == "gabungan"
    with pytest.raises(Overtaken):
        write(worksheet, text="laptop lagi", base=0, page=new)


def test_saving_the_same_text_is_no_conflict():
    worksheet = make_worksheet(steps=0)
    write(worksheet, text="sama", base=0, page=uuid4())

    assert write(worksheet, text="sama", base=0, page=uuid4()).revision == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_pages_at_once_one_is_overtaken():
    worksheet = make_worksheet(steps=0)
    start, fates = threading.Barrier(2), []

    def work(text):
        start.wait()
        try:
            write(worksheet, text=text, base=0, page=uuid4())
            fates.append("saved")
        except Overtaken:
            fates.append("overtaken")
        finally:
            connection.close()

    pages = [threading.Thread(target=work, args=(text,)) for text in ("a", "b")]
    for page in pages:
        page.start()
    for page in pages:
        page.join()

    assert sorted(fates) == ["overtaken", "saved"]


def test_a_step_knows_whether_it_is_complete():
    worksheet = make_worksheet(steps=0)

    save(worksheet, 4, own_contribution="")
    assert not worksheet.steps.get(number=4).is_complete

    save(worksheet, 4)
    assert worksheet.steps.get(number=4).is_complete


def test_what_is_lacking_is_named_by_field_and_row():
    content = outline.RESOURCES.whole(
        {**WRITTEN[4], "needs": [{"item": "Tukang pipa"}], "actors": []}
    )

    assert outline.lacking(outline.RESOURCES, content) == [
        "paling sedikit satu pihak yang terlibat",
        "“Bentuk dukungan” pada “Tukang pipa”",
        "“Jumlah” pada “Tukang pipa”",
        "“Satuan” pada “Tukang pipa”",
    ]


def test_nobody_writes_while_a_mentor_reads():
    worksheet = make_submitted()

    with pytest.raises(Refused, match="sedang dibaca mentor"):
        write(worksheet, text="diam-diam", base=1, page=uuid4())


def test_editors_of_the_organisation_write_and_members_do_not():
    organization = make_organization()
    worksheet = make_worksheet(organization=organization, steps=0)
    editor, member = make_person(), make_person()
    make_member(person=editor, organization=organization, role=Membership.Role.EDITOR)
    make_member(person=member, organization=organization)

    assert write(worksheet, text="editor", base=0, page=uuid4(), writer=editor)
    with pytest.raises(Refused):
        write(worksheet, text="anggota", base=1, page=uuid4(), writer=member)
    assert worksheet in Worksheet.objects.visible_to(editor)
    assert worksheet not in Worksheet.objects.visible_to(member)


def test_a_worksheet_is_not_for_an_organisation_of_others():
    with pytest.raises(Refused):
        writing.start(
            author=make_person(), title="Judul", organization=make_organization()
        )


def test_what_was_taken_back_can_be_written_on():
    worksheet = make_submitted()

    worksheet = reviewing.reopen(writer=worksheet.author, worksheet=worksheet)

    assert worksheet.state == Worksheet.State.DRAFT
    save(worksheet, 1, problem="Lebih jelas.")
