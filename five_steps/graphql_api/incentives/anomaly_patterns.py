"""The patterns by which false hours have shown in practice, as SQL over the views.

Parameters: $1 and $2 the span of time, $3 the unit or null, $4 the person or null, $5 how many at
least, $6 within how many minutes, $7 how many rows at most. Each row is one person's doing on one
civil day for one unit.
"""

from collections.abc import Mapping
from enum import StrEnum

from five_steps.graphql_api.kernel.enums import graphql_enum


@graphql_enum
class AnomalyKind(StrEnum):
    """What looks odd about service records (异常类别)."""

    BURST = "BURST"
    """Many records entered by hand within a short time 短时间集中补录."""
    SAME_TIME = "SAME_TIME"
    """Records entered by hand for many volunteers at the same place and time 同地同时补录."""
    UNRATED = "UNRATED"
    """Hours verified of services that no requester has rated 无点单人评价."""


_HERE = """
    ($3::uuid IS NULL
        OR r.unit_id IN (SELECT u.id FROM read.units u WHERE u.path @> ARRAY[$3::uuid]))
"""
_ENTERED = f"""
    SELECT r.*, r.submitted_by AS person, r.submitted_at AS done_at,
        (r.submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS day
    FROM read.service_records r
    WHERE r.kind = 'BACK_ENTERED' AND r.submitted_at >= $1 AND r.submitted_at < $2
        AND ($4::text IS NULL OR r.submitted_by = $4) AND {_HERE}
"""  # noqa: S608 - put together of what stands here
_WHAT = """
    person, day, unit_id, count(*)::int AS record_count,
    count(DISTINCT volunteer_id)::int AS volunteer_count, sum(minutes)::int AS minutes,
    min(done_at) AS first_at, max(done_at) AS last_at,
    (array_agg(id ORDER BY done_at, id))[1:20] AS record_ids
"""
_MOST_FIRST = "ORDER BY record_count DESC, day DESC, person, unit_id LIMIT $7"

PATTERNS: Mapping[AnomalyKind, str] = {
    AnomalyKind.BURST: f"""
        SELECT {_WHAT}
        FROM (
            SELECT e.*, count(*) OVER (
                PARTITION BY person ORDER BY done_at
                RANGE BETWEEN make_interval(mins => $6) PRECEDING AND CURRENT ROW
            ) AS at_once
            FROM ({_ENTERED}) e
        ) counted
        GROUP BY person, day, unit_id HAVING max(at_once) >= $5
        {_MOST_FIRST}
    """,  # noqa: S608
    AnomalyKind.SAME_TIME: f"""
        SELECT {_WHAT}
        FROM ({_ENTERED}) e
        WHERE $6::int IS NOT NULL
        GROUP BY person, day, unit_id, starts_at, ends_at
        HAVING count(DISTINCT volunteer_id) >= $5
        {_MOST_FIRST}
    """,  # noqa: S608
    AnomalyKind.UNRATED: f"""
        SELECT {_WHAT}
        FROM (
            SELECT r.*, r.verified_by AS person, r.verified_at AS done_at,
                (r.verified_at AT TIME ZONE 'Asia/Shanghai')::date AS day
            FROM read.service_records r JOIN read.orders o ON o.id = r.order_id
            WHERE r.verified_at >= $1 AND r.verified_at < $2 AND r.score IS NULL
                AND r.state = 'VERIFIED' AND r.minutes > 0
                AND o.score IS NULL AND o.state IN ('UNRATED', 'FOLLOWED_UP')
                AND ($4::text IS NULL OR r.verified_by = $4) AND {_HERE}
        ) unrated
        WHERE $6::int IS NOT NULL
        GROUP BY person, day, unit_id HAVING count(*) >= $5
        {_MOST_FIRST}
    """,  # noqa: S608
}
