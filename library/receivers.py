"""What the library does when a lesson or a post is written below it."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from courses.models import Lesson
from forum.models import Post
from library.actions import citing
from library.addresses import MARK


@receiver(post_save, sender=Lesson)
def note_lesson(instance: Lesson, created: bool, **kwargs: Any) -> None:
    if not created or MARK in instance.body:
        citing.note_lesson(instance)


@receiver(post_save, sender=Post)
def note_post(instance: Post, **kwargs: Any) -> None:
    citing.note_post(instance)
