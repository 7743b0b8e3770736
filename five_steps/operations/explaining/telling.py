"""A number and its events as text, and as JSON."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.operations.explaining.explained import Contribution, Number


def as_text(numbers: Sequence[Number]) -> str:
    """One line for each number, and one for each of its events."""
    return "\n".join(line for number in numbers for line in _lines(number))


def as_json(numbers: Sequence[Number]) -> str:
    """A list of numbers, each with its events."""
    said = [
        {
            "figure": number.name,
            "value": _plain(number.value),
            "events": [_event(event) for event in number.events],
        }
        for number in numbers
    ]
    return json.dumps(said, ensure_ascii=False, indent=2)


def _lines(number: Number) -> Iterator[str]:
    total = sum((event.added for event in number.events), Decimal(0))
    yield f"{number.name}: {_plain(number.value)}"
    for event in number.events:
        at = event.recorded_at.astimezone(UTC).isoformat(timespec="seconds")
        rules = f" rules={event.policy_kind} {event.policy_version}" if _has_rules(event) else ""
        yield (
            f"  {event.position:>9}  {at}  {_plain(event.added):>+12}  {event.topic}"
            f" {_term(event.topic)}  by={event.actor} command={event.command_id}{rules}"
        )
    if total == number.value:
        yield f"  sum of {len(number.events)} events: {_plain(total)}"
    else:
        yield f"  sum of {len(number.events)} events: {_plain(total)}, not {_plain(number.value)}"


def _event(event: Contribution) -> dict[str, Any]:
    said: dict[str, Any] = {
        "position": event.position,
        "recordedAt": event.recorded_at.astimezone(UTC).isoformat(),
        "topic": event.topic,
        "term": _term(event.topic),
        "contribution": _plain(event.added),
        "actor": event.actor,
        "commandId": None if event.command_id is None else str(event.command_id),
    }
    if _has_rules(event):
        said["policy"] = {"kind": event.policy_kind, "version": event.policy_version}
    return said


def _has_rules(event: Contribution) -> bool:
    return event.policy_kind is not None and event.policy_version is not None


def _term(topic: str) -> str:
    return event_kinds()[topic].meaning.chinese


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
