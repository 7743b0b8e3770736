"""Orders as residents place them."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from uuid_utils.compat import uuid7

from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.domain.ordering.service_policy import ServiceRules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from five_steps.event_store.codec import DomainEvent

SEALED_BYTES = 120
"""As long as a sealed address with a telephone number."""

RULES = ServiceRules(
    version=1,
    effective_from=datetime(2026, 1, 1, tzinfo=UTC),
    dispatch_within_minutes=1440,
    accept_within_minutes=1440,
    check_in_early_minutes=60,
    rate_within_days=7,
    amend_within_days=7,
    follow_up_share=Decimal("0.1"),
    back_entries_per_day=20,
    wrong_codes_max=5,
    wrong_codes_minutes=15,
    follow_up_within_days=14,
    answer_feedback_within_days=7,
    improve_within_days=15,
    anonymous_answers_least=5,
)

_TITLES = {
    Category.THEORY: "理论宣讲进文化礼堂",
    Category.EDUCATION: "暑期儿童作业辅导",
    Category.CULTURE: "村歌排练指导",
    Category.SCIENCE: "老年人智能手机培训",
    Category.FITNESS: "广场舞健身指导",
    Category.CIVILITY: "海岛垃圾清理与文明劝导",
}


def placed_orders(count: int, *, seed: int = 1) -> Iterator[Order]:
    """Orders just placed, each with its one pending event."""
    random = Random(seed)
    units = [uuid7() for _ in range(100)]
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    for _ in range(count):
        category = random.choice(list(Category))
        starts_at = at + timedelta(days=random.randint(1, 14), minutes=15 * random.randint(0, 40))
        yield Order.place(
            id=uuid7(),
            at=at,
            rules=RULES,
            unit_id=random.choice(units),
            requester_kind=RequesterKind.RESIDENT,
            requester_id=UUID(int=random.getrandbits(128)),
            category=category,
            menu_item_id=None,
            title=_TITLES[category],
            particulars=sealed(random),
            window=Window(starts_at, starts_at + timedelta(hours=2)),
            headcount=random.randint(1, 5),
            skills=[],
            hazardous=False,
        )


def placed_events(count: int) -> list[DomainEvent]:
    """The `order.created` of that many orders."""
    return [event for order in placed_orders(count) for event in order.pending_events]


def sealed(random: Random) -> str:
    """What looks like a sealed text; nobody has the key."""
    return b64encode(random.randbytes(SEALED_BYTES)).decode()
