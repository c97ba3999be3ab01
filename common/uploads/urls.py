"""Addresses of uploads."""

from django.urls import path

from common.uploads import views

app_name = "uploads"

urlpatterns = [
    path("", views.collection, name="begin"),
    path("<uuid:pk>/", views.one, name="upload"),
]
