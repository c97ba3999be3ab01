"""The pages of Galang Daya: for the public, for initiators, for reviewers."""
