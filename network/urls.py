"""Addresses of network."""

from django.urls import URLPattern, URLResolver, path

from network.views import choosing, directory, members, proposals

app_name = "network"
urlpatterns: list[URLPattern | URLResolver] = [
    path("organisasi/pilih/", choosing.choose, name="choose"),
    path("organisasi/usulkan/", proposals.propose, name="propose"),
    path("direktori/", directory.index, name="directory"),
    path("direktori/usulan/", proposals.index, name="proposals"),
    path("direktori/permintaan/", members.requests, name="requests"),
    path(
        "direktori/permintaan/<int:pk>/terima/", members.confirm, name="confirm_member"
    ),
    path(
        "direktori/permintaan/<int:pk>/tolak/", members.decline, name="decline_member"
    ),
    path("direktori/anggota/<int:pk>/akhiri/", members.end, name="end_membership"),
    path("direktori/anggota/<int:pk>/peran/", members.appoint, name="appoint"),
    path("direktori/<slug:slug>/", directory.show, name="organization"),
    path("direktori/<slug:slug>/bergabung/", choosing.join, name="join"),
    path("direktori/<slug:slug>/anggota/", members.index, name="members"),
    path("direktori/<slug:slug>/ubah/", directory.edit, name="edit"),
    path("direktori/<slug:slug>/daftarkan/", proposals.accept, name="accept_proposal"),
    path("direktori/<slug:slug>/tolak/", proposals.decline, name="decline_proposal"),
]
