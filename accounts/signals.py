"""What happens to accounts, told to the apps above.

Sent in the transaction of the deed, with `person`, and `data_copy` or `departure` where
there is one: what a receiver writes is written with it.
"""

from django.dispatch import Signal

data_copy_made = Signal()
departure_asked = Signal()
departure_cancelled = Signal()
sessions_ended = Signal()
