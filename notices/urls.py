"""Addresses of notices."""

from django.urls import path

from notices.views import devices, inbox, inviting, preferences, unsubscribing

app_name = "notices"
urlpatterns = [
    path("kabar/", inbox.inbox, name="inbox"),
    path("kabar/dibaca/", inbox.read_all, name="read_all"),
    path("kabar/pengaturan/", preferences.show, name="preferences"),
    path("kabar/perangkat/", devices.devices, name="devices"),
    path("kabar/perangkat/pindah/", devices.renew, name="renew_device"),
    path("kabar/perangkat/<int:pk>/", devices.change, name="change_device"),
    path("kabar/perangkat/<int:pk>/coba/", devices.try_out, name="try_device"),
    path("kabar/perangkat/<int:pk>/hapus/", devices.remove, name="remove_device"),
    path("undangan/<str:token>/", inviting.invited, name="invited"),
    path("undang/<str:kind>/<int:key>/", inviting.invitations, name="invitations"),
    path(
        "undang/<str:kind>/<int:key>/<int:pk>/tarik/",
        inviting.withdraw,
        name="withdraw_invitation",
    ),
    path(
        "undang/<str:kind>/<int:key>/<int:pk>/kirim/",
        inviting.hand_over,
        name="hand_over",
    ),
    path("kabar/berhenti/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("kabar/<int:pk>/", inbox.open_notice, name="open"),
    path("kabar/<int:pk>/dibaca/", inbox.read, name="read"),
    path("kabar/<int:pk>/belum-dibaca/", inbox.keep_unread, name="keep_unread"),
]
