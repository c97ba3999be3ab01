"""Addresses of dialogues, the letters of their guests, and minutes."""

from django.urls import path

from alliances.dialogues.views import (
    commitments,
    dialogues,
    history,
    invitations,
    letters,
    records,
)

LETTER = "aliansi/undangan-dialog/<slug:token>/"
DIALOGUES = "aliansi/<slug:slug>/dialog/"
DIALOGUE = f"{DIALOGUES}<int:pk>/"

app_name = "dialogues"
urlpatterns = [
    path(LETTER, letters.show, name="letter"),
    path(f"{LETTER}jawab/", letters.answer, name="reply"),
    path(f"{LETTER}koreksi/", letters.correct, name="amend"),
    path(f"{LETTER}riwayat/", letters.versions, name="letter_versions"),
    path(f"{LETTER}riwayat/<int:revision>/", letters.version, name="letter_version"),
    path(DIALOGUES, dialogues.index, name="index"),
    path(f"{DIALOGUES}baru/", dialogues.new, name="new"),
    path(DIALOGUE, dialogues.show, name="dialogue"),
    path(f"{DIALOGUE}ubah/", dialogues.change, name="change"),
    path(f"{DIALOGUE}batalkan/", dialogues.cancel, name="cancel"),
    path(f"{DIALOGUE}belum/", dialogues.unhold, name="unhold"),
    path(f"{DIALOGUE}undang/", invitations.invite, name="invite"),
    path(
        f"{DIALOGUE}undangan/<int:invitation>/jawab/",
        invitations.answer,
        name="answer",
    ),
    path(
        f"{DIALOGUE}undangan/<int:invitation>/tarik/",
        invitations.withdraw,
        name="withdraw",
    ),
    path(f"{DIALOGUE}hadir/", invitations.write_down, name="write_down"),
    path(f"{DIALOGUE}hadir/<int:attendee>/ubah/", invitations.rename, name="rename"),
    path(
        f"{DIALOGUE}hadir/<int:attendee>/hapus/",
        invitations.strike_out,
        name="strike_out",
    ),
    path(f"{DIALOGUE}notula/", records.write, name="record"),
    path(f"{DIALOGUE}notula/riwayat/", history.index, name="versions"),
    path(f"{DIALOGUE}notula/riwayat/<int:revision>/", history.show, name="version"),
    path(f"{DIALOGUE}notula/edarkan/", records.circulate, name="circulate"),
    path(f"{DIALOGUE}notula/koreksi/", records.correct, name="correct"),
    path(f"{DIALOGUE}notula/koreksi/<int:correction>/", records.decide, name="decide"),
    path(f"{DIALOGUE}notula/final/", records.finish, name="finish"),
    path(f"{DIALOGUE}komitmen/", commitments.new, name="promise"),
]
