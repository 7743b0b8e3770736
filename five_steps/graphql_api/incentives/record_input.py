"""What the inputs of commands about a service record begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.people.volunteer_input import VolunteerInput


@strawberry.input(description="A command about a volunteer's service record.")
class RecordInput(VolunteerInput):
    """A command about a volunteer's service record."""

    record_id: strawberry.ID = strawberry.field(description="The service record 服务记录.")

    @property
    def record(self) -> UUID:
        """The record's own id."""
        return local_id("recordId", self.record_id, "ServiceRecord")
