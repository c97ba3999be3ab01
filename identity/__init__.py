"""The OpenID Connect provider that lokadaya.com trusts."""
