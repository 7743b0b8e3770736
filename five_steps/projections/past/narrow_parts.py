"""Which streams make which rows, where few streams make all the rows that belong together.

A part is folded by the view's own class out of these streams alone, and its rows are those that a
replay of the whole log would make of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from five_steps.domain.incentives.points_account import points_account_id
from five_steps.domain.incentives.service_book import service_book_id
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.unit import Unit
from five_steps.projections.incentives.points import PointsView
from five_steps.projections.incentives.redeeming.counters import CountersView
from five_steps.projections.incentives.redeeming.redemptions import RedemptionsView
from five_steps.projections.incentives.redeeming.rewards import RewardsView
from five_steps.projections.ordering.menu_items import MenuItemsView
from five_steps.projections.ordering.orders import OrdersView
from five_steps.projections.organisation.teams import TeamsView
from five_steps.projections.organisation.units import UnitsView
from five_steps.projections.people.residents import ResidentsView
from five_steps.projections.people.volunteers import VolunteersView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from five_steps.projections.kernel.projection import Projection


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """How the rows of one object in a view are made.

    Attributes:
        view: the view that has them.
        kinds: the kinds of streams that the view folds, each by the topic of its class. A view that
            folds others, too, is not made by these streams alone.
        streams: the streams of an object's id.
        complete: the columns by which the object's rows are found, by table: of the rows with this
            id there, none is missing.
        leads: fields of events that name further streams without which the rows would not be right.
        listed: the table of the view, as it is now, that has the ids of all objects there ever
            were, for views of so few objects that all of them can be folded.
        further: the tables that are right only once all of them are.
    """

    view: type[Projection]
    kinds: frozenset[str]
    streams: Callable[[UUID], tuple[UUID, ...]]
    complete: Mapping[str, str]
    leads: Mapping[type, str] = field(default_factory=dict)
    listed: str | None = None
    further: frozenset[str] = frozenset()


def _own(id_: UUID) -> tuple[UUID, ...]:
    return (id_,)


PARTS = (
    Part(
        VolunteersView,
        frozenset({"volunteer", "service_book"}),
        lambda id_: (id_, service_book_id(id_)),
        {
            "volunteers": "id",
            "service_records": "volunteer_id",
            "service_entries": "volunteer_id",
            "volunteer_periods": "volunteer_id",
            "star_changes": "volunteer_id",
        },
    ),
    Part(
        PointsView,
        frozenset({"points_account"}),
        lambda id_: (points_account_id(id_),),
        {
            "points_accounts": "volunteer_id",
            "points_lots": "volunteer_id",
            "points_entries": "volunteer_id",
            "adjustments": "volunteer_id",
        },
    ),
    Part(RedemptionsView, frozenset({"redemption"}), _own, {"redemptions": "id"}),
    Part(RewardsView, frozenset({"reward"}), _own, {"rewards": "id"}),
    Part(
        CountersView,
        frozenset({"counter", "counter_stock", "counter_day"}),
        _own,
        {"counters": "id", "counter_stocks": "id", "counter_days": "id"},
    ),
    Part(
        OrdersView,
        frozenset({"order"}),
        _own,
        {"orders": "id", "order_assignments": "order_id", "order_invitations": "order_id"},
    ),
    Part(MenuItemsView, frozenset({"menu_item"}), _own, {"menu_items": "id"}),
    Part(ResidentsView, frozenset({"resident"}), _own, {"residents": "id"}),
    Part(
        UnitsView,
        frozenset({"unit"}),
        _own,
        {"units": "id"},
        # What happens to a unit above changes the path of all below it.
        {Unit.Created: "parent_id", Unit.Reparented: "parent_id", Unit.Merged: "into_id"},
        listed="units",
        # What a unit took over is told by the streams of the others.
        further=frozenset({"unit_history"}),
    ),
    Part(
        TeamsView,
        frozenset({"team", "unit"}),
        _own,
        {"teams": "id", "team_members": "team_id", "team_captains": "team_id"},
        # A team without a captain of its own is led by the party head of its unit.
        {Team.Created: "unit_id", Team.HandedOver: "unit_id"},
        listed="teams",
    ),
)

PART_OF: Mapping[str, Part] = {
    table: part for part in PARTS for table in part.complete.keys() | part.further
}
"""The part that makes the rows of a table."""

_OWNERS: Mapping[tuple[str, str], Mapping[tuple[str, str], str]] = {
    ("service_records", "id"): {
        ("points_lots", "id"): "volunteer_id",
        ("points_entries", "lot_ids"): "volunteer_id",
        ("order_assignments", "record_id"): "volunteer_id",
    },
    ("adjustments", "id"): {("points_entries", "adjustment_id"): "volunteer_id"},
}
"""Columns that do not tell whose the rows are: where their values are from, each with the column
beside it that does tell it."""


class Step(NamedTuple):
    """From a value to the rows of a table that have it in a column."""

    owner: str | None
    """The column beside the value that tells whose the rows are; None if the value tells it."""


def step_to(table: str, column: str, start: tuple[str, str] | None = None) -> Step | None:
    """How the rows of a table with a value in a column are found, if they are.

    Args:
        table: the table.
        column: its column.
        start: the table and column that the value is from; None if somebody gave it.
    """
    part = PART_OF.get(table)
    if part is not None and part.complete.get(table) == column:
        return Step(None)
    owner = None if start is None else _OWNERS.get((table, column), {}).get(start)
    return None if owner is None else Step(owner)
