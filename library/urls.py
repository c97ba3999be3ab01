"""Addresses of the library."""

from django.urls import URLPattern, path

from library import views

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("pustaka/", views.index, name="index"),
    path("pustaka/baru/", views.new, name="new"),
    path("pustaka/isi/<slug:name>/", views.named, name="named"),
    path("pustaka/<int:pk>/", views.show, name="item"),
    path("pustaka/<int:pk>/unduh/", views.fetch, name="fetch"),
    path("pustaka/<int:pk>/sunting/", views.edit, name="edit"),
    path("pustaka/<int:pk>/<slug:deed>/", views.change, name="change"),
]
