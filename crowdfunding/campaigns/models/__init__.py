"""The nouns of Galang Daya."""

from crowdfunding.campaigns.models.campaign import Campaign
from crowdfunding.campaigns.models.need import Need
from crowdfunding.campaigns.models.review import Review, SuggestedChange
from crowdfunding.campaigns.models.support_form import SupportForm

__all__ = ["Campaign", "Need", "Review", "SuggestedChange", "SupportForm"]
