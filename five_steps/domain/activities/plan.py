"""What is planned: the same for an activity alone, of a series or in a course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from five_steps.domain.activities.line import (
    ActivityLine,
    PreachingMethod,
    SubForm,
    require_fits,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import checked_skills

PLACE_CHARS_MAX = 200
CAPACITY_MAX = 2_000
"""Keeps the stream of an activity at some thousands of events."""
DUTY_HEADCOUNT_MAX = 200


class KeepsPlan(Protocol):
    """An event with the fields by which it keeps a plan."""

    unit_id: UUID
    line: str
    sub_form: str
    method: str | None
    title: str
    description: str
    place: str
    venue_id: UUID | None
    capacity: int
    duty_headcount: int
    duty_category: str | None
    duty_skills: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPlan:
    """A checked plan; `place` is for people to read, and where it is without a venue."""

    unit_id: UUID
    line: ActivityLine
    sub_form: SubForm
    method: PreachingMethod | None
    title: str
    description: str
    place: str
    venue_id: UUID | None
    capacity: int
    duty_headcount: int
    duty_category: Category | None
    duty_skills: tuple[str, ...]

    @classmethod
    def checked(
        cls,
        *,
        unit_id: UUID,
        line: ActivityLine,
        sub_form: SubForm,
        method: PreachingMethod | None,
        title: str,
        description: str,
        place: str,
        venue_id: UUID | None,
        capacity: int,
        duty_headcount: int,
        duty_category: Category | None,
        duty_skills: Sequence[str],
    ) -> "ActivityPlan":
        """The plan as given, if it can be; volunteers wanted on duty are wanted for a category."""
        require_fits(line, sub_form, method)
        checks.whole("dutyHeadcount", duty_headcount, least=0, most=DUTY_HEADCOUNT_MAX)
        if (duty_headcount > 0) != (duty_category is not None):
            raise Refusal(
                RefusalCode.INVALID, "dutyCategory", allowed="one if, and only if, duty is wanted"
            )
        return cls(
            unit_id=unit_id,
            line=line,
            sub_form=sub_form,
            method=method,
            title=checks.name("title", title),
            description=checks.text("description", description, chars_min=0),
            place=checks.text("place", place, chars_min=0, chars_max=PLACE_CHARS_MAX),
            venue_id=venue_id,
            capacity=checked_capacity(capacity),
            duty_headcount=duty_headcount,
            duty_category=duty_category,
            duty_skills=tuple(checked_skills("dutySkills", duty_skills)),
        )

    @classmethod
    def kept_by(cls, event: "KeepsPlan") -> "ActivityPlan":
        """The plan that an event keeps."""
        return cls(
            unit_id=event.unit_id,
            line=ActivityLine(event.line),
            sub_form=SubForm(event.sub_form),
            method=PreachingMethod(event.method) if event.method else None,
            title=event.title,
            description=event.description,
            place=event.place,
            venue_id=event.venue_id,
            capacity=event.capacity,
            duty_headcount=event.duty_headcount,
            duty_category=Category(event.duty_category) if event.duty_category else None,
            duty_skills=tuple(event.duty_skills),
        )

    def fields(self) -> dict[str, Any]:
        """The fields by which an event keeps the plan."""
        return {
            "unit_id": self.unit_id,
            "line": self.line.value,
            "sub_form": self.sub_form.value,
            "method": self.method.value if self.method else None,
            "title": self.title,
            "description": self.description,
            "place": self.place,
            "venue_id": self.venue_id,
            "capacity": self.capacity,
            "duty_headcount": self.duty_headcount,
            "duty_category": self.duty_category.value if self.duty_category else None,
            "duty_skills": list(self.duty_skills),
        }


def checked_capacity(capacity: int) -> int:
    """A number of places that can be offered."""
    return checks.whole("capacity", capacity, least=1, most=CAPACITY_MAX)


def require_before_start(field: str, moment: datetime, starts_at: datetime) -> None:
    """Refuse a moment of sign-up after the activity has begun."""
    if checks.aware(field, moment) > starts_at:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"at most {starts_at.isoformat()}")
