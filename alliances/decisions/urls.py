"""Addresses of musyawarah."""

from django.urls import path

from alliances.decisions.views import (
    ballots,
    managing,
    past,
    proposals,
    proxies,
    speaking,
)

HERE = "aliansi/<slug:slug>/musyawarah/"
ONE = f"{HERE}<int:pk>/"
DEEDS = {
    "amend": "ubah",
    "extend": "perpanjang",
    "withdraw": "tarik",
    "close": "tutup",
}

app_name = "decisions"
urlpatterns = [
    path(HERE, proposals.index, name="index"),
    path(f"{HERE}baru/", proposals.new, name="new"),
    path(f"{HERE}kuasa/", proxies.show, name="proxies"),
    path(f"{HERE}kuasa/<int:pk>/akhiri/", proxies.revoke, name="revoke"),
    path(ONE, proposals.show, name="proposal"),
    path(f"{ONE}sikap/<int:voice_pk>/", speaking.speak, name="speak"),
    path(f"{ONE}ruang/", speaking.bring, name="bring"),
    path(f"{ONE}riwayat/", past.show, name="past"),
    path(f"{ONE}surat-suara/", ballots.show, name="ballots"),
    path(f"{ONE}surat-suara.csv", ballots.table, name="ballots_table"),
    path(f"{ONE}urus/", managing.show, name="manage"),
    path(f"{ONE}urus/keberatan/<int:stand_pk>/", managing.overrule, name="overrule"),
    *(
        path(f"{ONE}urus/{address}/", managing.do, {"deed": deed}, name=deed)
        for deed, address in DEEDS.items()
    ),
]
