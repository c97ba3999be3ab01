"""The pages of musyawarah."""
