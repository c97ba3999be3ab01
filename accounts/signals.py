"""What happens to accounts, told to the apps above.

Sent in the transaction of the deed, with `person`, and `data_copy`, `departure` or
`duties` where there are any: what a receiver writes is written with it.
"""

from django.dispatch import Signal

data_copy_made = Signal()
departure_asked = Signal()
departure_cancelled = Signal()
duties_left = Signal()
sessions_ended = Signal()
