"""Addresses of the forums."""

from django.urls import path

from forum.views import places, topics

app_name = "forum"
PLACE = "forum/<str:forum_slug>-<int:forum_pk>/"
TOPIC = f"{PLACE}topik/<str:slug>-<int:pk>/"
urlpatterns = [
    path("forum/", places.index, name="index"),
    path(PLACE, places.show, name="place"),
    path(f"{PLACE}terbaca/", places.mark_read, name="mark_read"),
    path(f"{PLACE}baru/", topics.new, name="new_topic"),
    path(f"{PLACE}pratinjau/", topics.preview, name="preview"),
    path(TOPIC, topics.show, name="topic"),
    path(f"{TOPIC}balas/", topics.reply, name="reply"),
    path(f"{TOPIC}sunting/<int:post_pk>/", topics.edit, name="edit_post"),
]
