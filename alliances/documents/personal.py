"""What documents know of a person: what they wrote, said, answered and signed."""

from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.documents.models import (
    Alternative,
    Comment,
    Document,
    Draft,
    Picture,
    Review,
    ReviewRound,
    Section,
    SectionRevision,
    Signature,
    Version,
)
from common.personal import Chapter, Known, offer, rows


def tell(person: User) -> Known:
    return {
        "naskah yang dimulai": rows(
            Document.objects.filter(created_by=person).order_by("created_at"),
            aliansi="alliance__name",
            judul="title",
            dimulai="created_at",
        ),
        "versi naskah yang disimpan": rows(
            Version.objects.filter(made_by=person).order_by("made_at"),
            naskah="document__title",
            nomor="number",
            nama="name",
            disimpan="made_at",
        ),
        "tinjauan yang dibuka": rows(
            ReviewRound.objects.filter(opened_by=person).order_by("opened_at"),
            naskah="document__title",
            yang_diminta="request",
            dibuka="opened_at",
        ),
        "gambar naskah": rows(
            Picture.objects.filter(added_by=person).order_by("pk"),
            naskah="document__title",
            keterangan="alt",
        ),
        "bagian naskah yang ditulis": rows(
            SectionRevision.objects.filter(made_by=person).order_by("made_at"),
            naskah="section__document__title",
            bagian="section__title",
            isi="body",
            disimpan="made_at",
        ),
        "tulisan yang belum selesai": rows(
            Draft.objects.unsettled().filter(author=person).order_by("written_at"),
            bagian="section__title",
            isi="text",
            ditulis="written_at",
        ),
        "versi lain": rows(
            Alternative.objects.filter(author=person).order_by("written_at"),
            bagian="section__title",
            isi="body",
            keadaan="state",
            ditulis="written_at",
        ),
        "komentar naskah": rows(
            Comment.objects.filter(author=person, taken_back_at=None),
            naskah="section__document__title",
            bagian="section__title",
            kutipan="quote",
            komentar="body",
            ditulis="created_at",
            disunting="edited_at",
        ),
        "jawaban tinjauan": rows(
            Review.objects.filter(answered_by=person).order_by("answered_at"),
            naskah="round__document__title",
            organisasi="organization__name",
            jawaban="state",
            catatan="words",
            dijawab="answered_at",
        ),
        "tanda tangan naskah": rows(
            Signature.objects.filter(person=person).order_by("signed_at"),
            naskah="version__document__title",
            organisasi="organization__name",
            nama="name",
            jabatan="role",
            ditandatangani="signed_at",
            ditarik="withdrawn_at",
        ),
        "tanda tangan yang ditarik": rows(
            Signature.objects.filter(withdrawn_by=person).order_by("withdrawn_at"),
            naskah="version__document__title",
            organisasi="organization__name",
            alasan="withdrawal",
            ditarik="withdrawn_at",
        ),
    }


def forget(person: User) -> None:
    """The alliance's text stays without the name; so do an organisation's words."""
    Draft.objects.filter(author=person).delete()
    for model, field in (
        (Document, "created_by"),
        (Section, "edited_by"),
        (Section, "held_by"),
        (SectionRevision, "made_by"),
        (Alternative, "author"),
        (Alternative, "settled_by"),
        (Version, "made_by"),
        (Comment, "author"),
        (Comment, "resolved_by"),
        (Review, "answered_by"),
        (ReviewRound, "opened_by"),
        (Picture, "added_by"),
        (Signature, "withdrawn_by"),
    ):
        model._default_manager.filter(**{field: person}).update(**{field: None})
    Signature.objects.filter(person=person).update(
        person=None, name=str(gettext_lazy("Anggota yang sudah pergi"))
    )


offer(
    Chapter("naskah", gettext_lazy("Yang Anda tulis di naskah aliansi"), tell, forget)
)
