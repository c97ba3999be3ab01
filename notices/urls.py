"""Addresses of notices."""

from django.urls import path

from notices.views import devices, inbox, preferences, unsubscribing

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
    path("kabar/berhenti/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("kabar/<int:pk>/", inbox.open_notice, name="open"),
    path("kabar/<int:pk>/dibaca/", inbox.read, name="read"),
    path("kabar/<int:pk>/belum-dibaca/", inbox.keep_unread, name="keep_unread"),
]
