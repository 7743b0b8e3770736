"""Global ids: the base64 of `Type:uuid`, one form for every object (Relay)."""

import binascii
from base64 import b64decode, b64encode
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode

# PostgreSQL breaks base64 after 76 characters, which is 57 bytes; a uuid and its colon take 37.
TYPE_NAME_CHARS_MAX = 20


def global_id(type_name: str, local_id: UUID) -> str:
    """The global id of an object."""
    return b64encode(f"{type_name}:{local_id}".encode()).decode()


def global_id_sql(type_name: str, local_id: str) -> str:
    """The same in SQL, of an expression for the uuid."""
    assert len(type_name) <= TYPE_NAME_CHARS_MAX
    return f"encode(('{type_name}:' || {local_id})::bytea, 'base64')"


def read_global_id(text: str) -> tuple[str, UUID] | None:
    """The type and uuid a global id names; None if it is none."""
    try:
        type_name, _, local_id = b64decode(text, validate=True).decode().partition(":")
        return type_name, UUID(local_id)
    except (binascii.Error, ValueError):
        return None


def local_id(field: str, text: str, *type_names: str) -> UUID:
    """The uuid of a global id that has to be of one of the types.

    Raises:
        Refusal: it is none, or of another type.
    """
    named = read_global_id(text)
    if named is None or named[0] not in type_names:
        allowed = f"the id of a {' or '.join(type_names)}"
        raise Refusal(RefusalCode.INVALID, field, allowed=allowed)
    return named[1]
