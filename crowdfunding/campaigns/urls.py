"""Addresses of campaigns."""

from django.urls import path

from crowdfunding.campaigns.views import own, public, reviewing

app_name = "campaigns"
urlpatterns = [
    path("galang-daya/", public.index, name="index"),
    path("galang-daya/<slug:address>/", public.show, name="show"),
    path("saya/", own.index, name="mine"),
    path("saya/<uuid:uuid>/", own.show, name="own"),
    path("saya/<uuid:uuid>/ubah/", own.edit, name="edit"),
    path("saya/<uuid:uuid>/ajukan/", own.submit, name="submit"),
    path("saya/<uuid:uuid>/tutup/", own.close, name="close"),
    path("saya/<uuid:uuid>/usulan/<int:revision>/", own.suggestion, name="suggestion"),
    path("tinjau/", reviewing.index, name="queue"),
    path("tinjau/<uuid:uuid>/", reviewing.show, name="review"),
]
