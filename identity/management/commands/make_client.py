"""Make lokadaya.com known to the portal, or bring what is known of it up to date."""

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management.base import BaseCommand, CommandError

from identity.models import Client

CLIENT_ID = "lokadaya.com"


class Command(BaseCommand):
    help = "Make or update the client lokadaya.com from the settings."

    def handle(self, *args: Any, **options: Any) -> None:
        secret, site = settings.OIDC_CLIENT_SECRET, settings.CROWDFUNDING_URL
        if not secret:
            raise CommandError("Set OIDC_CLIENT_SECRET in the environment.")
        client = Client.objects.filter(client_id=CLIENT_ID).first()
        client = client or Client(client_id=CLIENT_ID)
        client.name = "Lokadaya.com"
        client.client_type = Client.CLIENT_CONFIDENTIAL
        client.authorization_grant_type = Client.GRANT_AUTHORIZATION_CODE
        client.algorithm = Client.RS256_ALGORITHM
        client.redirect_uris = f"{site}/masuk/kembali/"
        client.post_logout_redirect_uris = f"{site}/"
        client.backchannel_logout_uri = f"{site}/keluar/kabar/"
        # Both sites are one project: nobody is asked whether one may know the other.
        client.skip_authorization = True
        if not check_password(secret, client.client_secret):
            client.client_secret = secret
        client.full_clean(exclude=["client_secret"])
        client.save()
