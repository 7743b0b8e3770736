"""The tables of the stock projection's view, written as the stock library's examples do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eventsourcing.postgres import PostgresTrackingRecorder
from psycopg.sql import SQL

if TYPE_CHECKING:
    from eventsourcing.persistence import Tracking
    from eventsourcing.postgres import PostgresDatastore


class Loop(PostgresTrackingRecorder):
    """The view's tables."""

    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        self.sql_create_statements += [
            SQL(
                """
                CREATE TABLE IF NOT EXISTS orders (
                    id uuid PRIMARY KEY, unit_id uuid NOT NULL, requester_id uuid NOT NULL,
                    category text NOT NULL, title text NOT NULL, particulars text NOT NULL,
                    starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL,
                    headcount integer NOT NULL, state text NOT NULL, due_at timestamptz,
                    accepted_count integer NOT NULL DEFAULT 0, placed_at timestamptz NOT NULL,
                    score integer, comment text, closed_at timestamptz
                )
                """
            ).format(),
            SQL("CREATE INDEX IF NOT EXISTS orders_unit_idx ON orders (unit_id, state)").format(),
            SQL(
                """
                CREATE TABLE IF NOT EXISTS volunteers (
                    id uuid PRIMARY KEY, unit_id uuid NOT NULL, personal text NOT NULL,
                    status text NOT NULL, minutes integer NOT NULL DEFAULT 0,
                    star_level integer NOT NULL DEFAULT 0,
                    ratings_count integer NOT NULL DEFAULT 0,
                    ratings_total integer NOT NULL DEFAULT 0
                )
                """
            ).format(),
            SQL(
                """
                CREATE TABLE IF NOT EXISTS service_records (
                    id uuid PRIMARY KEY, volunteer_id uuid NOT NULL, order_id uuid,
                    unit_id uuid NOT NULL, category text NOT NULL,
                    starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL,
                    minutes integer NOT NULL, state text NOT NULL, score integer
                )
                """
            ).format(),
            SQL(
                """
                CREATE INDEX IF NOT EXISTS service_records_volunteer_idx
                ON service_records (volunteer_id)
                """
            ).format(),
        ]

    def change(self, tracking: Tracking, *statements: tuple[str, tuple[Any, ...]]) -> None:
        """Run statements and note the position, in one transaction."""
        with self.datastore.transaction(commit=True) as cursor:
            for statement, values in statements:
                cursor.execute(statement.encode(), values, prepare=True)
            self._insert_tracking(cursor, tracking)
