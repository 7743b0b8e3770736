"""Insurance of volunteers (免费保险): policies, and who is enrolled under them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.benefits.insurance_cover import InsuranceCover
from five_steps.domain.incentives.benefits.insurance_enrolment import InsuranceEnrolment
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class InsuranceCoverRow:
    """A policy; `enrolled_count` are the volunteers enrolled under it."""

    id: Id
    unit_id: Id
    insurer: str
    policy_number: str
    categories: list[str]
    hazardous: bool
    star_floor: int
    starts_at: datetime
    ends_at: datetime
    terminated: bool
    termination_reason: str | None
    enrolled_count: int
    position: Position


@dataclass(slots=True)
class InsuranceEnrolmentRow:
    """That a volunteer is enrolled under a policy."""

    cover_id: Id
    volunteer_id: Id
    enrolled_by: str
    enrolled_at: datetime
    position: Position


class InsuranceView(Projection):
    """`read.insurance_covers` and `read.insurance_enrolments`."""

    name = "insurance"

    def declare(self) -> None:
        self.covers = self.table(
            Rows[Id, InsuranceCoverRow](
                InsuranceCoverRow,
                "insurance_covers",
                key=["id"],
                group={"insurance_cover": STREAM, "insurance_enrolment": "cover_id"},
                indexes=["(unit_id)"],
            )
        )
        self.enrolments = self.table(
            Rows[tuple[Id, Id], InsuranceEnrolmentRow](
                InsuranceEnrolmentRow,
                "insurance_enrolments",
                key=["volunteer_id", "cover_id"],
                group={"insurance_enrolment": "volunteer_id"},
                indexes=["(cover_id, enrolled_at, volunteer_id)"],
            )
        )

    @on(InsuranceCover.Created)
    def taken_out(
        self,
        event: Event,
        unit_id: Id,
        insurer: str,
        policy_number: str,
        categories: list[str],
        hazardous: bool,
        star_floor: int,
        starts_at: datetime,
        ends_at: datetime,
    ) -> None:
        self.covers.add(
            InsuranceCoverRow(
                id=event.stream,
                unit_id=unit_id,
                insurer=insurer,
                policy_number=policy_number,
                categories=categories,
                hazardous=hazardous,
                star_floor=star_floor,
                starts_at=starts_at,
                ends_at=ends_at,
                terminated=False,
                termination_reason=None,
                enrolled_count=0,
                position=event.position,
            )
        )

    @on(InsuranceCover.Terminated)
    def terminated(self, event: Event, reason: str) -> None:
        cover = self.covers.change(event.stream)
        cover.terminated = True
        cover.termination_reason = reason
        cover.position = event.position

    @on(InsuranceEnrolment.Enrolled)
    def enrolled(self, event: Event, volunteer_id: Id, cover_id: Id, enrolled_by: str) -> None:
        cover = self.covers.change(cover_id)
        cover.enrolled_count += 1
        cover.position = event.position
        self.enrolments.add(
            InsuranceEnrolmentRow(
                cover_id=cover_id,
                volunteer_id=volunteer_id,
                enrolled_by=enrolled_by,
                enrolled_at=event.at,
                position=event.position,
            )
        )
