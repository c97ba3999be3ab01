"""Addresses of certificates."""

from django.urls import URLPattern, path

from courses.views import badges, certificates

CERTIFICATE = "sertifikat/<str:code>/"

urlpatterns: list[URLPattern] = [
    path("sertifikat/", certificates.check, name="certificate_check"),
    path("sertifikat/saya/", certificates.mine, name="certificates"),
    path(CERTIFICATE, certificates.show, name="certificate"),
    path(f"{CERTIFICATE}pdf/", certificates.download, name="certificate_pdf"),
    path(f"{CERTIFICATE}kartu.png", certificates.card, name="certificate_card"),
    path(f"{CERTIFICATE}lencana/", badges.credential, name="certificate_badge"),
    path("lencana/status/<int:number>/", badges.status, name="badge_status"),
    path("lencana/kunci.json", badges.keys, name="badge_keys"),
    path(".well-known/did.json", badges.did_document, name="badge_issuer"),
    path(f"{CERTIFICATE}cabut/", certificates.revoke, name="certificate_revoke"),
    path(f"{CERTIFICATE}perbaiki/", certificates.reissue, name="certificate_reissue"),
    path(f"{CERTIFICATE}lagi/", certificates.issue_again, name="certificate_again"),
]
