"""What a volunteer may spend, in SQL: the rule that `domain.incentives.points_lot` decides by.

A list of rewards cannot ask an aggregate for each row; that both say the same is tested.
"""

SPENDABLE = """(
    SELECT greatest(
        coalesce(sum(lot.available) FILTER (
            WHERE lot.available > 0 AND NOT lot.frozen AND lot.expires_at > {now}), 0)
        - greatest(
            -coalesce(sum(lot.available) FILTER (WHERE lot.available < 0), 0)
            - coalesce(sum(lot.available) FILTER (
                WHERE lot.available > 0 AND NOT lot.frozen AND lot.expires_at <= {now}), 0), 0),
        0)::int
    FROM read.points_lots lot WHERE lot.volunteer_id = {t}.volunteer_id
)"""
"""Over `{t}` with a `volunteer_id`. A debt is paid from what has expired, then from the rest."""

_MAY_KNOW = """(
    v.id = {viewer} OR {role} IN ('AUDITOR', 'CENTRE_ADMIN')
    OR EXISTS (SELECT FROM read.units scope
        WHERE scope.id = v.unit_id AND scope.path @> ARRAY[{unit}])
    OR ({role} = 'COUNTER' AND EXISTS (
        SELECT FROM read.counters worked WHERE {subject} = ANY(worked.operators))))"""

AFFORDABLE = f"""EXISTS (
    SELECT FROM read.volunteers v
    WHERE v.id = {{p}}::uuid AND v.star_level >= {{t}}.star_floor AND {_MAY_KNOW}
    AND {SPENDABLE.replace("{t}.volunteer_id", "v.id")} >= {{t}}.points)"""
"""Over a reward `{t}` and a volunteer `{p}`; a filter must not tell more than the account does."""
