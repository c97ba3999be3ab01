"""Addresses of the forums."""

from django.urls import path

from forum.views import drafts, places, posts, topics

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
    path(f"{PLACE}draf/", drafts.keep_topic, name="keep_topic_draft"),
    path("forum/balasan/<int:pk>/", posts.find, name="post"),
    path(f"{TOPIC}balas/", posts.reply, name="reply"),
    path(f"{TOPIC}pratinjau/", topics.preview_reply, name="preview_reply"),
    path(f"{TOPIC}draf/", drafts.keep_reply, name="keep_reply_draft"),
    path(f"{TOPIC}sunting/<int:post_pk>/", posts.edit, name="edit_post"),
    path(f"{TOPIC}riwayat/<int:post_pk>/", posts.history, name="history"),
    path(f"{TOPIC}hapus/<int:post_pk>/", posts.delete, name="delete_post"),
]
