"""What happens here that apps above may want to hear of."""

from django.dispatch import Signal

# Sent with `post`, after the commit: nothing that a receiver does undoes the post.
posted = Signal()

# Sent with `topic`, after the commit: it is called otherwise now.
retitled = Signal()
