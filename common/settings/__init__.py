"""Settings that both sites share; `portal.settings` and `crowdfunding.settings` add theirs."""
