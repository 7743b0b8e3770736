"""Random questions about one object, as SQL of the form that the compiler writes."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

ROOTS = {
    "volunteers": "id",
    "points_accounts": "volunteer_id",
    "orders": "id",
    "units": "id",
    "teams": "id",
    "redemptions": "id",
}
"""What is asked about, and the column that the question names it by."""

_VOLUNTEER = (
    "volunteers.id",
    "service_records.volunteer_id",
    "service_entries.volunteer_id",
    "volunteer_periods.volunteer_id",
    "star_changes.volunteer_id",
    "points_accounts.volunteer_id",
    "points_lots.volunteer_id",
    "points_entries.volunteer_id",
    "adjustments.volunteer_id",
)
_ORDER = ("orders.id", "order_assignments.order_id", "order_invitations.order_id")
_TEAM = ("teams.id", "team_members.team_id", "team_captains.team_id")
_UNIT = ("units.id",)
_UNDER_UNIT = ("units.parent_id", "units.merged_into_id", "unit_history.unit_id")

STEPS: dict[str, dict[str, tuple[str, ...]]] = {
    "volunteers": {"id": (*_VOLUNTEER, "team_members.volunteer_id"), "unit_id": _UNIT},
    "service_records": {
        "volunteer_id": _VOLUNTEER,
        "unit_id": _UNIT,
        "home_unit_id": _UNIT,
        "order_id": _ORDER,
    },
    "service_entries": {"volunteer_id": _VOLUNTEER},
    "volunteer_periods": {"unit_id": _UNIT},
    "star_changes": {"volunteer_id": _VOLUNTEER},
    "points_accounts": {"volunteer_id": _VOLUNTEER},
    "points_lots": {"volunteer_id": _VOLUNTEER, "id": ("service_records.id",)},
    "points_entries": {
        "volunteer_id": _VOLUNTEER,
        "lot_ids[1]": ("service_records.id",),
        "redemption_id": ("redemptions.id",),
        "adjustment_id": ("adjustments.id",),
    },
    "adjustments": {"volunteer_id": _VOLUNTEER},
    "orders": {
        "id": _ORDER,
        "unit_id": _UNIT,
        "handling_unit_id": _UNIT,
        "requester_id": ("residents.id", "units.id"),
        "menu_item_id": ("menu_items.id",),
        "team_id": _TEAM,
    },
    "order_assignments": {"volunteer_id": _VOLUNTEER, "record_id": ("service_records.id",)},
    "order_invitations": {"volunteer_id": _VOLUNTEER},
    "units": {
        "id": _UNDER_UNIT,
        "parent_id": _UNIT,
        "merged_into_id": _UNIT,
        "successor_id": _UNIT,
    },
    "unit_history": {"other_id": _UNIT},
    "teams": {"id": _TEAM, "unit_id": _UNIT, "parent_id": _TEAM},
    "team_members": {"volunteer_id": _VOLUNTEER},
    "team_captains": {"team_id": _TEAM},
    "residents": {"unit_id": _UNIT},
    "menu_items": {"unit_id": _UNIT},
    "redemptions": {
        "volunteer_id": _VOLUNTEER,
        "counter_id": ("counters.id",),
        "reward_id": ("rewards.id",),
    },
    "rewards": {"unit_id": _UNIT},
    "counters": {"unit_id": _UNIT},
}
"""The columns of each table that lead on, and the columns whose rows they lead to."""


_SHAPES = ("{t}.{key} = {own}", "{own} = {t}.{key}", "{t}.{key} IN ({own})")


def question(random: Random, root: str, *, steps: int = 3) -> str:
    """A question about one object of a table, `$1`: its row, with rows that it leads to."""
    aliases = (f"t{n}" for n in count(1))
    return _rows(random, aliases, root, f"{{t}}.{ROOTS[root]} = $1::uuid", steps)


def _rows(random: Random, aliases: Iterator[str], table: str, condition: str, steps: int) -> str:
    alias = next(aliases)
    outputs = [f"{alias}.*"]
    for n in range(random.randint(1, 2) if steps else 0):
        column, targets = random.choice(list(STEPS[table].items()) or [("", ())])
        if targets:
            target, key = random.choice(targets).split(".")
            shape = random.choice(_SHAPES)
            where = shape.replace("{key}", key).replace("{own}", f"{alias}.{column}")
            nested = _rows(random, aliases, target, where, steps - 1)
            outputs.append(f"({nested}) AS nested_{n}")
    where = condition.replace("{t}", alias)
    # Whose columns lead on, or are one of several, is read from the table itself.
    plain = len(outputs) > 1 or " IN " in condition
    source = _SOURCES[0 if plain else random.randrange(len(_SOURCES))].format(
        table=table, key=_key_of(condition)
    )
    inner = f"SELECT {', '.join(outputs)} FROM {source} {alias} WHERE {where}"
    if not plain and random.random() < 0.3:
        inner = _one_of_two(table, condition, alias)
    return f"SELECT coalesce(json_agg(o ORDER BY o::text), '[]') FROM ({inner}) o"


_SOURCES = (
    "read.{table}",
    "(SELECT x.* FROM read.{table} x CROSS JOIN LATERAL (VALUES (1), (2)) v (n) WHERE v.n = 1)",
    """(SELECT x.*, count(*) OVER so_far AS n FROM read.{table} x
        WINDOW so_far AS (PARTITION BY x.{key} ORDER BY x::text))""",
)
"""What stands in FROM, with the same rows."""


def _key_of(condition: str) -> str:
    """The column that a condition finds rows by."""
    (key,) = re.findall(r"\{t\}\.(\w+)", condition)
    return str(key)


def _one_of_two(table: str, condition: str, alias: str) -> str:
    """The same rows out of a union with others, which another constant tells."""
    key = _key_of(condition)
    where = condition.replace(f"{{t}}.{key}", f"{alias}.owner")
    return (
        f"SELECT {alias}.said FROM ("
        f"SELECT 'others' AS kind, x.id AS owner, x.name AS said FROM read.benefit_offers x"
        f" UNION ALL SELECT 'these' AS kind, x.{key} AS owner, x::text AS said FROM read.{table} x"
        f") {alias} WHERE {alias}.kind = 'these' AND {where}"
    )
