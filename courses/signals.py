"""What happens here that apps above may want to hear of."""

from django.dispatch import Signal

# Sent with `certificate`, in the transaction that issues it: a receiver writes rows.
certificate_issued = Signal()
