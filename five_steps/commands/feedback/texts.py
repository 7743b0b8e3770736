"""Texts that may tell of who asked for something: only the holder of their key can read them."""

from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.domain.people.privacy.data_period import MonthlyTexts, period_of
from five_steps.event_store import SubjectErased


async def for_asker(c: Context, asker_id: UUID | None, text: str, *, since: datetime) -> str:
    """A text as an event keeps it: sealed for the asker, plain where nobody asked.

    `since` is when the case or task began: its texts are kept together, with those of its month.
    Of an asker whose data was erased nothing more is kept. What they asked for goes on without
    words: others have a right to see that it is done.
    """
    if asker_id is None:
        return text
    try:
        month = period_of(MonthlyTexts.FEEDBACK_TEXTS, since)
        return await c.vault.seal_twice(asker_id, month, text)
    except SubjectErased:
        return ""
