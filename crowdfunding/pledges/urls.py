"""Addresses of pledges."""

from django.urls import path

from crowdfunding.pledges import views

app_name = "pledges"
urlpatterns = [
    path(
        "galang-daya/<slug:address>/dukung/<int:position>/", views.offer, name="offer"
    ),
    path("dukungan/<str:token>/", views.receipt, name="receipt"),
    path("dukungan/<str:token>/tarik/", views.withdraw, name="withdraw"),
]
