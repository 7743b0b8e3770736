"""Redemption counters (兑换点), with what they have in stock and take a day."""

from __future__ import annotations

from five_steps.domain.incentives.redeeming.counter import DAY_MINUTES, DAY_POINTS_MAX, Counter
from five_steps.domain.incentives.redeeming.counter import WEEKDAYS as ALL_WEEKDAYS
from five_steps.domain.incentives.redeeming.counter_day import CounterDay
from five_steps.domain.incentives.redeeming.counter_stock import CounterStock
from five_steps.domain.kernel.district_time import local_day
from five_steps.projections.incentives.redeeming.counter_rows import (
    CounterDayRow,
    CounterRow,
    CounterStockRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id


class CountersView(Projection):
    """`read.counters`, `read.counter_stocks` and `read.counter_days`."""

    name = "counters"

    def declare(self) -> None:
        self.counters = self.table(
            Rows[Id, CounterRow](
                CounterRow,
                "counters",
                key=["id"],
                group={"counter": STREAM},
                indexes=["(unit_id)", "(merchant_id)", "(name, id)", "USING gin (operators)"],
            )
        )
        self.stocks = self.table(
            Rows[Id, CounterStockRow](
                CounterStockRow,
                "counter_stocks",
                key=["id"],
                group={"counter_stock": STREAM},
                indexes=["(counter_id, reward_id)", "(reward_id)"],
            )
        )
        self.days = self.table(
            Rows[Id, CounterDayRow](
                CounterDayRow,
                "counter_days",
                key=["id"],
                group={"counter_day": STREAM},
                indexes=["(counter_id, day)"],
            )
        )

    # --- counters -------------------------------------------------------------------------------

    @on(Counter.Created)
    def opened(
        self, event: Event, unit_id: Id, merchant_id: Id | None, name: str, place: str
    ) -> None:
        self.counters.add(
            CounterRow(
                id=event.stream,
                unit_id=unit_id,
                merchant_id=merchant_id,
                name=name,
                place=place,
                weekdays=list(ALL_WEEKDAYS),
                opens_minute=0,
                closes_minute=DAY_MINUTES,
                day_points_max=DAY_POINTS_MAX,
                operators=[],
                shut=False,
                shut_reason=None,
                opened_at=event.at,
                position=event.position,
            )
        )

    @on(Counter.HoursSet)
    def hours_set(
        self, event: Event, weekdays: list[int], opens_minute: int, closes_minute: int
    ) -> None:
        counter = self._changed(event)
        counter.weekdays = weekdays
        counter.opens_minute = opens_minute
        counter.closes_minute = closes_minute

    @on(Counter.DayLimitSet)
    def day_limit_set(self, event: Event, points: int) -> None:
        self._changed(event).day_points_max = points

    @on(Counter.OperatorAppointed)
    def operator_appointed(self, event: Event, operator: str) -> None:
        counter = self._changed(event)
        counter.operators = sorted({*counter.operators, operator})

    @on(Counter.OperatorDismissed)
    def operator_dismissed(self, event: Event, operator: str) -> None:
        counter = self._changed(event)
        counter.operators = [other for other in counter.operators if other != operator]

    @on(Counter.ShutDown)
    def shut_down(self, event: Event, reason: str) -> None:
        counter = self._changed(event)
        counter.shut = True
        counter.shut_reason = reason

    # --- stock ----------------------------------------------------------------------------------

    @on(CounterStock.Created)
    def kept(self, event: Event, counter_id: Id, reward_id: Id) -> None:
        self.stocks.add(
            CounterStockRow(
                id=event.stream,
                counter_id=counter_id,
                reward_id=reward_id,
                on_hand=0,
                reserved=0,
                free=0,
                position=event.position,
            )
        )

    @on(CounterStock.Changed)
    def stock_changed(self, event: Event, pieces: int) -> None:
        self._move(event, on_hand=pieces)

    @on(CounterStock.Reserved)
    def stock_reserved(self, event: Event, pieces: int) -> None:
        self._move(event, reserved=pieces)

    @on(CounterStock.Released)
    def stock_released(self, event: Event, pieces: int) -> None:
        self._move(event, reserved=-pieces)

    @on(CounterStock.Issued)
    def stock_issued(self, event: Event, pieces: int) -> None:
        self._move(event, on_hand=-pieces, reserved=-pieces)

    @on(CounterStock.TakenBack)
    def stock_taken_back(self, event: Event, pieces: int) -> None:
        self._move(event, on_hand=pieces)

    # --- days -----------------------------------------------------------------------------------

    @on(CounterDay.Created)
    def day_begun(self, event: Event, counter_id: Id) -> None:
        self.days.add(
            CounterDayRow(
                id=event.stream,
                counter_id=counter_id,
                day=local_day(event.at),
                points=0,
                redemption_count=0,
                position=event.position,
            )
        )

    @on(CounterDay.PointsTaken)
    def points_taken(self, event: Event, points: int) -> None:
        self._count(event, points, 1)

    @on(CounterDay.PointsGivenBack)
    def points_given_back(self, event: Event, points: int) -> None:
        self._count(event, -points, -1)

    # --- what several events do -----------------------------------------------------------------

    def _changed(self, event: Event) -> CounterRow:
        counter = self.counters.change(event.stream)
        counter.position = event.position
        return counter

    def _move(self, event: Event, *, on_hand: int = 0, reserved: int = 0) -> None:
        stock = self.stocks.change(event.stream)
        stock.on_hand += on_hand
        stock.reserved += reserved
        stock.free = stock.on_hand - stock.reserved
        stock.position = event.position

    def _count(self, event: Event, points: int, redemptions: int) -> None:
        day = self.days.change(event.stream)
        day.points += points
        day.redemption_count += redemptions
        day.position = event.position
