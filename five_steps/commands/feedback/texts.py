"""Texts that may tell of who asked for something: only the holder of their key can read them."""

from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.event_store import SubjectErased


async def for_asker(c: Context, asker_id: UUID | None, text: str) -> str:
    """A text as an event keeps it: sealed for the asker, plain where nobody asked.

    Of an asker whose data was erased nothing more is kept. What they asked for goes on without
    words: others have a right to see that it is done.
    """
    if asker_id is None:
        return text
    try:
        return await c.vault.seal(asker_id, text)
    except SubjectErased:
        return ""
