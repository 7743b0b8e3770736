"""The number of a certificate (证明编号): what anybody verifies it by.

It is not counted up: whoever knows one number could otherwise look at all the others.
"""

from hashlib import sha256
from uuid import UUID

DIGITS = 12


def certificate_number(year: int, certificate_id: UUID, attempt: int = 0) -> str:
    """The year and 12 digits drawn from the certificate's random id; another for each attempt."""
    digest = sha256(certificate_id.bytes + attempt.to_bytes(2)).digest()
    digits = int.from_bytes(digest[:8]) % 10**DIGITS
    return f"{year}{digits:0{DIGITS}}"
