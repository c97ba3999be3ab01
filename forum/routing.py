"""The sockets of the forums."""

from django.urls import URLPattern, path

from forum.consumers import TopicConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/forum/topik/<int:pk>/", TopicConsumer.as_asgi()),
]
