"""The rows that lines of an export stand for, each checked for what it has to be."""

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from five_steps.event_store.rows import CommandRow, EventRow, PersonKeyRow
from five_steps.operations.log_files.cloud_events import COMMAND, END, PERSON_KEY, EndRow, Row


class NotACloudEvent(ValueError):
    """A line that no export has."""


def read_line(line: bytes) -> Row:
    """The row that a line stands for.

    Raises:
        NotACloudEvent: it is none that these functions write; says why.
    """
    try:
        event = orjson.loads(line)
        if not isinstance(event, dict):
            raise NotACloudEvent("no JSON object")
        if event["specversion"] != "1.0":
            raise NotACloudEvent(f"specversion {event['specversion']} is not 1.0")
        return _READERS.get(event["type"], _read_event)(event)
    except orjson.JSONDecodeError as error:
        raise NotACloudEvent(f"no JSON: {error}") from None
    except KeyError as error:
        raise NotACloudEvent(f"attribute {error} is missing") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise NotACloudEvent(str(error)) from None


def _read_event(event: dict[str, Any]) -> EventRow:
    command_id, seal = event.get("commandid"), event.get("seal")
    return EventRow(
        notification_id=_bigint("id", int(event["id"])),
        originator_id=UUID(event["subject"]),
        originator_version=_bigint("version", event["version"]),
        topic=_text("type", event["type"]),
        state=orjson.dumps(event["data"]) if "data" in event else b64decode(event["data_base64"]),
        recorded_at=_moment(event["time"]),
        command_id=None if command_id is None else UUID(command_id),
        actor=None if (actor := event.get("actor")) is None else _text("actor", actor),
        seal=None if seal is None else bytes.fromhex(seal),
    )


def _read_command(event: dict[str, Any]) -> CommandRow:
    data = event["data"]
    return CommandRow(
        command_id=UUID(event["id"]),
        kind=_text("kind", data["kind"]),
        fingerprint=bytes.fromhex(data["fingerprint"]),
        actor=_text("actor", event["actor"]),
        first_position=_bigint("first_position", data["first_position"]),
        position=_bigint("position", data["position"]),
        answer=_text("answer", data["answer"]),
        recorded_at=_moment(event["time"]),
    )


def _read_person_key(event: dict[str, Any]) -> PersonKeyRow:
    created_at = _moment(event["time"])
    # Whose key was withheld counts as erased, and never gets a second one: what the first one
    # sealed would not open with it.
    data = event.get("data", {"wrapped_key": None, "erased_at": event["time"]})
    wrapped, erased_at = data["wrapped_key"], data["erased_at"]
    return PersonKeyRow(
        subject_id=UUID(event["id"]),
        wrapped_key=None if wrapped is None else b64decode(wrapped),
        created_at=created_at,
        erased_at=None if erased_at is None else _moment(erased_at),
    )


def _read_end(event: dict[str, Any]) -> EndRow:
    data = event["data"]
    return EndRow(
        events=data["events"],
        position=data["position"],
        seal=bytes.fromhex(data["seal"]),
        commands=data["commands"],
        persons=data["persons"],
    )


def _bigint(name: str, value: object) -> int:
    if not isinstance(value, int) or not 0 < value < 2**63:
        raise NotACloudEvent(f"{name} {value} is no number from 1 to 2^63 - 1")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise NotACloudEvent(f"{name} {value} is no text")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise NotACloudEvent(f"time {text} has no zone")
    return moment


_READERS: dict[str, Callable[[dict[str, Any]], Row]] = {
    COMMAND: _read_command,
    PERSON_KEY: _read_person_key,
    END: _read_end,
}
