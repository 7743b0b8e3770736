"""A command's fingerprint: tells a repeat from another command under a reused id.

It is kept as long as the log. A command may hold a person's id number, of which there are few
enough to try them all, so the digest is keyed: it tells nothing once the person's data is erased.
"""

import hmac
from decimal import Decimal
from hashlib import sha256

import orjson

from five_steps.commands.kernel.actor import Actor


def fingerprint(kind: str, command: object, actor: Actor, key: bytes) -> bytes:
    """HMAC-SHA-256 of what is asked and who asks; the values must have passed `check_values`."""
    # The fields of a command have fixed types and order, so one JSON text means one content.
    content = orjson.dumps([kind, actor.subject, command], default=_as_text)
    return hmac.digest(key, content, sha256)


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError
