"""People are invited to cohorts and alliances by e-mail or number, and come."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from accounts.tests.messages import text_to
from alliances.models import AllianceMembership
from alliances.tests.factories import make_alliance, make_steward
from courses.tests.factories import make_cohort
from network.tests.factories import make_member, make_organization
from notices.actions import inviting, sending
from notices.invitables import kind_of
from notices.models import Invitation

pytestmark = pytest.mark.django_db
PHONE = "+6281234567890"


@pytest.fixture
def cohort():
    return make_cohort(seats=2)


def page_of(cohort):
    return reverse("notices:invitations", args=["angkatan", cohort.pk])


def invited(cohort, contact="ani@contoh.id"):
    inviting.invite(
        inviter=cohort.facilitator,
        kind=kind_of("angkatan"),
        place=cohort,
        people=[("Ani", contact)],
    )
    return Invitation.objects.latest("pk")


def link(invitation):
    return invitation.url.removeprefix("http://testserver")


def test_a_pasted_list_goes_out_by_mail_and_to_phones(
    client, cohort, settings, tmp_path
):
    settings.EMAIL_FILE_PATH = tmp_path
    client.force_login(cohort.facilitator)
    pasted = "Ani Lestari, ani@contoh.id\n\n0812 3456 7890 Budi\nani@contoh.id"

    client.post(page_of(cohort), {"people": pasted})
    client.post(page_of(cohort), {"people": pasted})
    sending.send_due()
    sending.send_due()

    first, second = Invitation.objects.order_by("pk")
    assert (second.name, second.contact) == ("Budi", PHONE)
    (message,) = mail.outbox
    assert message.to == ["ani@contoh.id"]
    assert first.url in str(message.body)
    assert second.url in text_to(tmp_path, PHONE)
    assert "Terkirim" in client.get(page_of(cohort)).content.decode()


def test_without_a_sender_there_are_links_to_click_through(client, cohort, settings):
    settings.PHONE_SENDER = ""
    client.force_login(cohort.facilitator)
    client.post(page_of(cohort), {"people": "Budi 081234567890"})
    sending.send_due()
    invitation = Invitation.objects.get()
    assert "1 undangan menunggu" in client.get(page_of(cohort)).content.decode()

    address = reverse("notices:hand_over", args=["angkatan", cohort.pk, invitation.pk])
    assert client.get(address).status_code == 405
    opened = client.post(address)

    assert opened["Location"].startswith("https://wa.me/6281234567890?text=")
    assert invitation.url in unquote(opened["Location"])
    page = client.get(page_of(cohort)).content.decode()
    assert "0 undangan menunggu" in page
    assert "Sudah dibuka" in page


def test_lines_without_a_contact_are_named_and_nothing_typed_is_lost(client, cohort):
    client.force_login(cohort.facilitator)

    answer = client.post(page_of(cohort), {"people": "ani@contoh.id\nBudi\n021-555"})

    assert answer.status_code == 422
    assert "di baris 2, 3." in answer.content.decode()
    assert "ani@contoh.id\nBudi" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_link_leads_a_newcomer_through_signing_up_to_a_seat(client, cohort):
    address = link(invited(cohort))
    page = client.get(address).content.decode()
    assert f"{reverse('account_signup')}?next={address}" in page

    person = make_person()
    client.force_login(person)
    assert not cohort.enrollments.exists()
    done = client.post(address)

    assert done["Location"] == cohort.course.get_absolute_url()
    assert cohort.enrollments.active().get().learner == person
    assert client.post(address).status_code == 302
    assert cohort.enrollments.count() == 1


def test_a_link_is_for_one_person(client, cohort):
    address = link(invited(cohort))
    client.force_login(make_person())
    client.post(address)

    client.force_login(make_person())
    answer = client.post(address)

    assert answer.status_code == 422
    assert "sudah dipakai orang lain" in answer.content.decode()
    assert cohort.enrollments.count() == 1


def test_what_was_withdrawn_or_ran_out_lets_nobody_in(client, cohort):
    withdrawn, late = invited(cohort), invited(cohort, PHONE)
    client.force_login(cohort.facilitator)
    client.post(
        reverse(
            "notices:withdraw_invitation", args=["angkatan", cohort.pk, withdrawn.pk]
        )
    )
    Invitation.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    client.force_login(make_person())

    for invitation in (withdrawn, late):
        assert client.post(link(invitation)).status_code == 422
        assert "tidak bisa dipakai" in client.get(link(invitation)).content.decode()

    sending.send_due()
    assert mail.outbox == []
    assert not cohort.enrollments.exists()


def test_who_let_one_run_out_is_invited_anew(cohort):
    old = invited(cohort)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    new = invited(cohort)

    assert new.pk != old.pk
    assert new.is_open


def test_a_full_cohort_says_so_and_the_link_stays_good(client, cohort):
    cohort.seats = 1
    cohort.save()
    first, second = invited(cohort), invited(cohort, PHONE)
    client.force_login(make_person())
    client.post(link(first))
    client.force_login(make_person())

    answer = client.post(link(second))

    assert "Kursi angkatan ini sudah habis" in answer.content.decode()
    second.refresh_from_db()
    assert second.is_open


def test_an_alliance_opens_its_door_to_the_persons_organisation(client):
    alliance = make_alliance(openness="invitation")
    steward = make_steward(alliance=alliance)
    client.force_login(steward)
    page = reverse("notices:invitations", args=["aliansi", alliance.pk])
    client.post(page, {"people": "ani@contoh.id"})
    member = make_member(person=make_person(), organization=make_organization())

    client.force_login(member.person)
    done = client.post(link(Invitation.objects.get()))

    assert done["Location"] == alliance.get_absolute_url()
    opened = alliance.memberships.get()
    assert opened.organization == member.organization
    assert opened.state == AllianceMembership.State.INVITED


def test_of_several_organisations_only_the_chosen_one_is_let_in(client):
    alliance = make_alliance(openness="invitation")
    inviting.invite(
        inviter=make_steward(alliance=alliance),
        kind=kind_of("aliansi"),
        place=alliance,
        people=[("", "ani@contoh.id")],
    )
    person = make_person()
    first, second = (
        make_member(person=person, organization=make_organization()).organization
        for _ in range(2)
    )
    client.force_login(person)
    address = link(Invitation.objects.get())
    page = client.get(address).content.decode()
    assert first.name in page
    assert second.name in page

    unanswered = client.post(address)
    assert unanswered.status_code == 422
    assert not alliance.memberships.exists()
    assert client.post(address, {"name": "0"}).status_code == 422
    client.post(address, {"name": str(second.pk)})

    assert alliance.memberships.get().organization == second


def test_long_after_their_end_the_addresses_are_forgotten(cohort):
    old, new = invited(cohort), invited(cohort, PHONE)
    Invitation.objects.filter(pk=old.pk).update(
        expires_at=timezone.now() - timedelta(days=61)
    )

    assert inviting.forget_old() == 1

    assert Invitation.objects.get() == new


def test_who_belongs_nowhere_chooses_an_organisation_first(client):
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    inviting.invite(
        inviter=steward,
        kind=kind_of("aliansi"),
        place=alliance,
        people=[("", "ani@contoh.id")],
    )
    client.force_login(make_person())

    done = client.post(link(Invitation.objects.get()))

    assert done["Location"].startswith(reverse("network:choose"))


def test_others_neither_invite_nor_see_who_was_invited(client, cohort):
    invitation = invited(cohort)
    client.force_login(make_person())
    own = ["angkatan", cohort.pk, invitation.pk]

    assert client.get(page_of(cohort)).status_code == 403
    assert client.post(page_of(cohort), {"people": PHONE}).status_code == 403
    assert client.post(reverse("notices:hand_over", args=own)).status_code == 403
    answer = client.post(reverse("notices:withdraw_invitation", args=own))
    assert answer.status_code == 403
    assert Invitation.objects.get().is_open


@pytest.mark.parametrize("token", ["x", "1.abc", "1", "99999999999999999999.a"])
def test_a_link_that_nobody_wrote_leads_nowhere(client, cohort, token):
    invited(cohort)

    assert client.get(f"/undangan/{token}/").status_code == 404
