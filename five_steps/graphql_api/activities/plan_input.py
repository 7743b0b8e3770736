"""What the inputs begin with that plan something: an activity, a series, a course."""

from datetime import datetime
from typing import Any

import strawberry

from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.domain.activities.recurrence import Frequency
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A plan.")
class PlanInput(CommandInput):
    """A plan."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that holds it 举办单位.")
    line: ActivityLine = strawberry.field(description="Activity line 活动类别.")
    sub_form: SubForm = strawberry.field(description="What it is within its line 活动形式.")
    method: PreachingMethod | None = strawberry.field(
        default=None, description="How theory is brought 宣讲方式; for theory, and only there."
    )
    title: str = strawberry.field(description="Title 标题, 1–100 characters.")
    description: str = strawberry.field(
        default="", description="Particulars 说明, at most 2000 characters."
    )
    place: str = strawberry.field(
        default="", description="Where, in words 地点, at most 200 characters."
    )
    venue_id: strawberry.ID | None = strawberry.field(
        default=None, description="A venue to book for it 阵地, free then and large enough."
    )
    capacity: int = strawberry.field(description="Places 名额, 1–2000; of a course 1–500.")
    duty_headcount: int = strawberry.field(
        default=0, description="Volunteers wanted on duty 需要志愿者人数, 0–200."
    )
    duty_category: Category | None = strawberry.field(
        default=None, description="Category of the duty 服务类别; if, and only if, any is wanted."
    )
    duty_skills: list[str] = strawberry.field(
        default_factory=list, description="Skills asked for on duty 技能要求, at most 20."
    )
    starts_at: datetime = strawberry.field(description="Start 开始时间, of the first if it recurs.")
    ends_at: datetime = strawberry.field(
        description="End 结束时间, at most 7 days later; of the first if it recurs."
    )

    def plan(self) -> dict[str, Any]:
        """The plan, as commands have it."""
        return {
            "unit_id": local_id("unitId", self.unit_id, "Unit"),
            "line": self.line,
            "sub_form": self.sub_form,
            "method": self.method,
            "title": self.title,
            "description": self.description,
            "place": self.place,
            "venue_id": local_id("venueId", self.venue_id, "Venue")
            if self.venue_id is not None
            else None,
            "capacity": self.capacity,
            "duty_headcount": self.duty_headcount,
            "duty_category": self.duty_category,
            "duty_skills": tuple(self.duty_skills),
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
        }


@strawberry.input(description="A plan that recurs.")
class RecurringPlanInput(PlanInput):
    """A plan that recurs."""

    frequency: Frequency = strawberry.field(description="How it recurs 周期.")
    interval: int = strawberry.field(
        default=1, description="Every so many weeks or months 间隔, 1–12."
    )
    times: int | None = strawberry.field(
        default=None, description="How often 次数, 1–104; either this or `until`."
    )
    until: datetime | None = strawberry.field(
        default=None, description="None starts from this moment on 截止; either this or `times`."
    )

    def recurring_plan(self) -> dict[str, Any]:
        """The plan and how it recurs, as commands have it."""
        return {
            **self.plan(),
            "frequency": self.frequency,
            "interval": self.interval,
            "times": self.times,
            "until": self.until,
        }
