"""Which pasts there are: a row for each view of each position, in `public.five_steps_pasts`.

The list is unlogged as the tables are: a crash of PostgreSQL empties both together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from five_steps.event_store.connections import Pool
    from five_steps.projections.kernel.connections import Connection

    Asked: TypeAlias = Connection | Pool

TABLE = """
CREATE UNLOGGED TABLE IF NOT EXISTS public.five_steps_pasts (
    position bigint NOT NULL,
    view text NOT NULL,
    version integer NOT NULL,
    ready boolean NOT NULL DEFAULT FALSE,
    reached bigint NOT NULL DEFAULT 0,
    used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (position, view)
)
"""

_READY = """
SELECT view FROM public.five_steps_pasts p JOIN unnest($2::text[], $3::integer[]) AS wanted (v, n)
    ON p.view = wanted.v AND p.version = wanted.n
WHERE p.position = $1 AND p.ready
"""

_BASES = """
SELECT DISTINCT ON (p.view) p.view, p.position FROM public.five_steps_pasts p
JOIN unnest($2::text[], $3::integer[]) AS wanted (v, n)
    ON p.view = wanted.v AND p.version = wanted.n
WHERE p.position < $1 AND p.ready ORDER BY p.view, p.position DESC
"""

_BEGIN = """
INSERT INTO public.five_steps_pasts (position, view, version)
SELECT $1, v, n FROM unnest($2::text[], $3::integer[]) AS begun (v, n)
ON CONFLICT (position, view) DO UPDATE SET version = EXCLUDED.version, ready = FALSE, reached = 0
"""

_TELL = """
UPDATE public.five_steps_pasts SET reached = $3 WHERE position = $1 AND view = ANY ($2)
"""

_FINISH = """
UPDATE public.five_steps_pasts SET ready = TRUE, reached = position, used_at = clock_timestamp()
WHERE position = $1 AND view = ANY ($2)
"""

_REACHED = """
SELECT coalesce(min(reached) FILTER (WHERE NOT ready), 0) FROM public.five_steps_pasts
WHERE position = $1
"""

_USED = """
UPDATE public.five_steps_pasts SET used_at = clock_timestamp() WHERE position = $1
"""

_KEPT = """
SELECT p.position, coalesce(s.bytes, 0) AS bytes
FROM (SELECT position, max(used_at) AS used_at FROM public.five_steps_pasts GROUP BY position) p
LEFT JOIN LATERAL (
    SELECT sum(pg_total_relation_size(c.oid))::bigint AS bytes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'past_' || p.position AND c.relkind = 'r'
) s ON TRUE
ORDER BY p.used_at DESC
"""

_STALE = """
SELECT DISTINCT p.position FROM public.five_steps_pasts p
LEFT JOIN unnest($1::text[], $2::integer[]) AS known (v, n)
    ON p.view = known.v AND p.version = known.n
WHERE known.v IS NULL OR NOT p.ready
"""

Versions: TypeAlias = "Mapping[str, int]"
"""The version of each view, by its name."""


class Kept(NamedTuple):
    """A past that is kept."""

    position: int
    bytes: int


async def ready(asked: Asked, position: int, wanted: Versions) -> set[str]:
    """Which of the wanted views a past has."""
    rows = await asked.fetch(_READY, position, list(wanted), list(wanted.values()))
    return {view for (view,) in rows}


async def bases(asked: Asked, position: int, wanted: Versions) -> dict[str, int]:
    """For each of the wanted views, the last position before this one of which it is there."""
    rows = await asked.fetch(_BASES, position, list(wanted), list(wanted.values()))
    return {row["view"]: row["position"] for row in rows}


async def begin(asked: Asked, position: int, wanted: Versions) -> None:
    """Note that views are being built."""
    await asked.execute(_BEGIN, position, list(wanted), list(wanted.values()))


async def tell(asked: Asked, position: int, views: Iterable[str], reached: int) -> bool:
    """Note how far a build is; False if it is not wanted any more."""
    names = list(views)
    return _rows(await asked.execute(_TELL, position, names, reached)) == len(names)


async def finish(asked: Asked, position: int, views: Iterable[str]) -> bool:
    """Note that views can be asked; False if they are not wanted any more."""
    names = list(views)
    return _rows(await asked.execute(_FINISH, position, names)) == len(names)


async def percent(asked: Asked, position: int) -> int:
    """How far the build of a past is."""
    reached: int = await asked.fetchval(_REACHED, position)
    return reached * 100 // position


async def used(asked: Asked, position: int) -> None:
    """Note that a past was asked."""
    await asked.execute(_USED, position)


async def kept(asked: Asked) -> list[Kept]:
    """The pasts there are, those used last first."""
    return [Kept(*row) for row in await asked.fetch(_KEPT)]


async def stale(asked: Asked, known: Versions) -> list[int]:
    """The pasts that hold a view of another version, or one that nobody finished."""
    rows = await asked.fetch(_STALE, list(known), list(known.values()))
    return [position for (position,) in rows]


async def strike(asked: Asked, position: int | None = None) -> None:
    """Take a past, or all of them, off the list."""
    await asked.execute(
        "DELETE FROM public.five_steps_pasts WHERE $1::bigint IS NULL OR position = $1", position
    )


def _rows(status: str) -> int:
    """The number of rows that a command's tag tells."""
    return int(status.rpartition(" ")[2])
