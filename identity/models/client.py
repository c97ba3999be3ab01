"""Clients: the sites that may ask who someone is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication


class ClientManager(models.Manager["Client"]):
    def get_by_natural_key(self, client_id: str) -> "Client":
        return self.get(client_id=client_id)


class Client(AbstractApplication):
    """A relying party, made by the command `make_client` and never by a visitor."""

    backchannel_logout_uri = models.URLField(
        _("alamat kabar keluar"),
        blank=True,
        help_text=_("Ke sini dikabarkan siapa yang sudah keluar."),
    )

    objects: ClassVar[ClientManager] = ClientManager()

    class Meta(AbstractApplication.Meta):
        abstract = False
        verbose_name = _("klien")
        verbose_name_plural = _("klien")

    def natural_key(self) -> tuple[str]:
        return (self.client_id,)

    def get_absolute_url(self) -> str:
        """The public site this client is; the library's own pages are not routed."""
        return str(self.post_logout_redirect_uris).split(" ")[0] or "/"
