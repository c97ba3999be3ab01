"""Addresses of network."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path

app_name = "network"


def _later(request: HttpRequest) -> HttpResponse:
    return redirect("home")


urlpatterns: list[URLPattern | URLResolver] = [
    path("organisasi/pilih/", login_required(_later), name="choose"),
]
