"""Makes an SQLite database of an exported log, so that no other database is needed to replay it.

    python to_sqlite.py LOG DATABASE

LOG is what `five-steps export log` wrote: CloudEvents, a line each, packed or not. The other
scripts, and any application of the `eventsourcing` library, then read DATABASE with the stock
recorder of SQLite: PERSISTENCE_MODULE=eventsourcing.sqlite SQLITE_DBNAME=DATABASE.

Nothing but Python is needed. On the way every event is held to its seal, which is the SHA-256 of
the seal before it and of all that the line says. Exits with 1 where the chain does not hold.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import Any
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
GENESIS = sha256(b"five-steps seal chain 1").digest()

# As the library makes it. A row's number is its position.
TABLE = """
CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB,
    PRIMARY KEY (originator_id, originator_version))
"""
INSERT = "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)"


def events(path: Path) -> Iterator[dict[str, Any]]:
    """The events of the log; an export also has commands and persons."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            event = json.loads(line)
            if not event["type"].startswith("five-steps."):
                yield event


def stored_state(event: dict[str, Any]) -> bytes:
    """The bytes in the log: `data`, written compactly."""
    if "data_base64" in event:
        return b64decode(event["data_base64"])
    return json.dumps(event["data"], separators=(",", ":"), ensure_ascii=False).encode()


def seal(previous: bytes, event: dict[str, Any], state: bytes) -> bytes:
    """The seal of an event that follows the one with the previous seal."""
    topic = event["type"].encode()
    recorded = (datetime.fromisoformat(event["time"]) - EPOCH) // timedelta(microseconds=1)
    head = pack(
        ">16sqqIQ", UUID(event["subject"]).bytes, event["version"], recorded, len(topic), len(state)
    )
    origin = b"\1" + UUID(event["commandid"]).bytes if "commandid" in event else b"\0"
    actor = event["actor"].encode() if "actor" in event else None
    origin += b"\0" if actor is None else b"\1" + pack(">I", len(actor)) + actor
    return sha256(previous + head + topic + state + origin).digest()


def main(log: Path, database: sqlite3.Connection) -> int:
    """Fill the database; how many events do not fit their seals."""
    database.execute(TABLE)
    count = broken = 0
    head = GENESIS
    for event in events(log):
        state = stored_state(event)
        position = int(event["id"])
        # Only what the library itself wrote last has none yet.
        if "seal" in event:
            if seal(head, event, state) != bytes.fromhex(event["seal"]):
                broken += 1
                _tell(f"BROKEN at position {position}")
            head = bytes.fromhex(event["seal"])
        row = (position, UUID(event["subject"]).hex, event["version"], event["type"], state)
        database.execute(f"{INSERT} VALUES (?, ?, ?, ?, ?)", row)
        count += 1
    database.commit()
    _tell(f"events: {count}, of which {broken} do not follow the one before")
    _tell(f"head of the chain: {head.hex()}")
    return broken


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    with sqlite3.connect(sys.argv[2]) as connection:
        wrong = main(Path(sys.argv[1]), connection)
    connection.close()
    sys.exit(wrong > 0)
