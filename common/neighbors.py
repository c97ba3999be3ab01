"""Speaking with the other site."""

import requests


def session() -> requests.Session:
    """The two sites speak directly: no proxy and no .netrc of this machine between."""
    session = requests.Session()
    session.trust_env = False
    return session
