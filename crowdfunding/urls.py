"""The addresses of lokadaya.com."""

from django.contrib import admin
from django.urls import include, path

from common.views import health, held_form, set_language
from crowdfunding import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sehat/", health, name="health"),
    path("bahasa/", set_language, name="set_language"),
    path("tertahan/", held_form, name="held_form"),
    path("kelola/login/", views.staff_door),
    path("kelola/", admin.site.urls),
    path("", include("crowdfunding.people.urls")),
    path("", include("crowdfunding.partners.urls")),
    path("", include("crowdfunding.campaigns.urls")),
    path("", include("crowdfunding.pledges.urls")),
    path("surat/", include("common.letters.urls")),
]

handler404 = "common.views.not_found"
handler403 = "common.views.forbidden"
