"""The purchase list of a year: items in every state, their contracts and payments."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.kernel.registry import Command
from five_steps.commands.projects.purchasing.contracting import (
    SignPurchaseContract,
    TerminatePurchaseContract,
)
from five_steps.commands.projects.purchasing.delivering import (
    AcceptMilestone,
    PayMilestone,
    RecordDelivery,
    RejectDelivery,
)
from five_steps.commands.projects.purchasing.listing import CancelPurchaseItem, ListPurchaseItem
from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.projects.purchasing.contract import MilestoneTerms
from five_steps.operations.demo.district import Institute
from five_steps.operations.demo.staff import (
    ActorOf,
    centre_deputy,
    dispatcher,
    team_step,
    unit_admin,
    unit_step,
)
from five_steps.operations.demo.step import Made, Step

_DAY: Final = timedelta(days=1)
_YUAN: Final = 100
_LISTED_EVERY: Final = 39 * _DAY


@dataclass(frozen=True, slots=True)
class _Story:
    """An item, and what becomes of it.

    Attributes:
        supplier: With whom; None with the institute's own team.
        shares: What each milestone is paid, in percent.
        paid: How many of them are delivered, accepted and paid.
        rejected: Whether the first delivery is not accepted at first.
        ending: How it ends before all is paid.
    """

    title: str
    planned_yuan: int
    supplier: str | None
    shares: tuple[int, ...]
    paid: int
    rejected: bool = False
    ending: str = ""


_STORIES: Final = (
    _Story("流动宣讲车租赁服务", 96_000, "洞头海岛客运服务公司", (30, 40, 30), 3),
    _Story("银龄课堂教学服务", 68_000, "海霞社会工作服务中心", (50, 50), 2, rejected=True),
    _Story("文化礼堂音响维护", 45_000, "瓯海声光电器行", (100,), 1),
    _Story("独居老人探访服务", 120_000, "兰小草公益服务中心", (25, 25, 25, 25), 2),
    _Story("净滩行动组织服务", 38_000, None, (50, 50), 1),
    _Story("科普展板制作", 26_000, "百岛广告设计社", (60, 40), 0),
    _Story("志愿者装备采购", 54_000, "温州远洋户外用品公司", (40, 60), 1, ending="TERMINATED"),
    _Story("村晚舞台搭建", 82_000, None, (), 0, ending="CANCELLED"),
    _Story("海洋科普课程开发", 72_000, "百岛研学中心", (50, 50), 2),
)
"""The items of a year, an institute each; what would come after today has not happened."""


class PurchaseTeller:
    """Tells the purchase list of a year."""

    def __init__(
        self, year: int, budget: str, line: str, account: Callable[[str, Institute], str]
    ) -> None:
        self._year = year
        self._budget = budget
        self._line = line
        self._account = account

    def steps(self, institutes: Sequence[Institute], begun_at: datetime) -> Iterator[Step]:
        """The items, listed one after the other from `begun_at` on, within the year."""
        for number, story in enumerate(_STORIES):
            at = begun_at + number * _LISTED_EVERY
            if local_year(at) != self._year:
                return
            institute = institutes[number % len(institutes)]
            item = _Item(
                f"purchase {self._year} {number}",
                story,
                institute,
                at,
                (self._budget, self._account(self._line, institute)),
            )
            yield from item.tell(self._year, self._line)


class _Item:
    """The steps of one item; all touch it, and the budget that it is paid from."""

    def __init__(
        self,
        name: str,
        story: _Story,
        institute: Institute,
        at: datetime,
        touches: tuple[str, ...],
    ) -> None:
        self._name = name
        self._story = story
        self._institute = institute
        self._at = at
        self._touches = touches
        self._admin = unit_admin(institute.code)

    def tell(self, year: int, line: str) -> Iterator[Step]:
        """From the list to the last payment."""
        yield self._step("", 0, partial(self._list, year, line))
        if self._story.ending == "CANCELLED":
            cancel = partial(self._command, CancelPurchaseItem, reason="改由村集体自办")
            yield self._step("cancelled", 20, cancel)
            return
        yield self._step("signed", 10, self._sign)
        if self._story.rejected:
            yield self._delivery(1, 30)
            reject = partial(self._command, RejectDelivery, milestone=1, reason="课时不足，需补课")
            yield self._step("rejected", 33, reject, centre_deputy)
        for milestone in range(1, self._story.paid + 1):
            yield from self._milestone(milestone)
        if self._story.ending == "TERMINATED":
            end = partial(self._command, TerminatePurchaseContract, reason="供应商无法继续供货")
            yield self._step("terminated", 10 + 35 * (self._story.paid + 1), end)

    def _milestone(self, milestone: int) -> Iterator[Step]:
        day = 10 + 35 * milestone
        yield self._delivery(milestone, day)
        accept = partial(self._command, AcceptMilestone, milestone=milestone)
        yield self._step(f"accepted {milestone}", day + 3, accept, centre_deputy)
        voucher = f"{self._name.replace('purchase ', '采')}-{milestone}"
        pay = partial(self._command, PayMilestone, milestone=milestone, voucher=voucher)
        yield self._step(f"paid {milestone}", day + 8, pay)

    def _delivery(self, milestone: int, day: int) -> Step:
        deliver = partial(
            self._command, RecordDelivery, milestone=milestone, details="按合同约定交付"
        )
        what = f"delivered {milestone} {day}"
        return self._step(what, day, deliver, dispatcher(self._institute.code))

    def _list(self, year: int, line: str, made: Made) -> ListPurchaseItem:
        return ListPurchaseItem(
            year=year,
            unit_id=made[unit_step(self._institute.code)],
            line=line,
            title=self._story.title,
            planned_cents=self._story.planned_yuan * _YUAN,
        )

    def _sign(self, made: Made) -> SignPurchaseContract:
        """A contract over a little less than was planned."""
        story, signed_on = self._story, self._at + 9 * _DAY
        team = made[team_step(self._institute.code)] if story.supplier is None else None
        return SignPurchaseContract(
            purchase_item_id=made[self._name],
            supplier=story.supplier,
            team_id=team,
            number=f"DT-{self._name.removeprefix('purchase ').replace(' ', '-')}",
            sum_cents=story.planned_yuan * 95,
            signed_on=signed_on,
            milestones=tuple(
                MilestoneTerms(f"第{nth}阶段交付", signed_on + 40 * nth * _DAY, share)
                for nth, share in enumerate(story.shares, start=1)
            ),
        )

    def _command(self, command: Callable[..., Command], made: Made, **given: object) -> Command:
        return command(purchase_item_id=made[self._name], **given)

    def _step(
        self,
        what: str,
        day: int,
        command: Callable[[Made], Command],
        by: ActorOf | None = None,
    ) -> Step:
        name = f"{self._name} {what}".strip()
        touches = (self._name, *self._touches)
        return Step(name, self._at + day * _DAY, touches, command, by or self._admin)
