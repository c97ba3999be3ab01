"""Addresses of letters."""

from django.urls import path

from common.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("daftar/", views.overview, name="overview"),
    path("daftar/coba/", views.try_now, name="try_now"),
]
