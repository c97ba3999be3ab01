"""Addresses of identity, under the names the library looks them up by."""

from django.urls import URLPattern, URLResolver, include, path
from oauth2_provider.views import JwksInfoView, UserInfoView

from identity.views.authorize import Authorize
from identity.views.endpoints import Revoke, Token, discovery
from identity.views.sign_out import confirm, sign_out

endpoints = [
    path(
        ".well-known/openid-configuration",
        discovery,
        name="oidc-connect-discovery-info",
    ),
    path("o/authorize/", Authorize.as_view(), name="authorize"),
    path("o/token/", Token.as_view(), name="token"),
    path("o/userinfo/", UserInfoView.as_view(), name="user-info"),
    path("o/jwks/", JwksInfoView.as_view(), name="jwks-info"),
    path("o/logout/", sign_out, name="rp-initiated-logout"),
    path("o/logout/ya/", confirm, name="confirm-logout"),
    path("o/revoke/", Revoke.as_view(), name="revoke-token"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((endpoints, "oauth2_provider")))
]
