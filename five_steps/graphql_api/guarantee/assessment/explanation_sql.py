"""The SQL that leads from a figure to exactly the events it was counted from.

A figure is known by unit, year, indicator and the position up to which it was counted: that of a
final assessment, or no bound for the live one. Lines are found by their unit and year, so that it
costs what the unit's own year holds, however long the log is.
"""

from five_steps.domain.guarantee.counted import CARRIED_OVER, Counted
from five_steps.domain.guarantee.formulas import RATIOS, Term

NO_BOUND = 2**63 - 1

EXPLANATIONS = f"""(
    SELECT unit_id, year, indicator, formula, numerator, denominator, follow_up_share,
        {NO_BOUND} AS as_of
    FROM read.assessment_indicators WHERE state = 'MEASURED'
    UNION ALL
    SELECT unit_id, year, indicator, formula, numerator, denominator, follow_up_share, log_position
    FROM read.final_indicators WHERE weight > 0
)"""  # noqa: S608
"""What can be explained: measured indicators, live and final."""


def _term(formula: str, part: str, term: Term) -> str:
    sampled = str(term.sampled).upper()
    return f"('{formula}', '{part}', '{term.counted}', {term.sign}, {term.divided_by}, {sampled})"


_TERMS = ", ".join(
    _term(formula, part, term)
    for formula, ratio in RATIOS.items()
    for part, terms in (("NUMERATOR", ratio.numerator), ("DENOMINATOR", ratio.denominator))
    for term in terms
)
_PARTY = f"'{Counted.PARTY_MEMBERS_ACTIVE}', '{Counted.PARTY_MINUTES}'"
_CARRIED = ", ".join(f"'{counted}'" for counted in CARRIED_OVER)

_LINES = """
    SELECT l.position, l.amount FROM read.assessed_lines l
    WHERE l.unit_id = x.unit_id AND l.year = x.year AND l.counted = f.counted
        AND l.position <= x.as_of
"""

_LINES_CARRIED_OVER = f"""
    SELECT l.position, l.amount FROM read.assessed_lines l
    WHERE f.counted IN ({_CARRIED}) AND l.unit_id = x.unit_id AND l.year < x.year
        AND l.counted = f.counted AND l.position <= x.as_of
"""  # noqa: S608

# A member takes part from the event on by which the person has any minutes, however often
# registered; who is named by the roster as it was counts, and all that they served in the year.
_PARTY_LINES = f"""
    SELECT p.position, CASE f.counted WHEN '{Counted.PARTY_MINUTES}' THEN p.minutes ELSE p.turn END
    FROM (
        SELECT m.position, m.minutes,
            (sum(m.minutes) OVER so_far > 0)::int
                - (sum(m.minutes) OVER so_far - m.minutes > 0)::int AS turn
        FROM read.assessed_party_members r
        JOIN read.assessed_volunteers v ON v.id_hash = r.id_hash
        JOIN read.assessed_minutes m ON m.volunteer_id = v.id AND m.year = r.year
        WHERE r.unit_id = x.unit_id AND r.year = x.year AND r.since <= x.as_of
            AND (r.until IS NULL OR r.until > x.as_of) AND m.position <= x.as_of
        WINDOW so_far AS (PARTITION BY r.id_hash ORDER BY m.position)
    ) p
    WHERE f.counted IN ({_PARTY}) AND (f.counted = '{Counted.PARTY_MINUTES}' OR p.turn <> 0)
"""  # noqa: S608

_FIRSTS_HELD = f"""
    SELECT min(a.held_position), 1 FROM read.assessed_activities a
    WHERE f.counted = '{Counted.LINES_HELD}' AND a.unit_id = x.unit_id AND a.year = x.year
        AND a.held_position <= x.as_of
    GROUP BY a.line
"""  # noqa: S608

COUNTED_EVENTS = f"""(
    SELECT g.*, e.topic, e.originator_id, e.recorded_at, e.actor, e.command_id
    FROM (
        SELECT x.unit_id, x.year, x.indicator, x.as_of, c.position,
            coalesce(sum(c.amount::numeric * f.sign / f.divided_by)
                FILTER (WHERE f.part = 'NUMERATOR'), 0) AS numerator,
            coalesce(sum(c.amount::numeric * f.sign
                    * CASE WHEN f.sampled THEN x.follow_up_share ELSE 1 END)
                FILTER (WHERE f.part = 'DENOMINATOR'), 0) AS denominator
        FROM {EXPLANATIONS} x
        JOIN (VALUES {_TERMS}) f (formula, part, counted, sign, divided_by, sampled)
            ON f.formula = x.formula
        CROSS JOIN LATERAL (
            {_LINES} UNION ALL {_LINES_CARRIED_OVER} UNION ALL {_PARTY_LINES}
            UNION ALL {_FIRSTS_HELD}
        ) c (position, amount)
        GROUP BY x.unit_id, x.year, x.indicator, x.as_of, c.position
    ) g
    JOIN public.stored_events e ON e.notification_id = g.position
)"""  # noqa: S608
"""The events that a figure was counted from, each with what it added to both sides."""

CONSTANTS = " ".join(
    f"WHEN '{formula}' THEN {ratio.constant}" for formula, ratio in RATIOS.items() if ratio.constant
)
"""What is in a denominator whatever was counted, by formula."""
