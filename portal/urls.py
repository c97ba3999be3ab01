"""The addresses of lokadaya.net: Indonesian paths, English names."""

from django.contrib import admin
from django.urls import include, path

from common.handing_out import public_file
from common.views import health, held_form, set_language
from portal.views import pages, pocket

urlpatterns = [
    path("", pages.home, name="home"),
    path("sehat/", health, name="health"),
    path("media/<path:name>", public_file, name="public_file"),
    path("bahasa/", set_language, name="set_language"),
    path("tertahan/", held_form, name="held_form"),
    path("sw.js", pocket.worker, name="worker"),
    path("saku/", pocket.saved, name="saved"),
    path("lokadaya.webmanifest", pocket.manifest, name="manifest"),
    path("tanya-jawab/", pages.questions, name="questions"),
    path("bantuan/", pages.help_page, name="help"),
    path("kelola/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("search.urls")),
    path("", include("network.urls")),
    path("", include("notices.urls")),
    path("", include("notices.incoming_urls")),
    path("", include("forum.urls")),
    path("", include("courses.urls")),
    path("", include("alliances.dialogues.urls")),
    path("", include("alliances.dialogues.commitment_urls")),
    path("", include("alliances.plans.urls")),
    path("", include("alliances.plans.group_urls")),
    path("", include("alliances.plans.calendar_urls")),
    path("", include("alliances.urls")),
    path("", include("alliances.decisions.urls")),
    path("", include("alliances.documents.urls")),
    path("", include("initiatives.urls")),
    path("", include("library.urls")),
    path("", include("identity.urls")),
    path("surat/", include("common.letters.urls")),
    path("unggah/", include("common.uploads.urls")),
]

handler404 = "common.views.not_found"
handler403 = "common.views.forbidden"
