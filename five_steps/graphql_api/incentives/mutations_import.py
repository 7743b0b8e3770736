"""Taking over service records from elsewhere (历史导入)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.incentives.service_record_result import (
    ServiceRecordChanged,
    ServiceRecordResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput


@strawberry.input(description="A record that was verified elsewhere (导入服务记录).")
class ImportServiceRecordInput(VolunteerInput):
    """A record that was verified elsewhere."""

    source: str = strawberry.field(description="The roster it comes from 来源, 1–100 characters.")
    natural_key: str = strawberry.field(
        description="What tells it from the others of its source 来源内编号, 1–200 characters; "
        "taken over once."
    )
    unit_id: strawberry.ID = strawberry.field(description="The unit it was served for 服务单位.")
    category: Category = strawberry.field(description="Category 服务类别.")
    starts_at: datetime = strawberry.field(description="Start of the service 开始时间.")
    ends_at: datetime = strawberry.field(
        description="End of the service 结束时间, at most 31 days after its start."
    )
    minutes: int = strawberry.field(
        description="Minutes verified 服务时长（分钟）, at most those from start to end."
    )
    verified_by: str = strawberry.field(
        description="Who verified it there 审核人, 1–100 characters."
    )

    def command(self) -> ImportServiceRecord:
        """The command that is asked for."""
        return ImportServiceRecord(
            source=self.source,
            natural_key=self.natural_key,
            volunteer_id=self.volunteer,
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            category=self.category,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            minutes=self.minutes,
            verified_by=self.verified_by,
        )


@strawberry.type(description="Taking over service records from elsewhere.")
class ServiceImportMutations:
    """Taking over service records from elsewhere."""

    @strawberry.mutation(
        description="Take over a record that was verified elsewhere 导入服务记录; for the centre's "
        "administrators. It earns no points."
    )
    async def import_service_record(
        self,
        info: Info,
        input: Annotated[ImportServiceRecordInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Take over a service record."""
        return await run(info, input, ServiceRecordChanged)
