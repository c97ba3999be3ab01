"""Addresses of the question bank, of putting quizzes together, and of grading."""

from django.urls import URLPattern, path

from courses.urls.courses import COURSE
from courses.views import (
    bank,
    exporting,
    grading,
    intakes,
    questions,
    quiz_making,
)

SHARED = "bank-soal/"
BANK = f"{COURSE}bank/"
QUIZ = f"{COURSE}<int:pk>/soal/"

urlpatterns: list[URLPattern] = [
    path(SHARED, bank.index, name="shared_bank"),
    path(f"{SHARED}tulis/", questions.write, name="shared_question_new"),
    path(f"{SHARED}kategori/", bank.add_category, name="shared_category_add"),
    path(f"{SHARED}kategori/<int:pk>/", bank.rename_category, name="category_rename"),
    path(f"{SHARED}<int:pk>/", questions.edit, name="question"),
    path(f"{SHARED}<int:pk>/arsip/", questions.retire, name="question_retire"),
    path(f"{SHARED}<int:pk>/pakai/", questions.bring_back, name="question_bring_back"),
    path(f"{SHARED}unduh/", exporting.show, name="shared_bank_export"),
    path(f"{SHARED}unduh/<slug:form>/", exporting.file, name="shared_bank_file"),
    path(f"{SHARED}bawa/", intakes.new, name="shared_intake_new"),
    path(f"{SHARED}bawaan/<uuid:key>/", intakes.show, name="intake"),
    path(BANK, bank.index, name="bank"),
    path(f"{BANK}tulis/", questions.write, name="question_new"),
    path(f"{BANK}kategori/", bank.add_category, name="category_add"),
    path(f"{BANK}unduh/", exporting.show, name="bank_export"),
    path(f"{BANK}unduh/<slug:form>/", exporting.file, name="bank_file"),
    path(f"{BANK}bawa/", intakes.new, name="intake_new"),
    path(f"{QUIZ}undi/", quiz_making.draw, name="quiz_draw"),
    path(f"{QUIZ}pilih/", quiz_making.pick, name="quiz_pick"),
    path(f"{QUIZ}butir/", quiz_making.items, name="quiz_items"),
    path(f"{QUIZ}<int:slot>/", quiz_making.change, name="quiz_slot"),
    path("esai/", grading.index, name="essays"),
    path("esai/<int:pk>/", grading.grade, name="essay"),
]
