"""Warm words of one tap under a post."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.machina_ext.forum_conversation.models import Post


class Reaction(models.Model):
    """One person's word of one kind for a post; `Post.reactions` has their number."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("Setuju")
        THANKS = "thanks", _("Terima kasih")
        INSPIRING = "inspiring", _("Menginspirasi")

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="given_reactions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person", "kind"], name="cop_reaction_one_of_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.post_id}"
