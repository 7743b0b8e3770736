"""All mutations of the yearly assessment."""

import strawberry

from five_steps.graphql_api.guarantee.assessment.mutations_final import AssessmentFinalMutations
from five_steps.graphql_api.guarantee.assessment.mutations_review import AssessmentReviewMutations


@strawberry.type(description="The yearly assessment, from the opening to the final.")
class AssessmentMutations(AssessmentReviewMutations, AssessmentFinalMutations):
    """The yearly assessment, from the opening to the final."""
