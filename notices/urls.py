"""Addresses of notices."""

from django.urls import path

from notices.views import inbox

app_name = "notices"
urlpatterns = [
    path("kabar/", inbox.inbox, name="inbox"),
    path("kabar/dibaca/", inbox.read_all, name="read_all"),
    path("kabar/<int:pk>/", inbox.open_notice, name="open"),
]
