"""Matters that have to be settled before somebody is forgotten (未结事项)."""

from enum import StrEnum

from five_steps.domain.feedback.feedback_state import FeedbackState
from five_steps.domain.incentives.benefits.help_case import HelpCaseState
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.ordering.order_state import OrderState

ENDED_ORDERS = frozenset(
    {
        OrderState.RATED,
        OrderState.UNRATED,
        OrderState.FOLLOWED_UP,
        OrderState.CANCELLED,
        OrderState.EXPIRED,
    }
)
OPEN_FEEDBACK = frozenset(
    {FeedbackState.OPEN, FeedbackState.ANSWERED, FeedbackState.IN_IMPROVEMENT}
)
"""Until whoever complained was told what came of it."""
OPEN_HELP = frozenset({HelpCaseState.OPEN, HelpCaseState.APPROVED})
OPEN_NOMINATIONS = frozenset(
    {NominationState.NOMINATED, NominationState.UNDER_REVIEW, NominationState.IN_PUBLICITY}
)


class Matter(StrEnum):
    """A kind of matter that is not settled (未结事项)."""

    ORDER = "ORDER"
    """An order that is not closed, or disputed 订单."""
    FEEDBACK = "FEEDBACK"
    """A complaint or suggestion whose outcome the person was not told 投诉建议."""
    HELP = "HELP"
    """Help that was asked for or granted 帮扶."""
    NOMINATION = "NOMINATION"
    """A nomination that is not decided 先进推荐."""
    DUTY = "DUTY"
    """A service that was accepted 待服务."""
    HOURS = "HOURS"
    """Hours that are not verified, or disputed 待审核或冻结的时长."""
    REDEMPTION = "REDEMPTION"
    """A redemption that is on hold 待确认的兑换."""
