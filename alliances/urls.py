"""Addresses of alliances."""

from django.urls import path

from alliances.views import (
    alliances,
    archiving,
    attached,
    blocks,
    finding,
    furnishing,
    masks,
    messages,
    panic,
    rooms,
    safeguarding,
    stewarding,
    stewards,
    topics,
)

ROOM = "aliansi/<slug:slug>/ruang/<slug:room_slug>/"

app_name = "alliances"
urlpatterns = [
    path("aliansi/", alliances.index, name="index"),
    path("aliansi/sembunyikan/", panic.hide, name="hide"),
    path("aliansi/berkas/<uuid:key>/", attached.file, name="attached_file"),
    path(
        "aliansi/berkas/<uuid:key>/<int:width>/",
        attached.picture,
        name="attached_picture",
    ),
    path("aliansi/blokir/", blocks.index, name="blocks"),
    path("aliansi/blokir/<int:pk>/batal/", blocks.unblock, name="unblock"),
    path("aliansi/samaran/<uuid:key>/", masks.look_behind, name="look_behind"),
    path("aliansi/<slug:slug>/", alliances.show, name="alliance"),
    path("aliansi/<slug:slug>/forum/", topics.forum, name="forum"),
    path("aliansi/<slug:slug>/gabung/", alliances.join, name="join"),
    path("aliansi/<slug:slug>/keluar/<int:pk>/", alliances.leave, name="leave"),
    path("aliansi/<slug:slug>/pengurus/", stewards.show, name="stewards"),
    path("aliansi/<slug:slug>/pengurus/samaran/", masks.allow, name="allow_masks"),
    path("aliansi/<slug:slug>/pengurus/undang/", stewards.invite, name="invite"),
    path(
        "aliansi/<slug:slug>/pengurus/<int:pk>/terima/", stewards.accept, name="accept"
    ),
    path("aliansi/<slug:slug>/pengurus/<int:pk>/akhiri/", stewards.end, name="end"),
    path(
        "aliansi/<slug:slug>/pengurus/tunjuk/",
        stewarding.appoint,
        name="appoint_steward",
    ),
    path("aliansi/<slug:slug>/pengurus/mundur/", stewarding.resign, name="resign"),
    path("aliansi/<slug:slug>/pengurus/tentang/", stewarding.describe, name="describe"),
    path(
        "aliansi/<slug:slug>/pengurus/laporan/<int:pk>/hapus/",
        stewarding.remove_reported,
        name="remove_reported",
    ),
    path(
        "aliansi/<slug:slug>/pengurus/laporan/<int:pk>/biarkan/",
        stewarding.leave_reported,
        name="leave_reported",
    ),
    path("aliansi/<slug:slug>/ruang-baru/", furnishing.new, name="open_room"),
    path(f"{ROOM}atur/", furnishing.arrange, name="arrange"),
    path(
        f"{ROOM}arsipkan/", archiving.shelve, {"deed": "archive"}, name="archive_room"
    ),
    path(f"{ROOM}buka-lagi/", archiving.shelve, {"deed": "reopen"}, name="reopen_room"),
    path(f"{ROOM}undang/", furnishing.seat, name="seat"),
    path(f"{ROOM}undangan/<int:pk>/akhiri/", furnishing.unseat, name="unseat"),
    path(f"{ROOM}keluar/", furnishing.rise, name="rise"),
    path(ROOM, rooms.show, name="room"),
    path(f"{ROOM}peristiwa/", rooms.events, name="events"),
    path(f"{ROOM}pesan/", rooms.post, name="post"),
    path(f"{ROOM}pesan/<int:seq>/", messages.show, name="message"),
    *(
        path(
            f"{ROOM}pesan/<int:seq>/{address}/",
            messages.alter,
            {"kind": kind},
            name=kind,
        )
        for kind, address in messages.ADDRESSES.items()
    ),
    path(f"{ROOM}pesan/<int:seq>/topik/", topics.new, name="make_topic"),
    path(f"{ROOM}pesan/<int:seq>/laporkan/", safeguarding.report, name="report"),
    path(f"{ROOM}pesan/<int:seq>/blokir/", blocks.block, name="block"),
    path(f"{ROOM}samaran/", masks.choose, name="mask"),
    path(f"{ROOM}ekspor/", safeguarding.export, name="export"),
    path(f"{ROOM}cari/", finding.search, name="search"),
    path(f"{ROOM}orang/", finding.people, name="people"),
    path(f"{ROOM}dibaca/", rooms.mark_read, name="read"),
    path(f"{ROOM}hadir/", rooms.present, name="present"),
]
