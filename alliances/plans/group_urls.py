"""Addresses of the plans of a group of the Forum Komunikasi."""

from alliances.plans.views import plans

PLANS = "forum/<int:owner>/rencana/"

app_name = "group_plans"
urlpatterns = plans.addresses(PLANS)
