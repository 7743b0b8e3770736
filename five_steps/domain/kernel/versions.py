"""Rules as data: published versions, each in force from a date until the next."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Protocol, TypeVar

from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Version(Protocol):
    """What every rule set carries."""

    @property
    def version(self) -> int:
        """Number of the version, from 1 on."""

    @property
    def effective_from(self) -> datetime:
        """The moment from which it is in force."""


V = TypeVar("V", bound=Version)


def rules_of(rules_class: type[V], published: object) -> V:
    """The rules that an event published, whose fields have the names of the rules."""
    told: dict[str, Any] = {}
    for field in fields(rules_class):  # type: ignore[arg-type]
        value = getattr(published, field.name)
        told[field.name] = tuple(value) if isinstance(value, list) else value
    return rules_class(**told)


def in_force(versions: Sequence[V], at: datetime) -> V:
    """The version in force at a moment: the latest published whose date has come."""
    for candidate in reversed(versions):
        if candidate.effective_from <= at:
            return candidate
    raise Refusal(RefusalCode.NOT_FOUND, "policy", allowed="a policy version in force at that time")


def numbered(versions: Sequence[V], number: int) -> V:
    """The version of that number."""
    for candidate in versions:
        if candidate.version == number:
            return candidate
    raise Refusal(
        RefusalCode.NOT_FOUND, "policy", actual=number, allowed=f"versions 1–{len(versions)}"
    )


def check_follows(versions: Sequence[Version], effective_from: datetime, at: datetime) -> None:
    """Refuse a version that would rewrite the past or cut in before an earlier one."""
    if not versions:
        return
    earliest = max(at, versions[-1].effective_from)
    if effective_from <= earliest:
        raise Refusal(RefusalCode.TOO_EARLY, "effectiveFrom", allowed=earliest.isoformat())
