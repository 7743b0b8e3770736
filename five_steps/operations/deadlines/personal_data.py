"""Personal information: erased once the time to keep it is over; requests to erase it, once late.

A person with something left to settle is tried again until it is settled; a month of texts waits
for the last of its orders or cases.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from five_steps.commands.people.privacy.erasing import EraseInTime, MarkErasureOverdue
from five_steps.commands.people.privacy.periods import EraseDataPeriod
from five_steps.domain.people.privacy.data_period import MonthlyTexts
from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.domain.people.privacy.matters import ENDED_ORDERS, OPEN_FEEDBACK
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

_UNDECIDED: Final = """
SELECT person_id, due_at
FROM read.erasures
WHERE due_at <= $1 AND state = 'REQUESTED' AND overdue_at IS NULL
    AND person_id <> ALL ($2::uuid[])
ORDER BY due_at, person_id
LIMIT $3
"""

_RULES: Final = """
WITH rules AS (
    SELECT rules FROM read.policies WHERE kind = 'RETENTION' AND effective_from <= $1
    ORDER BY version DESC LIMIT 1
)"""

_PERSONS: Final = f"""{_RULES}, kept AS (
    SELECT because, $1::timestamptz - make_interval(days => (rules ->> days)::int) AS until
    FROM rules, (VALUES
        ('WITHDRAWN', 'withdrawn_volunteer_days'),
        ('REJECTED', 'rejected_registration_days'),
        ('INACTIVE', 'inactive_resident_days')
    ) AS kind (because, days)
)
SELECT k.person_id, k.person_kind, k.since
FROM kept CROSS JOIN LATERAL (
    SELECT person_id, person_kind, since FROM read.keeping
    WHERE because = kept.because AND since <= kept.until AND person_id <> ALL ($2::uuid[])
    ORDER BY since, person_id LIMIT $3
) k
ORDER BY k.since, k.person_id
LIMIT $3
"""  # noqa: S608

_ENDED: Final = ", ".join(f"'{state}'" for state in sorted(ENDED_ORDERS))
_OPEN: Final = ", ".join(f"'{state}'" for state in sorted(OPEN_FEEDBACK))


def _months(kind: MonthlyTexts, days: str, texts: str, open_texts: str) -> str:
    """The months whose time is over, with something in them and nothing open.

    Args:
        kind: of which texts.
        days: the rule that says how long they are kept.
        texts: SQL for `at` and `period_id` of all matters with such texts.
        open_texts: SQL for `at` of those that are not settled.
    """
    return f"""{_RULES}, months AS MATERIALIZED (
    SELECT to_char(month, 'YYYY-MM') AS name, month AT TIME ZONE 'Asia/Shanghai' AS starts,
        (month + interval '1 month') AT TIME ZONE 'Asia/Shanghai' AS ends
    FROM generate_series(
        (SELECT date_trunc('month', min(at) AT TIME ZONE 'Asia/Shanghai') FROM ({texts}) first),
        ($1::timestamptz - (SELECT make_interval(days => (rules ->> '{days}')::int) FROM rules))
            AT TIME ZONE 'Asia/Shanghai' - interval '1 month',
        interval '1 month'
    ) AS month
)
SELECT found.period_id, m.name, m.ends
FROM months m
CROSS JOIN LATERAL (
    SELECT period_id FROM ({texts}) texts WHERE at >= m.starts AND at < m.ends LIMIT 1
) found
WHERE NOT EXISTS (SELECT FROM read.data_periods d WHERE d.kind = '{kind}' AND d.month = m.name)
    AND found.period_id <> ALL ($2::uuid[])
    AND NOT EXISTS (SELECT FROM ({open_texts}) open WHERE at >= m.starts AND at < m.ends)
ORDER BY m.name
LIMIT $3
"""  # noqa: S608


_ORDER_MONTHS: Final = _months(
    MonthlyTexts.ORDER_PARTICULARS,
    "order_particulars_days",
    "SELECT placed_at AS at, period_id FROM read.orders",
    f"SELECT placed_at AS at FROM read.orders WHERE state NOT IN ({_ENDED})",  # noqa: S608
)
_FEEDBACK_MONTHS: Final = _months(
    MonthlyTexts.FEEDBACK_TEXTS,
    "feedback_text_days",
    "SELECT filed_at AS at, period_id FROM read.feedback_cases UNION ALL"
    " SELECT created_at, period_id FROM read.improvement_tasks WHERE period_id IS NOT NULL",
    f"SELECT filed_at AS at FROM read.feedback_cases WHERE state IN ({_OPEN}) UNION ALL"  # noqa: S608
    " SELECT created_at FROM read.improvement_tasks"
    " WHERE period_id IS NOT NULL AND state <> 'ACCEPTED'",
)


def _undecided(row: Record) -> Due:
    person_id = plain(row["person_id"])
    return Due(person_id, MarkErasureOverdue(person_id=person_id), row["due_at"].isoformat())


def _person(row: Record) -> Due:
    person_id = plain(row["person_id"])
    command = EraseInTime(person_kind=PersonKind(row["person_kind"]), person_id=person_id)
    return Due(person_id, command, row["since"].isoformat())


def _month(kind: MonthlyTexts, row: Record) -> Due:
    month = date.fromisoformat(f"{row['name']}-01")
    command = EraseDataPeriod(kind=kind, month=month)
    return Due(plain(row["period_id"]), command, row["name"])


PERSONAL_DATA: Final = (
    Source("requests to erase", _UNDECIDED, _undecided),
    Source("persons kept no longer", _PERSONS, _person),
    Source("months of orders", _ORDER_MONTHS, partial(_month, MonthlyTexts.ORDER_PARTICULARS)),
    Source("months of feedback", _FEEDBACK_MONTHS, partial(_month, MonthlyTexts.FEEDBACK_TEXTS)),
)
