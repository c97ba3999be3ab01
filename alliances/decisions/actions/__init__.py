"""What is done in a musyawarah: open, take a stand, amend, entrust, close."""
