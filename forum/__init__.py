"""The communities of practice and the OMS communication forum."""
