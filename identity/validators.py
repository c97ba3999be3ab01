"""What the library asks us, and the faults of its version 3.4 mended."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from oauth2_provider.models import RefreshToken
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.settings import oauth2_settings
from oauthlib.oauth2.rfc6749 import errors

from identity import claims
from identity.models import Grant


class Validator(OAuth2Validator):
    """Ties codes to the portal's session, and refuses the suspended."""

    oidc_claim_scope = claims.SCOPE_OF_CLAIM

    # Claims

    def get_claim_dict(self, request: Any) -> dict[str, str]:
        return claims.about(request.user)

    def get_discovery_claims(self, request: Any) -> list[str]:
        return list(claims.SCOPE_OF_CLAIM)

    def get_id_token_dictionary(
        self, token: Any, token_handler: Any, request: Any
    ) -> tuple[dict[str, Any], datetime]:
        told, expires = super().get_id_token_dictionary(token, token_handler, request)
        told["sid"] = str(request.grant.sign_on.sid)
        told["auth_time"] = int(request.grant.authenticated_at.timestamp())
        return told, expires

    def refresh_id_token(self, request: Any) -> bool:
        """Who someone is, is said at the sign-on; refreshing renews access only."""
        return False

    # prompt=none. Whoever is not signed in is turned away by the view before this.

    def validate_silent_login(self, request: Any) -> bool:
        return True

    def validate_silent_authorization(self, request: Any) -> bool:
        return bool(request.client.skip_authorization)

    # Codes

    def _create_authorization_code(
        self, request: Any, code: dict[str, str], expires: datetime | None = None
    ) -> Grant:
        """As the library's, with the session; the view put `sign_on` on the request."""
        if request.code_challenge_method != "S256":
            raise errors.InvalidRequestError(
                description="code_challenge_method must be S256.", request=request
            )
        lifetime = timedelta(seconds=oauth2_settings.AUTHORIZATION_CODE_EXPIRE_SECONDS)
        grant: Grant = Grant.objects.create(
            application=request.client,
            user=request.user,
            sign_on=request.sign_on,
            authenticated_at=request.authenticated_at,
            code=code["code"],
            expires=expires or timezone.now() + lifetime,
            redirect_uri=request.redirect_uri,
            scope=" ".join(request.scopes),
            code_challenge=request.code_challenge,
            code_challenge_method=request.code_challenge_method,
            nonce=request.nonce or "",
            claims=json.dumps(request.claims or {}),
        )
        return grant

    def validate_code(
        self,
        client_id: str,
        code: str,
        client: Any,
        request: Any,
        *args: Any,
        **kwargs: Any,
    ) -> bool:
        """Lock the code until the view's transaction ends: of many at once, one wins.

        A code that comes again was seen by someone else, so what it gave is taken back
        (RFC 6749, section 4.1.2); the library would leave those tokens alive.
        """
        grants = Grant.objects.select_for_update(of=("self",))
        grant = grants.filter(code=code, application=client).first()
        if grant is None:
            return False
        if grant.redeemed_at:
            grant.revoke_tokens()
            return False
        if not grant.user.is_active or grant.sign_on.ended_at:
            return False
        request.grant = grant
        return bool(super().validate_code(client_id, code, client, request))

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Any, *args: Any, **kwargs: Any
    ) -> None:
        request.grant.redeem()

    # Tokens

    def _create_refresh_token(
        self, request: Any, refresh_token_code: str, access_token: Any, previous: Any
    ) -> RefreshToken:
        made: RefreshToken = super()._create_refresh_token(
            request, refresh_token_code, access_token, previous
        )
        if request.grant_type == "authorization_code":
            request.grant.token_family = made.token_family
        return made

    def validate_refresh_token(
        self, refresh_token: str, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        valid = super().validate_refresh_token(refresh_token, client, request)
        return bool(valid and request.user.is_active)

    def validate_bearer_token(self, token: str, scopes: Any, request: Any) -> bool:
        valid = super().validate_bearer_token(token, scopes, request)
        return bool(valid and request.user and request.user.is_active)
