"""Which tokens are accepted."""

from __future__ import annotations

import asyncio
import hmac
import json
from base64 import urlsafe_b64encode
from time import time
from typing import Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from five_steps.commands import Actor, Role
from five_steps.graphql_api.kernel.tokens import InvalidToken, TokenReader
from tests.graphql_api.api import SECRET, token

UNIT = UUID("01a20f64-db94-76bc-a5f4-1fadea4d9636")
DISPATCHER = Actor("wang", Role.DISPATCHER, UNIT)


async def test_the_claims_become_the_viewer() -> None:
    viewer = await TokenReader(secret=SECRET).read(token(DISPATCHER))
    assert (viewer.subject, viewer.role, viewer.unit_id) == ("wang", Role.DISPATCHER, UNIT)
    assert viewer.actor == DISPATCHER
    assert viewer.person_id is None


@pytest.mark.parametrize(
    "claims",
    [
        {"role": "SYSTEM"},
        {"role": "system"},
        {"role": "EMPEROR"},
        {"role": None},
        {"role": ["DISPATCHER"]},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 101},
        {"unit": "nowhere"},
        {"unit": None},
        {"exp": None},
        {"exp": int(time()) - 1},
        {"iss": "somebody else"},
        {"iss": None},
        {"role": "VOLUNTEER", "sub": "no uuid"},
        {"nbf": int(time()) + 1000},
    ],
    ids=",".join,
)
async def test_what_a_token_cannot_claim(claims: dict[str, Any]) -> None:
    with pytest.raises(InvalidToken):
        await TokenReader(secret=SECRET).read(token(DISPATCHER, **claims))


async def test_a_token_of_another_secret_or_of_no_signature_is_refused() -> None:
    reader = TokenReader(secret=SECRET)
    payload = jwt.decode(token(DISPATCHER), options={"verify_signature": False})
    for forged in (
        jwt.encode(payload, "another secret of the same length...", algorithm="HS256"),
        jwt.encode(payload, "", algorithm="none"),
        jwt.encode(payload, SECRET * 2, algorithm="HS512"),
    ):
        with pytest.raises(InvalidToken):
            await reader.read(forged)


async def test_a_known_token_expires_as_well() -> None:
    reader = TokenReader(secret=SECRET)
    short = token(DISPATCHER, exp=int(time()) + 1)
    await reader.read(short)
    await asyncio.sleep(1.1)
    with pytest.raises(InvalidToken):
        await reader.read(short)


@pytest.fixture
def provider_key(monkeypatch: pytest.MonkeyPatch) -> rsa.RSAPrivateKey:
    """The key that an identity provider publishes."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    keys = {
        "keys": [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": "k"}]
    }
    monkeypatch.setattr("jwt.PyJWKClient.fetch_data", lambda _: keys)
    return key


async def test_tokens_of_an_identity_provider(provider_key: rsa.RSAPrivateKey) -> None:
    key = provider_key
    reader = TokenReader(secret=None, jwks_url="https://identity.test/keys", audience="us")
    claims = {"sub": "li", "role": "AUDITOR", "aud": "us", "exp": int(time()) + 60}
    signed = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "k"})
    assert (await reader.read(signed)).role is Role.AUDITOR
    other = jwt.encode({**claims, "aud": "them"}, key, algorithm="RS256", headers={"kid": "k"})
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    confused = _signed_by_hand({"alg": "HS256", "kid": "k"}, claims, public)
    for forged in (other, confused, token(DISPATCHER)):
        with pytest.raises(InvalidToken):
            await reader.read(forged)


@pytest.mark.parametrize(
    ("issuer", "claimed", "good"),
    [
        (None, None, True),
        (None, "https://other.test", True),
        ("https://id.test", "https://id.test", True),
        ("https://id.test", "https://other.test", False),
        ("https://id.test", "https://id.test/", False),
        ("https://id.test", None, False),
    ],
)
async def test_an_identity_provider_may_have_to_name_itself(
    provider_key: rsa.RSAPrivateKey, issuer: str | None, claimed: str | None, good: bool
) -> None:
    reader = TokenReader(
        secret=None, jwks_url="https://identity.test/keys", audience="us", issuer=issuer
    )
    claims = {"sub": "li", "role": "AUDITOR", "aud": "us", "exp": int(time()) + 60}
    if claimed is not None:
        claims["iss"] = claimed
    signed = jwt.encode(claims, provider_key, algorithm="RS256", headers={"kid": "k"})
    if good:
        assert (await reader.read(signed)).role is Role.AUDITOR
    else:
        with pytest.raises(InvalidToken):
            await reader.read(signed)


def _signed_by_hand(header: dict[str, str], claims: dict[str, Any], key: bytes) -> str:
    """What the library refuses to sign: a public key taken for a secret."""
    parts = [urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in (header, claims)]
    signature = urlsafe_b64encode(hmac.digest(key, b".".join(parts), "sha256")).rstrip(b"=")
    return b".".join([*parts, signature]).decode()
