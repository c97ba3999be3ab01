"""Addresses of worksheets."""

from django.urls import path

from initiatives.views import reviews, steps, worksheets

app_name = "initiatives"
urlpatterns = [
    path("inisiatif/", worksheets.mine, name="worksheets"),
    path("inisiatif/baru/", worksheets.start, name="start"),
    path("inisiatif/telaah/", reviews.waiting, name="reviews"),
    path("inisiatif/telaah/<uuid:worksheet>/", reviews.review, name="review"),
    path("inisiatif/langkah/<int:number>/", steps.own, name="own_step"),
    path("inisiatif/<uuid:worksheet>/", worksheets.show, name="worksheet"),
    path("inisiatif/<uuid:worksheet>/judul/", worksheets.describe, name="describe"),
    path("inisiatif/<uuid:worksheet>/kirim/", worksheets.submit, name="submit"),
    path("inisiatif/<uuid:worksheet>/ubah/", worksheets.reopen, name="reopen"),
    path("inisiatif/<uuid:worksheet>/galang-daya/", worksheets.send, name="send"),
    path("inisiatif/<uuid:worksheet>/langkah/<int:number>/", steps.step, name="step"),
]
