"""What an erasure takes out of the tables of views.

A table declares which of its columns are personal, and which column says whose they are. The
events that destroy keys name the subjects; a fold that meets one empties those columns by one
UPDATE a table, and drops what it has of them in memory. So a view forgets with the event itself,
and a rebuild, to which nobody opens the texts any more, comes to the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from five_steps.domain.people.privacy.data_period import DataPeriod
from five_steps.domain.people.privacy.erasure import Erasure

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.table import Table
    from five_steps.projections.kernel.values import Id

ERASING: Final = (Erasure.Executed, DataPeriod.Created)
"""The events that destroy keys."""
SUBJECTS: Final = "subject_ids"
"""Their field that says whose."""


def check_personal(columns: Mapping[str, str], personal: Mapping[str, Sequence[str]]) -> None:
    """Assert that personal columns can be emptied, and that all of them are there."""
    for subject, emptied in personal.items():
        assert subject in columns, subject
        for column in emptied:
            assert not columns[column].endswith("NOT NULL"), f"{column} cannot be emptied"


async def erase(connection: Connection, table: Table[Any], subjects: Collection[Id]) -> None:
    """Empty what a table shows of these subjects; its changes are written before."""
    for subject, columns in table.personal.items():
        emptied = ", ".join(f"{column} = NULL" for column in columns)
        filled = " OR ".join(f"{column} IS NOT NULL" for column in columns)
        await connection.execute(
            f"UPDATE {table.qualified} SET {emptied} "  # noqa: S608
            f"WHERE {subject} = ANY ($1::uuid[]) AND ({filled})",
            list(subjects),
        )
