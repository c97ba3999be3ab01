"""Plans of alliances and of groups of the Forum Komunikasi: contingency, strategy."""
