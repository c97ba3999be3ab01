"""Addresses of an alliance's plans."""

from alliances.plans.views import plans

PLANS = "aliansi/<slug:owner>/rencana/"

app_name = "plans"
urlpatterns = plans.addresses(PLANS)
