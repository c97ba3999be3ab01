"""Addresses of an alliance's plans."""

from alliances.plans.addresses import addresses

PLANS = "aliansi/<slug:owner>/rencana/"

app_name = "plans"
urlpatterns = addresses(PLANS)
