"""Addresses of the plans of a group of the Forum Komunikasi."""

from alliances.plans.addresses import addresses

PLANS = "forum/<int:owner>/rencana/"

app_name = "group_plans"
urlpatterns = addresses(PLANS)
