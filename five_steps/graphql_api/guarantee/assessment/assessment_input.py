"""What the inputs of commands about an assessment begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput


@strawberry.input(description="A command about the assessment of a unit's year.")
class AssessmentInput(CommandInput):
    """A command about the assessment of a unit's year."""

    assessment_id: strawberry.ID = strawberry.field(
        description="The assessment: the id of its `AssessmentProcess` 考核."
    )

    @property
    def assessment(self) -> UUID:
        """The assessment's own id."""
        return local_id("assessmentId", self.assessment_id, "AssessmentProcess")
