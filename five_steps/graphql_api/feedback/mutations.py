"""All mutations of feedback."""

import strawberry

from five_steps.graphql_api.feedback.mutations_cases import FeedbackCaseMutations
from five_steps.graphql_api.feedback.mutations_improving import ImprovingMutations
from five_steps.graphql_api.feedback.mutations_informing import InformingMutations
from five_steps.graphql_api.feedback.questionnaires.mutations_answering import AnsweringMutations
from five_steps.graphql_api.feedback.questionnaires.mutations_drafting import DraftingMutations


@strawberry.type(description="Giving feedback, and acting on it.")
class FeedbackMutations(
    FeedbackCaseMutations,
    ImprovingMutations,
    InformingMutations,
    DraftingMutations,
    AnsweringMutations,
):
    """Giving feedback, and acting on it."""
