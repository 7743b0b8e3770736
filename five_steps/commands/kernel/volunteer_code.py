"""The code by which a volunteer is known at a counter (志愿者码), shown as a QR code.

It names the volunteer and is good for minutes: whoever reads it off a screen cannot use it the day
after. Nothing has to be stored or looked up to check it.
"""

import binascii
import hmac
from base64 import b32decode, b32encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

VALID_FOR = timedelta(minutes=10)
_ID_BYTES, _TIME_BYTES, _MAC_BYTES = 16, 4, 10


def volunteer_code(secrets: Secrets, volunteer_id: UUID, *, now: datetime) -> str:
    """A volunteer's code, good from now on for `VALID_FOR`."""
    until = int((now + VALID_FOR).timestamp())
    content = volunteer_id.bytes + until.to_bytes(_TIME_BYTES)
    return b32encode(content + _mac(secrets, content)).decode()


def read_volunteer_code(secrets: Secrets, code: str, *, now: datetime) -> UUID:
    """Who shows the code.

    Raises:
        Refusal: it is none of ours, or too old.
    """
    try:
        given = b32decode(code.strip().upper())
    except (binascii.Error, ValueError):
        given = b""
    content = given[: _ID_BYTES + _TIME_BYTES]
    if not hmac.compare_digest(given[_ID_BYTES + _TIME_BYTES :], _mac(secrets, content)):
        raise Refusal(RefusalCode.WRONG_CODE, "code", allowed="the code that the volunteer shows")
    until = datetime.fromtimestamp(int.from_bytes(content[_ID_BYTES:]), UTC)
    checks.before("code", now, until)
    return UUID(bytes=content[:_ID_BYTES])


def _mac(secrets: Secrets, content: bytes) -> bytes:
    return hmac.digest(secrets.volunteer_code, content, sha256)[:_MAC_BYTES]
