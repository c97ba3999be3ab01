"""Machina's own pages at the addresses it suggests."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from machina import urls as machina_urls


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("sehat/", health),
    path("kelola/", admin.site.urls),
    path("forum/", include(machina_urls)),
]
