"""Rows as CloudEvents 1.0, one JSON object a line; `read_lines` reads them back to the same bytes.

`data` is the stored state itself, wherever it is the compact JSON that the log's codec writes; what
only the stock library writes (integers beyond 64 bits, say) stands as `data_base64`. So whoever
writes `data` compactly again, in UTF-8 and with the members as they come, has the stored bytes.

Attributes of ours are lowercase letters, as the specification asks; `docs/audit.md` lists them.
"""

from base64 import b64encode
from typing import Any, Final, NamedTuple

import orjson
from asyncpg import Record

from five_steps.event_store.refill import Refill
from five_steps.event_store.rows import CommandRow, EventRow, PersonKeyRow

COMMAND: Final = "five-steps.command"
PERSON_KEY: Final = "five-steps.person_key"
END: Final = "five-steps.end"

_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
_JSON = {"datacontenttype": "application/json"}


class EndRow(NamedTuple):
    """The last line: what the file has, so that a cut one shows."""

    events: int
    position: int
    seal: bytes
    commands: int
    persons: int

    @classmethod
    def of(cls, refill: Refill) -> "EndRow":
        """What was read until now."""
        return cls(refill.events, refill.position, refill.head, refill.commands, refill.persons)


Row = EventRow | CommandRow | PersonKeyRow | EndRow


def source_of(first_seal: bytes) -> str:
    """The name of a log: its first seal is no other log's."""
    return f"urn:five-steps:log:{first_seal.hex()}"


def event_line(row: Record, source: str) -> bytes:
    """A line of the log."""
    command_id, actor, seal = row["command_id"], row["actor"], row["seal"]
    attributes: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(row["notification_id"]),
        "source": source,
        "type": row["topic"],
        "subject": str(row["originator_id"]),
        "version": row["originator_version"],
        "time": row["recorded_at"],
    }
    # An attribute that has no value is left out, as the specification asks.
    if command_id is not None:
        attributes["commandid"] = str(command_id)
    if actor is not None:
        attributes["actor"] = actor
    if seal is not None:
        attributes["seal"] = seal.hex()
    return orjson.dumps(attributes | _data_of(row["state"]), option=_OPTIONS)


def _data_of(state: bytes) -> dict[str, Any]:
    try:
        is_compact = orjson.dumps(orjson.loads(state)) == state
    except orjson.JSONDecodeError:
        is_compact = False
    if is_compact:
        return {**_JSON, "data": orjson.Fragment(state)}
    return {"datacontenttype": "application/json", "data_base64": b64encode(state).decode()}


def command_line(row: Record, source: str) -> bytes:
    """A line of a command."""
    data = {
        "kind": row["kind"],
        "fingerprint": row["fingerprint"].hex(),
        "first_position": row["first_position"],
        "position": row["position"],
        "answer": row["answer"],
    }
    attributes = {
        "specversion": "1.0",
        "id": str(row["command_id"]),
        "source": source,
        "type": COMMAND,
        "time": row["recorded_at"],
        "actor": row["actor"],
    }
    return orjson.dumps({**attributes, **_JSON, "data": data}, option=_OPTIONS)


def person_key_line(row: Record, source: str, *, with_key: bool) -> bytes:
    """A line of a person: with the wrapped key, or only saying that there is, or was, one."""
    attributes: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(row["subject_id"]),
        "source": source,
        "type": PERSON_KEY,
        "time": row["created_at"],
    }
    if with_key:
        wrapped = row["wrapped_key"]
        attributes |= _JSON
        attributes["data"] = {
            "wrapped_key": None if wrapped is None else b64encode(wrapped).decode(),
            "erased_at": row["erased_at"],
        }
    return orjson.dumps(attributes, option=_OPTIONS)


def end_line(end: EndRow, source: str) -> bytes:
    """The last line."""
    attributes = {"specversion": "1.0", "id": "end", "source": source, "type": END}
    data = {**end._asdict(), "seal": end.seal.hex()}
    return orjson.dumps({**attributes, **_JSON, "data": data}, option=_OPTIONS)
