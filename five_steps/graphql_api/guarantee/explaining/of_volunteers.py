"""Volunteers, their places on the leaderboard, and their service records."""

from five_steps.graphql_api.guarantee.explaining.ledger_of import (
    Explained,
    Figures,
    LedgerOf,
)

_SUMS = ("MINUTES", "FROZEN_MINUTES", "RECORD_COUNT", "RATINGS_COUNT", "RATINGS_TOTAL")

VOLUNTEER = Figures(
    kind=Explained.VOLUNTEER,
    table="read.volunteers",
    owner="x.id",
    values={"STAR_LEVEL": "x.star_level", **{name: f"x.{name.lower()}" for name in _SUMS}},
)
SERVICE_ENTRIES = LedgerOf(
    kind=Explained.VOLUNTEER,
    table="read.service_entries",
    owner="x.volunteer_id",
    added={name: f"x.{name.lower()}" for name in _SUMS},
    policy="'INCENTIVE'",
    policy_version="x.policy_version",
)
STAR_CHANGES = LedgerOf(
    kind=Explained.VOLUNTEER,
    table="read.star_changes",
    owner="x.volunteer_id",
    added={"STAR_LEVEL": "x.level - x.previous_level"},
    policy="'INCENTIVE'",
    policy_version="x.policy_version",
)
LEADERBOARD = Figures(
    kind=Explained.LEADERBOARD,
    table="read.volunteer_periods",
    owner="x.volunteer_id",
    key="x.period",
    values={"MINUTES": "x.minutes", "RECORD_COUNT": "x.record_count"},
)
PERIOD_ENTRIES = LedgerOf(
    kind=Explained.LEADERBOARD,
    table="""(
        SELECT e.*, p.period FROM read.service_entries e
        CROSS JOIN LATERAL (VALUES ('ALL'), (left(e.month, 4)), (e.month)) p (period))""",
    owner="x.volunteer_id",
    key="x.period",
    added={"MINUTES": "x.minutes", "RECORD_COUNT": "x.record_count"},
    policy="'INCENTIVE'",
    policy_version="x.policy_version",
)

# The stream of a record is that of the last event that changed it. A record's own position bounds
# its events, so that an earlier state of the record has those of then.
_RECORD_EVENTS = """(
    SELECT e.notification_id AS position, r.id,
        (e.said ->> 'policy_version')::int AS policy_version,
        (e.said ->> 'minutes')::int - lag((e.said ->> 'minutes')::int, 1, 0)
            OVER (PARTITION BY r.id ORDER BY e.notification_id) AS minutes
    FROM read.service_records r
    JOIN public.stored_events last ON last.notification_id = r.position
    CROSS JOIN LATERAL (
        SELECT s.notification_id, convert_from(s.state, 'UTF8')::jsonb AS said
        FROM public.stored_events s
        WHERE s.originator_id = last.originator_id AND s.notification_id <= r.position
            AND s.topic IN ('service_book.hours_submitted', 'service_book.hours_verified',
                'service_book.hours_imported', 'service_book.hours_corrected')
    ) e
    WHERE e.said #>> '{record_id,_data_}' = replace(r.id::text, '-', ''))"""

SERVICE_RECORD = Figures(
    kind=Explained.SERVICE_RECORD,
    table="read.service_records",
    owner="x.id",
    values={"MINUTES": "x.minutes"},
)
RECORD_EVENTS = LedgerOf(
    kind=Explained.SERVICE_RECORD,
    table=_RECORD_EVENTS,
    owner="x.id",
    added={"MINUTES": "x.minutes"},
    policy="'INCENTIVE'",
    policy_version="x.policy_version",
)
