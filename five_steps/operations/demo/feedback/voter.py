"""What a person's device does to answer without a name: the other side of blind signatures.

RFC 9474, RSABSSA-SHA384-PSS-Deterministic: draw a serial number, blind it, have it signed, unblind
the signature. Real devices draw from their own randomness; the demo throws dice, so that a load
that was cut off goes on with the same ballots.
"""

from base64 import b64decode, b64encode
from hashlib import sha384
from random import Random

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_SERIAL_BYTES = 32
_SALT_BYTES = 48


class Voter:
    """Somebody with a serial number that nobody else knows."""

    def __init__(self, ballot_key: str, throw: Random) -> None:
        key = serialization.load_der_public_key(b64decode(ballot_key))
        assert isinstance(key, rsa.RSAPublicKey)
        self._n, self._e = key.public_numbers().n, key.public_numbers().e
        self._bytes = (self._n.bit_length() + 7) // 8
        serial = throw.randbytes(_SERIAL_BYTES)
        self._encoded = int.from_bytes(
            _pss_encode(serial, throw.randbytes(_SALT_BYTES), self._n.bit_length() - 1)
        )
        self._mask = throw.randrange(2, self._n)
        self.serial = b64encode(serial).decode()

    def blinded_message(self) -> str:
        """What is to be signed: it tells nothing of the serial number."""
        return self._text(self._encoded * pow(self._mask, self._e, self._n) % self._n)

    def signature(self, blind_signature: str) -> str:
        """The signature over the serial number, from the one over the blinded message."""
        signed = int.from_bytes(b64decode(blind_signature))
        return self._text(signed * pow(self._mask, -1, self._n) % self._n)

    def _text(self, number: int) -> str:
        return b64encode(number.to_bytes(self._bytes)).decode()


def _pss_encode(message: bytes, salt: bytes, bits: int) -> bytes:
    """EMSA-PSS-ENCODE (RFC 8017, §9.1.1) with SHA-384."""
    length = (bits + 7) // 8
    digest = sha384(bytes(8) + sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - len(digest) - 2) + b"\x01" + salt
    masked = bytearray(a ^ b for a, b in zip(block, _mgf1(digest, len(block)), strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + digest + b"\xbc"


def _mgf1(seed: bytes, length: int) -> bytes:
    """MGF1 (RFC 8017, appendix B.2.1) with SHA-384."""
    blocks = -(-length // sha384().digest_size)
    return b"".join(sha384(seed + n.to_bytes(4)).digest() for n in range(blocks))[:length]
