"""Addresses of an alliance's calendar."""

from django.urls import path

from alliances.plans.views import calendars

app_name = "calendar"
urlpatterns = [
    path("aliansi/<slug:slug>/kalender/", calendars.show, name="show"),
    path("aliansi/kalender/<slug:token>.ics", calendars.feed, name="feed"),
]
