"""What staff see of sign-on."""

import pytest
from django.test import Client as Browser

from accounts.models import User
from identity.models import SignOutNotice
from identity.tests.factories import make_first_party


@pytest.mark.django_db
def test_staff_see_the_notices_that_wait_and_can_change_none():
    client = make_first_party()
    admin = User.objects.create_superuser(name="Admin", email="admin@contoh.id")
    notice = SignOutNotice.objects.create(client=client, sub=admin.sub, answer="503")
    browser = Browser()
    browser.force_login(admin)

    rows = browser.get("/kelola/identity/signoutnotice/")
    page = browser.get(f"/kelola/identity/signoutnotice/{notice.pk}/change/")
    clients = browser.get(f"/kelola/identity/client/{client.pk}/change/")

    assert "503" in rows.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert clients.status_code == 200
