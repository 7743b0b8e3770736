"""The district's budgets of the civil years that the demo's year lies in."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.guarantee.budget.allocating import AllocateBudget
from five_steps.commands.guarantee.budget.amending import (
    ApproveBudgetAmendment,
    ProposeBudgetAmendment,
    RejectBudgetAmendment,
)
from five_steps.commands.guarantee.budget.drawing_up import (
    AddBudgetLine,
    AdoptBudget,
    DrawUpBudget,
)
from five_steps.commands.guarantee.budget.spending import SpendBudget
from five_steps.commands.kernel.registry import Command
from five_steps.domain.kernel.district_time import local_year, start_of_day
from five_steps.operations.demo.budget.purchases import PurchaseTeller
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.district import Institute
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import (
    ActorOf,
    centre_admin,
    centre_deputy,
    unit_admin,
    unit_step,
)
from five_steps.operations.demo.step import Made, Step

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
YUAN: Final = 100
PUBLICITY, CULTURE, PURCHASES = "2013399", "2070109", "2070199"
_LINES: Final = {
    PUBLICITY: ("其他宣传事务支出", 1_200_000 * YUAN),
    CULTURE: ("群众文化", 1_800_000 * YUAN),
    PURCHASES: ("其他文化和旅游支出", 2_400_000 * YUAN),
}
"""Codes and names as in the classification of public spending (政府收支分类科目)."""
_PARTS: Final = {PUBLICITY: 60_000 * YUAN, CULTURE: 90_000 * YUAN, PURCHASES: 200_000 * YUAN}
"""What each institute gets of a line."""
_SPENT_ON: Final = (
    "宣讲资料印制",
    "志愿者交通餐补",
    "活动场地布置",
    "志愿服务物资",
    "演出服装道具",
)
_DRAWN_UP_ON: Final = (1, 5)


def budgets(roster: Roster, start: datetime, now: datetime) -> Iterator[Step]:
    """A budget for each civil year, adopted early in it, or when the demo's year begins."""
    for year in sorted({local_year(start), local_year(now)}):
        drawn_up_at = max(start + 2 * _DAY, start_of_day(date(year, *_DRAWN_UP_ON)))
        yield from _BudgetTeller(roster, year, drawn_up_at).steps()


class _BudgetTeller:
    """Tells one budget: lines, allocations, amendments, spending and purchases."""

    def __init__(self, roster: Roster, year: int, drawn_up_at: datetime) -> None:
        self._name = f"budget {year}"
        self._year = year
        self._at = drawn_up_at
        self._institutes = tuple(dict.fromkeys(institute for institute, _ in roster.places))
        self._throw = dice(roster.seed, self._name)

    def steps(self) -> Iterator[Step]:
        """All of it."""
        yield from self._draw_up()
        yield from self._allocate()
        yield from self._amend()
        for institute in self._institutes:
            yield from self._spend(institute)
        purchases = PurchaseTeller(self._year, self._name, PURCHASES, self._account)
        yield from purchases.steps(self._institutes, self._at + 8 * _DAY)

    def _draw_up(self) -> Iterator[Step]:
        yield self._step("", 0 * _DAY, lambda _: DrawUpBudget(year=self._year))
        for nth, (line, (name, cents)) in enumerate(_LINES.items(), start=1):
            add = partial(self._command, AddBudgetLine, line=line, name=name, amount_cents=cents)
            yield self._step(f"line {line}", nth * _MINUTE, add)
        adopt = partial(self._command, AdoptBudget, reference=f"洞委宣〔{self._year}〕3号")
        yield self._step("adopted", _DAY, adopt, centre_deputy)

    def _allocate(self) -> Iterator[Step]:
        nth = 0
        for line, cents in _PARTS.items():
            for institute in self._institutes:
                nth += 1
                yield self._step(
                    f"allocated {line} {institute.code}",
                    2 * _DAY + nth * _MINUTE,
                    partial(self._allocation, line, institute, cents),
                    touches=(self._account(line, institute),),
                )

    def _allocation(self, line: str, institute: Institute, cents: int, made: Made) -> Command:
        return AllocateBudget(
            budget_id=made[self._name],
            line=line,
            unit_id=made[unit_step(institute.code)],
            amount_cents=cents,
        )

    def _amend(self) -> Iterator[Step]:
        """One that a second person approves, one that is rejected, and one that waits."""
        stories = (
            (CULTURE, 20, 2_000_000, "文化礼堂提升任务增加"),
            (PUBLICITY, 90, 1_500_000, "追加宣讲经费"),
            (CULTURE, 300, 2_100_000, "年末村晚集中举办"),
        )
        for nth, (line, day, yuan, reason) in enumerate(stories):
            name = f"{self._name} amendment {nth}"
            propose = partial(
                self._command,
                ProposeBudgetAmendment,
                line=line,
                amount_cents=yuan * YUAN,
                reason=reason,
            )
            yield self._step(f"amendment {nth}", day * _DAY, propose)
            if nth == 0:
                approve = partial(self._decide, ApproveBudgetAmendment, name)
                yield self._step("amended", (day + 3) * _DAY, approve, centre_deputy)
            elif nth == 1:
                reject = partial(self._decide, RejectBudgetAmendment, name, reason="本年无新增财源")
                yield self._step("not amended", (day + 3) * _DAY, reject, centre_deputy)

    def _decide(
        self, command: Callable[..., Command], amendment: str, made: Made, **given: str
    ) -> Command:
        return command(budget_id=made[self._name], amendment_id=made[amendment], **given)

    def _spend(self, institute: Institute) -> Iterator[Step]:
        """Once a month, as long as it is the budget's year."""
        at = self._at + 10 * _DAY
        nth = 0
        while local_year(at) == self._year:
            nth += 1
            line = PUBLICITY if nth % 2 else CULTURE
            cents = self._throw.randint(1_200, 6_000) * YUAN
            spend = partial(self._spending, line, institute, cents, nth)
            name = f"spent {institute.code} {nth}"
            yield Step(
                f"{self._name} {name}",
                at + self._throw.randint(1, 400) * _MINUTE,
                (self._account(line, institute),),
                spend,
                unit_admin(institute.code),
            )
            at += 30 * _DAY

    def _spending(
        self, line: str, institute: Institute, cents: int, nth: int, made: Made
    ) -> SpendBudget:
        return SpendBudget(
            budget_id=made[self._name],
            line=line,
            unit_id=made[unit_step(institute.code)],
            amount_cents=cents,
            purpose=_SPENT_ON[nth % len(_SPENT_ON)],
            voucher=f"{self._year}-记字{nth:03}号",
        )

    def _account(self, line: str, institute: Institute) -> str:
        """Named by those who touch a unit's part of a line."""
        return f"{self._name} {line} {institute.code}"

    def _command(self, command: Callable[..., Command], made: Made, **given: object) -> Command:
        return command(budget_id=made[self._name], **given)

    def _step(
        self,
        what: str,
        after: timedelta,
        command: Callable[[Made], Command],
        by: ActorOf = centre_admin,
        touches: tuple[str, ...] = (),
    ) -> Step:
        name = f"{self._name} {what}".strip()
        return Step(name, self._at + after, (self._name, *touches), command, by)
