"""The one-time code that a volunteer shows at the counter (兑换码)."""

import hmac
from hashlib import sha256
from uuid import UUID

from five_steps.commands.kernel.secrets import Secrets

CODE_DIGITS = 10
"""Too many for guessing in the 15 minutes of a hold, and few enough to be read out."""


def redemption_code(secrets: Secrets, redemption_id: UUID) -> str:
    """The ten digits of a redemption, shown to its volunteer only."""
    digest = hmac.digest(secrets.redemption_code, redemption_id.bytes, sha256)
    return str(int.from_bytes(digest[:8]) % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def code_hash(secrets: Secrets, code: str) -> str:
    """What the log keeps of a code: a counter finds the hold by it, and nobody reads the code."""
    return hmac.digest(secrets.redemption_lookup, code.encode(), sha256).hex()


def code_matches(secrets: Secrets, code: str, expected_hash: str) -> bool:
    """Whether a code is the one of that hash; in constant time."""
    return hmac.compare_digest(code_hash(secrets, code), expected_hash)
