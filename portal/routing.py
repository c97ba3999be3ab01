"""The sockets of lokadaya.net."""

from channels.routing import URLRouter
from django.urls import URLPattern, URLResolver

from alliances import routing as alliances
from courses import routing as courses
from forum import routing as forum

websocket_urlpatterns: list[URLPattern | URLResolver | URLRouter] = [
    *alliances.websocket_urlpatterns,
    *courses.websocket_urlpatterns,
    *forum.websocket_urlpatterns,
]
