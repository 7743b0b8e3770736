"""What the commands that plan something ask for: the plan, and how it recurs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel.registry import Command
from five_steps.domain.activities.activity import WINDOW_DAYS_MAX
from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.activities.recurrence import Frequency, Recurrence
from five_steps.domain.kernel.district_time import Window, window
from five_steps.domain.ordering.category import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCommand(Command):
    """What an activity is, and when: alone, the first of a series or of a course's sessions."""

    unit_id: UUID
    line: ActivityLine
    sub_form: SubForm
    method: PreachingMethod | None = None
    title: str
    description: str = ""
    place: str = ""
    venue_id: UUID | None = None
    capacity: int
    duty_headcount: int = 0
    duty_category: Category | None = None
    duty_skills: tuple[str, ...] = ()
    starts_at: datetime
    ends_at: datetime

    @property
    def plan(self) -> ActivityPlan:
        """The plan, if it can be."""
        return ActivityPlan.checked(
            unit_id=self.unit_id,
            line=self.line,
            sub_form=self.sub_form,
            method=self.method,
            title=self.title,
            description=self.description,
            place=self.place,
            venue_id=self.venue_id,
            capacity=self.capacity,
            duty_headcount=self.duty_headcount,
            duty_category=self.duty_category,
            duty_skills=self.duty_skills,
        )

    @property
    def window(self) -> Window:
        """When it is held, if that can be."""
        return window(self.starts_at, self.ends_at, days_max=WINDOW_DAYS_MAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringPlanCommand(PlanCommand):
    """A plan that recurs every `interval` weeks or months: `times` times, or `until` a moment."""

    frequency: Frequency
    interval: int = 1
    times: int | None = None
    until: datetime | None = None

    @property
    def recurrence(self) -> Recurrence:
        """How it recurs, if it can."""
        return Recurrence.checked(
            first=self.window,
            frequency=self.frequency,
            interval=self.interval,
            times=self.times,
            until=self.until,
        )
