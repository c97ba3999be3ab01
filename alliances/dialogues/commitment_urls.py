"""Addresses of commitments: a public scoreboard, and the page of each."""

from django.urls import path

from alliances.dialogues.views import commitments

COMMITMENTS = "aliansi/<slug:slug>/komitmen/"

app_name = "commitments"
urlpatterns = [
    path(COMMITMENTS, commitments.index, name="index"),
    path(f"{COMMITMENTS}<int:pk>/", commitments.show, name="commitment"),
    path(f"{COMMITMENTS}<int:pk>/kabar/", commitments.report, name="report"),
    path(f"{COMMITMENTS}<int:pk>/ubah/", commitments.amend, name="amend"),
    path(f"{COMMITMENTS}<int:pk>/tampil/", commitments.display, name="display"),
]
