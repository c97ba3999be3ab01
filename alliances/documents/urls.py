"""Addresses of documents."""

from django.urls import path

from alliances.documents.views import (
    comments,
    history,
    papers,
    pictures,
    reading,
    reviews,
    signing,
    versions,
    workshop,
    writing,
)

SHELF = "aliansi/<slug:slug>/naskah/"
ONE = f"{SHELF}<slug:document>/"
SECTION = f"{ONE}susun/bagian/<int:pk>/"
PAST = f"{SECTION}riwayat/"
BESIDE = f"{ONE}versi-lain/<int:pk>/"
VERSION = f"{ONE}versi/<int:number>/"

app_name = "documents"
urlpatterns = [
    path(SHELF, reading.index, name="index"),
    path(f"{SHELF}baru/", workshop.new, name="new"),
    path(ONE, reading.show, name="document"),
    path(f"{ONE}kartu.png", papers.card, name="card"),
    path(f"{ONE}perubahan/", reading.changelog, name="changelog"),
    path(f"{ONE}susun/", workshop.show, name="workshop"),
    path(f"{ONE}susun/rincian/", workshop.describe, name="describe"),
    path(f"{ONE}susun/bagian-baru/", workshop.add_section, name="add_section"),
    path(f"{ONE}susun/gambar/", pictures.index, name="pictures"),
    path(SECTION, writing.edit, name="edit"),
    path(f"{SECTION}pegang/", writing.hold, name="hold"),
    path(f"{SECTION}jaga/", writing.keep, name="keep"),
    path(f"{SECTION}simpan/", writing.finish, name="finish"),
    path(f"{SECTION}buang/", writing.discard, name="discard"),
    path(f"{SECTION}komentari/", comments.add, name="comment"),
    path(PAST, history.index, name="history"),
    path(f"{PAST}<int:number>/", history.show, name="revision"),
    path(f"{PAST}<int:number>/ambil/", history.take, name="take_revision"),
    path(f"{SECTION}<slug:deed>/", workshop.change_section, name="change_section"),
    path(BESIDE, writing.alternative, name="alternative"),
    path(f"{BESIDE}<slug:deed>/", writing.settle, name="settle"),
    path(f"{ONE}komentar/", comments.index, name="comments"),
    path(f"{ONE}komentar/<int:pk>/", comments.one, name="remark"),
    path(f"{ONE}komentar/<int:pk>/<slug:deed>/", comments.act, name="comment_act"),
    path(f"{ONE}versi/", versions.index, name="versions"),
    path(f"{ONE}versi/simpan/", versions.name, name="name_version"),
    path(f"{ONE}versi/banding/", versions.compare, name="compare"),
    path(VERSION, versions.show, name="version"),
    path(f"{VERSION}naskah.pdf", papers.pdf, name="pdf"),
    path(f"{VERSION}naskah.docx", papers.docx, name="docx"),
    path(f"{VERSION}pulihkan/", versions.restore, name="restore"),
    path(f"{VERSION}keaslian/", reading.proof, name="proof"),
    path(f"{VERSION}teks/", reading.text, name="text"),
    path(f"{ONE}tinjauan/", reviews.show, name="review"),
    path(f"{ONE}tinjauan/buka/", reviews.begin, name="open_review"),
    path(f"{ONE}tinjauan/jawab/<int:pk>/", reviews.answer, name="answer"),
    path(f"{ONE}tinjauan/<slug:deed>/", reviews.manage, name="manage_review"),
    path(f"{ONE}tanda-tangan/", signing.show, name="signing"),
    path(f"{ONE}tanda-tangan/beri/", signing.sign, name="sign"),
    path(f"{ONE}tanda-tangan/<int:pk>/tarik/", signing.withdraw, name="withdraw"),
    path(f"{ONE}tanda-tangan/buka/", signing.open_signing, name="open_signing"),
    path(f"{ONE}terbitkan/", signing.publish, name="publish"),
]
