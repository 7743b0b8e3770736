"""Blind RSA signatures (RFC 9474, RSABSSA-SHA384-PSS-Deterministic), the signer's side.

A person's device draws a serial number, blinds it, and has the blinded message signed here. It then
unblinds the signature: it is an ordinary RSA-PSS signature over the serial number, and nobody, not
even who signed, can tell from which blinded message it came. The serial number is 32 random bytes,
so the variant without a further random prefix will do.
"""

import secrets
from base64 import b64decode, b64encode
from binascii import Error
from math import gcd

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from five_steps.domain.kernel.refusal import Refusal, RefusalCode

MODULUS_BYTES = 256
SALT_BYTES = 48
_HASH = hashes.SHA384()
_PSS = padding.PSS(padding.MGF1(_HASH), SALT_BYTES)


def new_key_pair() -> tuple[str, str]:
    """A public and a private key: the base64 of their DER (SubjectPublicKeyInfo, PKCS #8)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=8 * MODULUS_BYTES)
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return b64encode(public).decode(), b64encode(private).decode()


def sign_blinded(private_key: str, field: str, blinded_message: str) -> str:
    """The blind signature of a blinded message (RFC 9474, §4.3); both as base64."""
    # Ours, and sealed until now: to prove its primes anew would take ten times as long as to sign.
    key = serialization.load_der_private_key(
        b64decode(private_key), password=None, unsafe_skip_rsa_key_validation=True
    )
    assert isinstance(key, rsa.RSAPrivateKey)
    numbers = key.private_numbers()
    n, e = numbers.public_numbers.n, numbers.public_numbers.e
    message = int.from_bytes(read_bytes(field, blinded_message, MODULUS_BYTES))
    if message >= n:
        raise Refusal(RefusalCode.INVALID, field, allowed="less than the modulus of the ballot key")
    # Blinded once more by us: how long this takes tells nothing of the key to whoever times it.
    mask = _unit(n)
    masked = message * pow(mask, e, n) % n
    signature = _private_operation(numbers, masked) * pow(mask, -1, n) % n
    assert pow(signature, e, n) == message, "a fault would give the key away"
    return b64encode(signature.to_bytes(MODULUS_BYTES)).decode()


def is_signed(public_key: str, message: bytes, signature: bytes) -> bool:
    """Whether an unblinded signature is one of the key over the message."""
    key = serialization.load_der_public_key(b64decode(public_key))
    assert isinstance(key, rsa.RSAPublicKey)
    try:
        key.verify(signature, message, _PSS, _HASH)
    except InvalidSignature:
        return False
    return True


def read_bytes(field: str, text: str, length: int) -> bytes:
    """So many bytes from their base64."""
    try:
        found = b64decode(text, validate=True)
    except (Error, ValueError):
        found = b""
    # One text for the same bytes: else a ballot could be cast again in another spelling.
    if len(found) != length or b64encode(found).decode() != text:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"the base64 of {length} bytes")
    return found


def _unit(n: int) -> int:
    while True:
        candidate = secrets.randbelow(n - 2) + 2
        if gcd(candidate, n) == 1:
            return candidate


def _private_operation(numbers: rsa.RSAPrivateNumbers, message: int) -> int:
    """RSASP1 by the Chinese remainder theorem (RFC 8017, §5.2.1)."""
    of_p = pow(message, numbers.dmp1, numbers.p)
    of_q = pow(message, numbers.dmq1, numbers.q)
    return of_q + numbers.q * ((of_p - of_q) * numbers.iqmp % numbers.p)
