"""What somebody does to the rows of the log who owns the database, and what they cover up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.event_store.seals import GENESIS, encode_origin, microseconds, seal_event

if TYPE_CHECKING:
    from five_steps.event_store.connections import Connection

CHANGE_A_BYTE = (
    "UPDATE stored_events SET state = set_byte(state, 10, get_byte(state, 10) # 1)"
    " WHERE notification_id = 5"
)
FORGED = "decode('00', 'hex')"


def changed(column: str, value: str) -> str:
    return f"UPDATE stored_events SET {column} = {value} WHERE notification_id = 5"


def removed(*positions: int) -> str:
    return f"DELETE FROM stored_events WHERE notification_id IN ({','.join(map(str, positions))})"


def swapped(left: int, right: int) -> list[str]:
    move = "UPDATE stored_events SET notification_id = {} WHERE notification_id = {}"
    return [move.format(0, left), move.format(left, right), move.format(right, 0)]


def moved_up_from(position: int) -> list[str]:
    """A free position there: all later events get the next higher one."""
    up = "UPDATE stored_events SET notification_id = -notification_id - 1 WHERE notification_id"
    return [
        f"{up} >= {position}",
        "UPDATE stored_events SET notification_id = -notification_id WHERE notification_id < 0",
    ]


def inserted(position: int, seal: str = "sha256('forged')") -> str:
    """A forged event in a stream of its own, of the command of the event before it."""
    return (
        "INSERT INTO stored_events (originator_id, originator_version, topic, state,"
        " notification_id, recorded_at, command_id, actor, seal)"
        f" SELECT gen_random_uuid(), 1, topic, state, {position}, recorded_at, command_id, actor,"
        f" {seal} FROM stored_events WHERE notification_id < {max(position, 2)}"
        " ORDER BY notification_id DESC LIMIT 1"
    )


async def reseal(connection: Connection, start: int) -> None:
    """Compute all seals anew from a position on: the chain has no key."""
    seal = (
        await connection.fetchval(
            "SELECT seal FROM stored_events WHERE notification_id < $1"
            " ORDER BY notification_id DESC LIMIT 1",
            start,
        )
        or GENESIS
    )
    for row in await connection.fetch(
        "SELECT * FROM stored_events WHERE notification_id >= $1 ORDER BY notification_id", start
    ):
        seal = seal_event(
            seal,
            row["originator_id"],
            row["originator_version"],
            row["topic"],
            row["state"],
            encode_origin(row["command_id"], row["actor"]),
            microseconds(row["recorded_at"]),
        )
        await connection.execute(
            "UPDATE stored_events SET seal = $2 WHERE notification_id = $1",
            row["notification_id"],
            seal,
        )
