"""The code by which a volunteer proves to be with the requester (签到码)."""

import hmac
from hashlib import sha256
from uuid import UUID

from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

CODE_DIGITS = 6


def check_in_code(secrets: Secrets, order_id: UUID) -> str:
    """The six digits of an order, shown to its requester and to staff only."""
    digest = hmac.digest(secrets.check_in, order_id.bytes, sha256)
    return str(int.from_bytes(digest[:8]) % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def require_code(secrets: Secrets, order_id: UUID, given: str | None) -> None:
    """Refuse unless the code given is the order's."""
    expected = check_in_code(secrets, order_id).encode()
    # In constant time, so that answers do not tell how many digits were right.
    if not hmac.compare_digest((given or "").encode(), expected):
        raise Refusal(RefusalCode.INVALID, "code", allowed=f"the order's {CODE_DIGITS} digits")
