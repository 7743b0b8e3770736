"""The requester's rating (评单)."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.rating import (
    AmendRating,
    CloseUnrated,
    RateOrder,
    VolunteerScore,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import OrderInput
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult


@strawberry.input(description="A volunteer's own score (志愿者评分).")
class VolunteerScoreInput:
    """A volunteer's own score."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")
    score: int = strawberry.field(description="Score 评分, 1–5.")

    def value(self) -> VolunteerScore:
        """The score as the command takes it."""
        return VolunteerScore(
            local_id("volunteerScores.volunteerId", self.volunteer_id, "Volunteer"), self.score
        )


@strawberry.input(description="A rating (评价).")
class RatingInput(OrderInput):
    """A rating."""

    score: int = strawberry.field(description="Overall score 总体评分, 1–5.")
    volunteer_scores: list[VolunteerScoreInput] = strawberry.field(
        default_factory=list,
        description="Scores of volunteers who served, where they differ from the overall one.",
    )
    comment: str = strawberry.field(
        default="", description="Comment 评语, at most 2000 characters; sealed."
    )
    tags: list[str] = strawberry.field(
        default_factory=list, description="Tags 标签, at most 10 of 1–20 characters."
    )

    def given_scores(self) -> tuple[VolunteerScore, ...]:
        """The volunteers' scores as the command takes them."""
        return tuple(given.value() for given in self.volunteer_scores)


@strawberry.input(description="A rating of a completed order (评单).")
class RateOrderInput(RatingInput):
    """A rating of a completed order."""

    def command(self) -> RateOrder:
        """The command that is asked for."""
        return RateOrder(
            order_id=self.order,
            score=self.score,
            volunteer_scores=self.given_scores(),
            comment=self.comment,
            tags=tuple(self.tags),
        )


@strawberry.input(description="A rating in place of the one given (改评); all of it is given anew.")
class AmendRatingInput(RatingInput):
    """A rating in place of the one given."""

    def command(self) -> AmendRating:
        """The command that is asked for."""
        return AmendRating(
            order_id=self.order,
            score=self.score,
            volunteer_scores=self.given_scores(),
            comment=self.comment,
            tags=tuple(self.tags),
        )


@strawberry.input(description="An order whose time to rate has passed (逾期未评).")
class CloseUnratedInput(OrderInput):
    """An order whose time to rate has passed."""

    def command(self) -> CloseUnrated:
        """The command that is asked for."""
        return CloseUnrated(order_id=self.order)


@strawberry.type(description="Rating orders.")
class RatingMutations:
    """Rating orders."""

    @strawberry.mutation(description="Rate a completed order, once and in time 评单.")
    async def rate_order(
        self,
        info: Info,
        input: Annotated[RateOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Rate an order."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(description="Amend a rating, once and in time 改评.")
    async def amend_rating(
        self,
        info: Info,
        input: Annotated[AmendRatingInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Amend a rating."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(
        description="Close an order whose time to rate has passed 逾期未评关闭, with no praise."
    )
    async def close_unrated(
        self,
        info: Info,
        input: Annotated[CloseUnratedInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Close an order unrated."""
        return await run(info, input, OrderChanged)
