"""Addresses of people."""

from django.urls import URLPattern, URLResolver, path

from crowdfunding.people.views.data import data
from crowdfunding.people.views.sign_in import come_back, sign_in
from crowdfunding.people.views.sign_out import hear, sign_out

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("masuk/", sign_in, name="sign_in"),
    path("masuk/kembali/", come_back, name="come_back"),
    path("data-saya/", data, name="data"),
    path("keluar/", sign_out, name="sign_out"),
    path("keluar/kabar/", hear, name="hear"),
]
