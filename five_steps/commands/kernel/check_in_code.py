"""The code by which somebody proves to be where a service or activity is (签到码)."""

import hmac
from hashlib import sha256
from uuid import UUID

from five_steps.commands.kernel.secrets import Secrets

CODE_DIGITS = 6


def check_in_code(secrets: Secrets, subject_id: UUID) -> str:
    """The six digits of an order, for its requester and staff, or of an activity, for staff."""
    digest = hmac.digest(secrets.check_in, subject_id.bytes, sha256)
    return str(int.from_bytes(digest[:8]) % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def is_check_in_code(secrets: Secrets, subject_id: UUID, given: str) -> bool:
    """Whether the code given is that of the order or activity."""
    expected = check_in_code(secrets, subject_id)
    # In constant time, so that answers do not tell how many digits were right.
    return hmac.compare_digest(given.encode(), expected.encode())
