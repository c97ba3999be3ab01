"""The sockets of courses."""

from django.urls import URLPattern, path

from courses.consumers import WebinarConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/webinar/<int:pk>/", WebinarConsumer.as_asgi()),
]
