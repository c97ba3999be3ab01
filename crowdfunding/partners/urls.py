"""Addresses of partners."""

from django.urls import path

from crowdfunding.partners import views

app_name = "partners"
urlpatterns = [path("mitra/<slug:slug>/", views.show, name="show")]
