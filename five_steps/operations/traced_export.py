"""Exports leave a trace as reads do, under the account that wrote the file."""

import getpass
import os

from five_steps.access_trail import AccessTrail, Entry, EntryKind


async def trace_export(dsn: str, what: str) -> None:
    """Record, before anything is written, that somebody exports something.

    Raises:
        TrailUnavailable: it could not be recorded, so nothing may be written.
    """
    async with AccessTrail.open(dsn) as trail:
        await trail.record(
            [Entry(kind=EntryKind.EXPORT, actor=f"SYSTEM {_account()}", operation=f"export {what}")]
        )


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # In a container whose user has no name.
        return f"uid {os.getuid()}"
