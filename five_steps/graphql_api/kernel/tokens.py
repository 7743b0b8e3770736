"""Tokens: who is asking, as a signed JWT tells it."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from time import time
from typing import Any
from uuid import UUID

import jwt
from jwt import PyJWKClient

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.viewer import PERSONS, STAFF, Viewer

ISSUER = "five-steps"
KNOWN_TOKENS_MAX = 10_000
TOKEN_CHARS_MAX = 8192
SUBJECT_CHARS_MAX = 100

_ASYMMETRIC = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")


class InvalidToken(Exception):
    """The token is no good; says why, without a word of its content."""


class TokenReader:
    """Checks tokens: HS256 by our own secret, or by the keys of an identity provider (OIDC)."""

    def __init__(
        self,
        *,
        secret: str | None,
        jwks_url: str | None = None,
        audience: str = "five-steps",
        issuer: str | None = None,
    ) -> None:
        """Prepare; at least one of `secret` and `jwks_url` has to be given.

        `issuer` is the `iss` of the identity provider; without it, its keys alone tell it.
        """
        self._secret = secret
        self._keys = PyJWKClient(jwks_url, cache_keys=True) if jwks_url else None
        self._audience = audience
        self._issuer = issuer
        # Checking a signature takes longer than a compiled read takes to be prepared.
        self._known: OrderedDict[str, Viewer] = OrderedDict()

    async def read(self, token: str) -> Viewer:
        """Whom the token stands for.

        Raises:
            InvalidToken: it is not signed by who should, has expired, or claims what it cannot.
        """
        known = self._known.get(token)
        if known is not None:
            if time() < known.expires:
                return known
            del self._known[token]
        if len(token) > TOKEN_CHARS_MAX:
            raise InvalidToken("the token is too long")
        try:
            claims = await self._claims(token)
        except jwt.PyJWTError as error:
            raise InvalidToken(f"the token is not valid: {_why(error)}") from error
        viewer = _viewer(claims)
        self._known[token] = viewer
        if len(self._known) > KNOWN_TOKENS_MAX:
            self._known.popitem(last=False)
        return viewer

    async def _claims(self, token: str) -> dict[str, Any]:
        # The header only chooses among ways that we allow: a token that names its own way, such as
        # HS256 with a public key for a secret, finds no key.
        if jwt.get_unverified_header(token).get("alg") == "HS256":
            if self._secret is None:
                raise jwt.InvalidAlgorithmError
            return jwt.decode(
                token,
                self._secret,
                algorithms=["HS256"],
                issuer=ISSUER,
                options={"require": ["exp", "sub", "iss"]},
            )
        if self._keys is None:
            raise jwt.InvalidAlgorithmError
        # It may fetch the keys, by a blocking call.
        key = await asyncio.to_thread(self._keys.get_signing_key_from_jwt, token)
        return jwt.decode(
            token,
            key,
            algorithms=list(_ASYMMETRIC),
            audience=self._audience,
            issuer=self._issuer,
            options={"require": ["exp", "sub", *(["iss"] if self._issuer else [])]},
        )


def _why(error: jwt.PyJWTError) -> str:
    for kind, why in _REASONS.items():
        if isinstance(error, kind):
            return why
    return "it cannot be read"


_REASONS: Mapping[type[jwt.PyJWTError], str] = {
    jwt.ExpiredSignatureError: "it has expired",
    jwt.ImmatureSignatureError: "it is for later",
    jwt.InvalidSignatureError: "it is signed with another key",
    jwt.InvalidAlgorithmError: "it is signed in another way",
    jwt.InvalidAudienceError: "it is for somebody else",
    jwt.InvalidIssuerError: "it is by somebody else",
    jwt.MissingRequiredClaimError: "it lacks a claim: `exp`, `sub`, or an `iss` that is asked for",
}


def _viewer(claims: dict[str, Any]) -> Viewer:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 1 <= len(subject) <= SUBJECT_CHARS_MAX:
        raise InvalidToken("the claim `sub` has to be a text")
    role = claims.get("role")
    # SYSTEM is for the service's own work: whoever could sign a token would not need one for it.
    if not isinstance(role, str) or role == Role.SYSTEM or role not in list(Role):
        raise InvalidToken("the claim `role` has to be one of the roles")
    viewer = Viewer(Role(role), subject, _unit(claims.get("unit")), float(claims["exp"]))
    if viewer.role in PERSONS and viewer.person_id is None:
        raise InvalidToken("the claim `sub` of a resident or volunteer has to be their id")
    if viewer.role in STAFF and viewer.unit_id is None:
        raise InvalidToken("staff need the claim `unit`")
    return viewer


def _unit(claim: object) -> UUID | None:
    if claim is None:
        return None
    try:
        return UUID(str(claim))
    except ValueError:
        raise InvalidToken("the claim `unit` has to be a UUID") from None
