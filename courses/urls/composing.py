"""Addresses of building a course: its outline, and whatever is said of it whole."""

from django.urls import URLPattern, path

from courses.urls.courses import COURSE
from courses.views import (
    composing,
    library,
    making,
    packages,
    releasing,
    revisions,
    teams,
)

COMPOSE = f"{COURSE}susun/"
SETTINGS = f"{COURSE}<int:pk>/atur/"
HISTORY = f"{COURSE}<int:pk>/riwayat/"
MODULE = f"{COMPOSE}modul/<int:module>/"

urlpatterns: list[URLPattern] = [
    path("belajar/baru/", making.new, name="course_new"),
    path("belajar/bawa/", packages.new, name="course_intake_new"),
    path("belajar/bawaan/", packages.index, name="course_intakes"),
    path("belajar/bawaan/<uuid:key>/", packages.show, name="course_intake"),
    path(COMPOSE, composing.show, name="compose"),
    path(f"{COMPOSE}rincian/", making.describe, name="course_describe"),
    path(f"{COMPOSE}terbitkan/", making.publish, name="course_publish"),
    path(f"{COMPOSE}tarik/", making.withdraw, name="course_withdraw"),
    path(f"{COMPOSE}gandakan/", making.duplicate, name="course_duplicate"),
    path(f"{COMPOSE}penulis/", teams.authors, name="authors"),
    path(f"{COMPOSE}urut/", composing.arrange, name="arrange"),
    path(f"{COMPOSE}modul/", composing.add_module, name="module_add"),
    path(MODULE, composing.rename_module, name="module_rename"),
    path(f"{MODULE}kegiatan/", composing.add_activity, name="activity_add"),
    path(f"{MODULE}<slug:deed>/", composing.change_module, name="module_change"),
    path(
        f"{COMPOSE}<int:pk>/<slug:deed>/",
        composing.change_activity,
        name="activity_change",
    ),
    path("belajar/media/<uuid:key>/", library.file, name="media_file"),
    path(f"{COURSE}media/", library.show, name="library"),
    path(f"{COURSE}media/<int:pk>/hapus/", library.remove, name="media_remove"),
    path(HISTORY, revisions.index, name="revisions"),
    path(f"{HISTORY}<int:version>/", revisions.show, name="revision"),
    path(f"{HISTORY}<int:version>/pulihkan/", revisions.restore, name="restore"),
    path(SETTINGS, releasing.settings, name="activity_settings"),
    path(f"{SETTINGS}syarat/<slug:kind>/", releasing.add, name="condition_add"),
    path(
        f"{SETTINGS}syarat/<int:condition>/hapus/",
        releasing.remove,
        name="condition_remove",
    ),
    path(f"{COURSE}pratinjau/", making.start_preview, name="preview"),
]
