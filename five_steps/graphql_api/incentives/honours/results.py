"""What mutations of honours answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.incentives.honours.nomination import Nomination
from five_steps.graphql_api.incentives.honours.objection import Objection
from five_steps.graphql_api.incentives.honours.season import HonourSeason
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The season was changed, or announced.")
class HonourSeasonChanged(Done):
    """The season was changed."""

    honour_season: HonourSeason | None = changed(HonourSeason, "The season as it is now 评选")


@strawberry.type(description="The nomination was changed, or made.")
class NominationChanged(Done):
    """The nomination was changed."""

    nomination: Nomination | None = changed(Nomination, "The nomination as it is now 推荐")


@strawberry.type(description="The objection was raised, or decided.")
class ObjectionChanged(Done):
    """The objection was changed."""

    objection: Objection | None = changed(Objection, "The objection as it is now 异议")


HonourSeasonResult: TypeAlias = Annotated[
    HonourSeasonChanged | CommandError,
    strawberry.union(
        "HonourSeasonResult", description="The changed season, or why it was refused."
    ),
]
NominationResult: TypeAlias = Annotated[
    NominationChanged | CommandError,
    strawberry.union(
        "NominationResult", description="The changed nomination, or why it was refused."
    ),
]
ObjectionResult: TypeAlias = Annotated[
    ObjectionChanged | CommandError,
    strawberry.union(
        "ObjectionResult", description="The changed objection, or why it was refused."
    ),
]
