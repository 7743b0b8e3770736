"""A month's personal texts of one kind (按月保存的个人信息): kept and erased together.

What a person's orders say of their home is of use for weeks, while the person stays registered for
years. So such a text is sealed twice, for the person and for its month, and whichever key goes
first takes it along. A key a month costs nothing; one an order would be a write more for each.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.district_time import local_day, start_of_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.people.privacy.retention_policy import RetentionRules


class MonthlyTexts(StrEnum):
    """Which texts a period holds (按月保存的信息)."""

    ORDER_PARTICULARS = "ORDER_PARTICULARS"
    """Places, details and contacts of the orders that were placed 订单地址、详情与联系人."""
    FEEDBACK_TEXTS = "FEEDBACK_TEXTS"
    """Texts of the complaints, suggestions and improvement tasks that began 投诉建议文字."""


class DataPeriod(Aggregate):
    """A month's texts of one kind. Its stream begins when they end."""

    TOPIC = "data_period"

    class Created(Aggregate.Created):
        """The time to keep a month's texts is over (到期删除): they are unreadable from here on.

        As with `erasure.executed`, the keys of `subject_ids` go with this event.
        """

        TOPIC = "data_period.created"
        kind: str
        month: str
        subject_ids: list[UUID]
        policy_version: int
        erased_by: str

        def apply(self, period: "DataPeriod") -> None:
            """Nothing more comes of it."""

    @classmethod
    def erase(
        cls, kind: MonthlyTexts, month: date, *, rules: RetentionRules, by: str, at: datetime
    ) -> "DataPeriod":
        """Erase a month's texts, once it is time; that none of them is in use is the caller's."""
        due_at = start_of_day(month_after(month)) + kept_for(kind, rules)
        if at < due_at:
            raise Refusal(RefusalCode.TOO_EARLY, "month", allowed=due_at.isoformat())
        period_id = data_period_id(kind, month)
        return cls._create(
            cls.Created,
            id=period_id,
            timestamp=at,
            kind=kind.value,
            month=f"{month:%Y-%m}",
            subject_ids=[period_id],
            policy_version=rules.version,
            erased_by=by,
        )


def kept_for(kind: MonthlyTexts, rules: RetentionRules) -> timedelta:
    """How long after its end a month's texts are kept."""
    days = {
        MonthlyTexts.ORDER_PARTICULARS: rules.order_particulars_days,
        MonthlyTexts.FEEDBACK_TEXTS: rules.feedback_text_days,
    }
    return timedelta(days=days[kind])


def period_of(kind: MonthlyTexts, moment: datetime) -> UUID:
    """The period that a text of this moment is sealed for."""
    day = local_day(moment)
    return _period_id(kind, day.year, day.month)


def data_period_id(kind: MonthlyTexts, month: date) -> UUID:
    """The id of a month's stream and key."""
    return _period_id(kind, month.year, month.month)


def month_after(month: date) -> date:
    """The first day of the month that follows."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


# Asked for with every order, and a hash of SHA-1 takes its time.
@lru_cache(maxsize=1_000)
def _period_id(kind: MonthlyTexts, year: int, month: int) -> UUID:
    return well_known_id(f"data period:{kind}:{year:04}-{month:02}")
