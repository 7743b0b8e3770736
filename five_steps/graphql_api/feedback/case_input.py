"""What the inputs of commands about a complaint or suggestion begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about a complaint or suggestion.")
class FeedbackCaseInput(CommandInput):
    """A command about a complaint or suggestion."""

    case_id: strawberry.ID = strawberry.field(description="The complaint or suggestion 投诉建议.")

    @property
    def case(self) -> UUID:
        """The case's own id."""
        return local_id("caseId", self.case_id, "FeedbackCase")
