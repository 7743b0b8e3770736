"""What a question reaches is read off its SQL, and what is not sure is not said."""

from __future__ import annotations

import pytest

from five_steps.projections.kernel.projection import Projection
from five_steps.projections.past.narrow_parts import PARTS, Part
from five_steps.projections.past.narrow_reach import reach_of

SCOPE = "EXISTS (SELECT FROM read.units scope WHERE scope.id IN ({}) AND scope.path @> ARRAY[$2])"
HOME = "(SELECT v.unit_id FROM read.volunteers v WHERE v.id = t.volunteer_id)"


def about(where: str, *, table: str = "volunteers", outputs: str = "t.name") -> str:
    return f"SELECT {outputs} FROM read.{table} t WHERE {where}"


def within(read: str) -> str:
    """A question about a volunteer that looks at something else, too."""
    return about("t.id = $1::uuid", outputs=f"t.name, ({read})")


@pytest.mark.parametrize(
    ("sql", "reached"),
    [
        (about("t.id = $1::uuid"), {"volunteers.id"}),
        (about("TRUE AND t.id = $1::uuid AND (t.a OR t.b)"), {"volunteers.id"}),
        (about("t.volunteer_id = $1::uuid", table="points_lots"), {"points_lots.volunteer_id"}),
        (
            within("SELECT u.name FROM read.units u WHERE u.id = t.unit_id"),
            {"volunteers.id", "units.id"},
        ),
        (
            within("SELECT u.name FROM read.units AS u WHERE t.unit_id = u.id AND u.b <> 'x OR y'"),
            {"volunteers.id", "units.id"},
        ),
        (
            within("SELECT count(*) FILTER (WHERE r.a OR r.b) FROM read.service_records r"
                   " WHERE r.volunteer_id = t.id"),
            {"volunteers.id", "service_records.volunteer_id"},
        ),
        (
            about("t.id = $1::uuid AND " + SCOPE.format("t.unit_id, t.x_id"), table="orders"),
            {"orders.id", "units.id"},
        ),
        (
            about(f"{SCOPE.format(HOME)} AND t.volunteer_id = $1::uuid", table="points_accounts"),
            {"points_accounts.volunteer_id", "volunteers.id", "units.id"},
        ),
        (
            within("SELECT (SELECT r.minutes FROM read.service_records r WHERE r.id = e.lot_ids[1])"
                   " FROM read.points_entries e WHERE e.volunteer_id = t.id"),
            {"volunteers.id", "points_entries.volunteer_id", "service_records.id"},
        ),
        (
            within("SELECT c.name FROM read.units c WHERE c.parent_id = t.unit_id"),
            {"volunteers.id", "units.None"},
        ),
        (
            within("SELECT o.title FROM read.orders o WHERE o.id = $2::uuid"),
            {"volunteers.id", "orders.id"},
        ),
        ("SELECT count(*) FROM read.units u", {"units.None"}),
        (
            within("SELECT 1 FROM (SELECT r.id, r.volunteer_id AS whose FROM read.service_records r"
                   " CROSS JOIN LATERAL (VALUES (1)) v (n)) d WHERE d.whose = t.id"),
            {"volunteers.id", "service_records.volunteer_id"},
        ),
        (
            within("SELECT 1 FROM (SELECT 'a' AS kind, o.x AS whose FROM read.honours o UNION ALL"
                   " SELECT 'b' AS kind, r.volunteer_id AS whose FROM read.points_lots r) d"
                   " WHERE d.whose = t.id AND d.kind = 'b'"),
            {"volunteers.id", "points_lots.volunteer_id"},
        ),
        (
            within("SELECT 1 FROM (SELECT volunteer_id, sum(points) OVER w FROM read.points_entries"
                   " WINDOW w AS (PARTITION BY volunteer_id ORDER BY position)) d"
                   " WHERE d.volunteer_id = t.id"),
            {"volunteers.id", "points_entries.volunteer_id"},
        ),
    ],
)  # fmt: skip
def test_says_how_rows_are_found(sql: str, reached: set[str]) -> None:
    reach = reach_of(sql)
    assert reach is not None
    assert {f"{mention.table}.{mention.column}" for mention in reach.mentions} == reached


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        about("t.id = $1"),
        about("t.id = $1::uuid OR t.minor"),
        about("CASE WHEN t.minor THEN t.id = $1::uuid AND t.minor AND t.a END"),
        about("t.a BETWEEN 1 AND t.id = $1::uuid"),
        about("t.unit_id = $1::uuid"),
        about("t.name = $1::uuid", table="residents"),
        about("t.id <> $1::uuid"),
        about("NOT t.id = $1::uuid"),
        "SELECT 1 FROM read.volunteers t, read.units u WHERE t.id = $1::uuid AND u.id = t.unit_id",
        "SELECT 1 FROM read.volunteers t JOIN read.units u ON TRUE WHERE t.id = $1::uuid",
        "WITH v AS (SELECT * FROM read.volunteers t WHERE t.id = $1::uuid) SELECT * FROM v",
        "SELECT 1 FROM read.volunteers t WHERE t.id = $1::uuid -- AND u.id = t.unit_id",
        within("SELECT 1 FROM read.service_records r"),
        within("SELECT 1 FROM read.service_records r WHERE r.volunteer_id = r.unit_id"),
        within("SELECT 1 FROM read.service_records r WHERE r.unit_id = t.unit_id"),
        within("SELECT 1 FROM read.service_records r WHERE r.volunteer_id = t.id OR r.minutes > 0"),
        within("SELECT 1 FROM read.service_records r WHERE r.id = t.unit_id"),
        within("SELECT 1 FROM read.service_records r WHERE volunteer_id = t.id"),
        within("SELECT 1 FROM read.service_records r WHERE r.volunteer_id = t.id + 1"),
        within("SELECT 1 FROM read.service_records r WHERE r.volunteer_id IN (t.id, $2)"),
        within("SELECT 1 FROM read.service_records r WHERE r.volunteer_id IN (SELECT id FROM x)"),
        within("SELECT 1 FROM read.honours h WHERE h.nominee_id = t.id"),
        within("SELECT 1 FROM read.volunteers t WHERE t.id = t.id"),
        within("SELECT 1 FROM x t, LATERAL (SELECT FROM read.orders o WHERE o.id = t.order_id) q"),
        *(
            within(f"SELECT 1 FROM ({inner}) d WHERE d.volunteer_id = t.id AND d.kind = 'b'")
            for inner in (
                "SELECT r.volunteer_id + 1 AS volunteer_id FROM read.points_lots r",
                "SELECT r.id AS volunteer_id FROM read.points_lots r",
                "SELECT r.volunteer_id FROM read.points_lots r LIMIT 5",
                "SELECT DISTINCT r.volunteer_id FROM read.points_lots r",
                "SELECT r.volunteer_id FROM read.points_lots r GROUP BY r.volunteer_id",
                "SELECT r.volunteer_id FROM read.points_lots r LEFT JOIN x ON TRUE",
                "SELECT r.volunteer_id, coalesce(sum(1) OVER (), 0) FROM read.points_lots r",
                "SELECT r.volunteer_id, sum(1) OVER (PARTITION BY r.id) FROM read.points_lots r",
                ("SELECT r.volunteer_id, sum(1) OVER (PARTITION BY v.volunteer_id)"
                " FROM read.points_lots r CROSS JOIN LATERAL (VALUES (1)) v (volunteer_id)"),
                ("SELECT 'b' AS kind, r.volunteer_id FROM read.points_lots r UNION ALL"
                " SELECT h.id AS volunteer_id, h.kind FROM read.honours h"),
                ("SELECT 'a' AS kind, r.volunteer_id FROM read.points_lots r UNION ALL"
                " SELECT 'b' AS kind, h.volunteer_id FROM read.honours h"),
                ("SELECT 'b' AS kind, r.volunteer_id FROM read.points_lots r UNION ALL"
                " SELECT 'a' AS kind, h.volunteer_id FROM read.honours h LIMIT 5"),
                ("SELECT 'b' AS kind, r.volunteer_id FROM read.points_lots r EXCEPT"
                " SELECT 'b' AS kind, h.volunteer_id FROM read.honours h"),
            )
        ),
        within("SELECT 1 FROM read.residents r WHERE r.id = t.id UNION SELECT 1 FROM read.orders"),
        within("SELECT 1 FROM read.orders o WHERE o.id = (SELECT x.id FROM read.orders x"
               " WHERE x.id = o.unit_id)"),
    ],
)  # fmt: skip
def test_says_nothing_of_what_is_not_sure(sql: str) -> None:
    assert reach_of(sql) is None


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.view.name)
def test_parts_know_all_that_makes_their_rows(part: Part) -> None:
    view = part.view()
    assert type(view).settle is Projection.settle
    streams = {handler.topic.partition(".")[0] for handler in view.handlers}
    assert streams == part.kinds
    tables = {table.name for table in view.tables if table.public}
    assert part.complete.keys() | part.further == tables
