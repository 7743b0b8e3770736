"""The redemption catalogue (兑换目录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.redeeming.reward import Reward
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class RewardRow:
    """A reward, at the price that redemptions from now on are held at."""

    id: Id
    unit_id: Id
    kind: str
    name: str
    description: str
    points: int
    cost_cents: int
    star_floor: int
    per_person_max: int | None
    valid_from: datetime
    valid_until: datetime | None
    return_days: int
    withdrawn: bool
    put_on_at: datetime
    position: Position


class RewardsView(Projection):
    """`read.rewards`."""

    name = "rewards"

    def declare(self) -> None:
        self.rewards = self.table(
            Rows[Id, RewardRow](
                RewardRow,
                "rewards",
                key=["id"],
                indexes=["(unit_id)", "(points, id)", "(name, id)", "(put_on_at, id)"],
            )
        )

    @on(Reward.Created)
    def put_on(
        self,
        event: Event,
        unit_id: Id,
        kind: str,
        name: str,
        description: str,
        points: int,
        cost_cents: int,
        star_floor: int,
        per_person_max: int | None,
        valid_from: datetime,
        valid_until: datetime | None,
        return_days: int,
    ) -> None:
        self.rewards.add(
            RewardRow(
                id=event.stream,
                unit_id=unit_id,
                kind=kind,
                name=name,
                description=description,
                points=points,
                cost_cents=cost_cents,
                star_floor=star_floor,
                per_person_max=per_person_max,
                valid_from=valid_from,
                valid_until=valid_until,
                return_days=return_days,
                withdrawn=False,
                put_on_at=event.at,
                position=event.position,
            )
        )

    @on(Reward.Repriced)
    def repriced(self, event: Event, points: int, cost_cents: int) -> None:
        reward = self._changed(event)
        reward.points = points
        reward.cost_cents = cost_cents

    @on(Reward.Withdrawn)
    def withdrawn(self, event: Event) -> None:
        self._changed(event).withdrawn = True

    def _changed(self, event: Event) -> RewardRow:
        reward = self.rewards.change(event.stream)
        reward.position = event.position
        return reward
