"""The sockets of alliances."""

from django.urls import URLPattern, path

from alliances.consumers import RoomConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/aliansi/ruang/<int:pk>/", RoomConsumer.as_asgi()),
]
