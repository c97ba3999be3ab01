"""Addresses of the forums."""

from django.urls import path

from forum.views import (
    arranging,
    attached,
    drafts,
    following,
    moderation,
    places,
    polls,
    posts,
    pseudonyms,
    reading,
    responding,
    suspensions,
    tags,
    topic_care,
    topics,
)

app_name = "forum"
PLACE = "forum/<str:forum_slug>-<int:forum_pk>/"
TOPIC = f"{PLACE}topik/<str:slug>-<int:pk>/"
urlpatterns = [
    path("forum/", places.index, name="index"),
    path("forum/susunan/", arranging.index, name="arrange"),
    path("forum/susunan/baru/", arranging.make, name="make_forum"),
    path("forum/susunan/<int:forum_pk>/", arranging.change, name="change_forum"),
    path("forum/antrean/", moderation.queue, name="queue"),
    path("forum/antrean/diturunkan/", moderation.taken_down, name="taken_down"),
    path("forum/antrean/ditangguhkan/", moderation.suspended, name="suspended"),
    path("forum/tulisan/<int:post_pk>/laporkan/", moderation.flag, name="flag"),
    path("forum/tulisan/<int:post_pk>/periksa/", moderation.judge, name="judge"),
    path(
        "forum/tulisan/<int:post_pk>/riwayat/<int:pk>/tutup/",
        moderation.close_revision,
        name="close_revision",
    ),
    path("forum/tulisan/<int:post_pk>/pisahkan/", topic_care.split, name="split"),
    path(
        "forum/tulisan/<int:post_pk>/tangguhkan/", suspensions.suspend, name="suspend"
    ),
    path("forum/penangguhan/", suspensions.mine, name="suspensions"),
    path("forum/penangguhan/<int:pk>/keberatan/", suspensions.appeal, name="appeal"),
    path("forum/penangguhan/<int:pk>/cabut/", suspensions.lift, name="lift"),
    path("forum/keberatan/<int:pk>/", suspensions.answer, name="answer_appeal"),
    path("forum/atur/<int:pk>/", topic_care.show, name="topic_care"),
    path("forum/atur/<int:pk>/tanda/", topic_care.hold, name="hold_topic"),
    path("forum/atur/<int:pk>/pindahkan/", topic_care.move, name="move_topic"),
    path("forum/atur/<int:pk>/gabungkan/", topic_care.merge, name="merge_topic"),
    path(PLACE, places.show, name="place"),
    path(f"{PLACE}nama/", pseudonyms.choose, name="pseudonym"),
    path("forum/samaran/<int:pk>/", pseudonyms.look_behind, name="look_behind"),
    path(f"{PLACE}terbaca/", places.mark_read, name="mark_read"),
    path(f"{PLACE}baru/", topics.new, name="new_topic"),
    path(f"{PLACE}pratinjau/", topics.preview, name="preview"),
    path(TOPIC, topics.show, name="topic"),
    path(f"{PLACE}draf/", drafts.keep_topic, name="keep_topic_draft"),
    path(f"{PLACE}sebut/", following.names, name="names"),
    path("forum/diikuti/", following.mine, name="followed"),
    path("forum/diikuti/<int:pk>/", following.change, name="change_follow"),
    path("forum/ikuti/<str:kind>/<int:pk>/", following.follow, name="follow"),
    path("forum/tagar/<slug:slug>/", tags.show, name="tag"),
    path("forum/berkas/<uuid:key>/", attached.file, name="attached_file"),
    path(
        "forum/berkas/<uuid:key>/<int:width>.webp",
        attached.picture,
        name="attached_picture",
    ),
    path("forum/balasan/<int:pk>/", posts.find, name="post"),
    path(f"{TOPIC}balas/", posts.reply, name="reply"),
    path(f"{TOPIC}pratinjau/", topics.preview_reply, name="preview_reply"),
    path(f"{TOPIC}lanjut/", reading.go_on, name="go_on"),
    path(f"{TOPIC}terbaca/<int:post_pk>/", reading.mark, name="mark_post"),
    path(f"{TOPIC}setelah/<int:post_pk>/", reading.arrivals, name="arrivals"),
    path(f"{TOPIC}tanggapi/<int:post_pk>/", responding.react, name="react"),
    path(
        f"{TOPIC}jawaban/<int:post_pk>/", responding.choose_answer, name="choose_answer"
    ),
    path(f"{TOPIC}jajak/", polls.vote, name="vote"),
    path(f"{TOPIC}jajak/ubah/", polls.change, name="change_poll"),
    path(f"{TOPIC}jajak/tutup/", polls.close, name="close_poll"),
    path(f"{TOPIC}draf/", drafts.keep_reply, name="keep_reply_draft"),
    path(f"{TOPIC}sunting/<int:post_pk>/", posts.edit, name="edit_post"),
    path(f"{TOPIC}riwayat/<int:post_pk>/", posts.history, name="history"),
    path(f"{TOPIC}hapus/<int:post_pk>/", posts.delete, name="delete_post"),
    path(f"{TOPIC}kembalikan/<int:post_pk>/", posts.bring_back, name="bring_back"),
]
