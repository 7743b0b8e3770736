"""The command bus: every change to the district goes through `Commands.run`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from structlog.contextvars import bind_contextvars, reset_contextvars

from five_steps.commands.guarantee.counted_from_log import CountedFromLog
from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.commands.incentives.redeeming.quoting import Quote, quote_redemption
from five_steps.commands.kernel.actor import Actor
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.counted_years import CountedYears
from five_steps.commands.kernel.fingerprint import fingerprint
from five_steps.commands.kernel.input_checks import check_values
from five_steps.commands.kernel.open_matters import OpenMatters
from five_steps.commands.kernel.permissions import require_role
from five_steps.commands.kernel.refused_commands import RefusedCommands, Unnoted
from five_steps.commands.kernel.registry import COMMANDS, Command, Handler
from five_steps.commands.kernel.secrets import Secrets
from five_steps.commands.kernel.wrong_codes import WrongCodes
from five_steps.commands.people.privacy.open_in_log import OpenInLog
from five_steps.domain.kernel.refusal import Refusal
from five_steps.event_store import CommandIdReused, EventStore, Work

_log = structlog.get_logger(__name__)

DESTROYS_KEYS = frozenset({"erase_person", "erase_in_time", "erase_data_period"})
"""What these record is carried out before they are answered; else at the next look at the log."""


class Outcome(NamedTuple):
    """What became of a command."""

    object_id: UUID
    """The object that was changed or made."""
    position: int
    """A reader at this position sees all of it."""
    repeated: bool
    """The command had been done before; this is what it was answered then."""


class Commands:
    """Runs commands on an event store."""

    def __init__(
        self,
        store: EventStore,
        secrets: Secrets,
        clock: Callable[[], datetime],
        counted_years: CountedYears | None = None,
        refused: RefusedCommands | None = None,
        open_matters: OpenMatters | None = None,
    ) -> None:
        """Prepare to run commands.

        Args:
            store: the event store.
            secrets: the keys that commands need.
            clock: tells when a command is decided.
            counted_years: tells what was counted for a unit's year; by default the log itself,
                counted from its first event, which is right and slow.
            refused: told of each command that was refused.
            open_matters: finds what is not settled with a person; by default in the log itself,
                which is right and slow.
        """
        self._store = store
        self._secrets = secrets
        self._clock = clock
        self._counted_years = counted_years or CountedFromLog(store)
        self._refused = refused or Unnoted()
        self._open_matters = open_matters or OpenInLog(store)
        self._wrong_codes = WrongCodes()

    async def run(
        self,
        command: Command,
        *,
        command_id: UUID,
        actor: Actor,
        now: datetime | None = None,
    ) -> Outcome:
        """Decide a command and record what it changes, all of it or nothing.

        Args:
            command: what is asked.
            command_id: names the command for ever; sent again it gets the first answer.
            actor: who asks.
            now: when it is decided, with a time zone; by default the clock's time.

        Raises:
            Refusal: a rule stands against it; nothing was recorded.
            CommandIdReused: the id was used before for something else.
            VersionConflict: others kept changing the same objects; try again.
            StoreClosing, StoreUnavailable, StoreExhausted: see the event store.
        """
        kind, handler = COMMANDS[type(command)]
        # structlog's own `bound_contextvars` looks at every variable of the context, twice.
        bound = bind_contextvars(command_id=str(command_id), command=kind)
        try:
            return await self._decide(kind, handler, command, command_id, actor, now)
        except Refusal as refusal:
            _log.info("command_refused", code=refusal.code, field=refusal.field)
            self._refused.note(kind=kind, command_id=command_id, actor=actor, code=refusal.code)
            raise
        except CommandIdReused:
            self._refused.note(
                kind=kind, command_id=command_id, actor=actor, code="COMMAND_ID_REUSED"
            )
            raise
        finally:
            reset_contextvars(**bound)

    async def _decide(
        self,
        kind: str,
        handler: Handler[Any],
        command: Command,
        command_id: UUID,
        actor: Actor,
        now: datetime | None,
    ) -> Outcome:
        require_role(kind, actor.role)
        check_values(command)
        moment = now or self._clock()

        async def decide(work: Work) -> str:
            context = self._context(work, actor, moment)
            context.require_not_erased()
            return str(await handler(context, command))

        outcome = await self._store.executor.execute(
            decide,
            command_id=command_id,
            kind=kind,
            fingerprint=fingerprint(kind, command, actor, self._secrets.fingerprint),
            actor=str(actor),
            now=moment,
            refusals=Refusal,
        )
        if kind in DESTROYS_KEYS:
            await self._store.erasures.catch_up()
        return Outcome(UUID(outcome.answer), outcome.position, outcome.repeated)

    async def quote(
        self, command: HoldRedemption, *, actor: Actor, now: datetime | None = None
    ) -> Quote:
        """What a hold would cost, and whether it would be refused: decided like it, not recorded.

        Raises:
            Refusal: the actor may not ask for it, or something named in it does not exist.
        """
        require_role(COMMANDS[type(command)].kind, actor.role)
        check_values(command)
        moment = now or self._clock()
        work = self._store.executor.trial(actor=str(actor), now=moment)
        return await quote_redemption(self._context(work, actor, moment), command)

    def _context(self, work: Work, actor: Actor, moment: datetime) -> Context:
        return Context(
            work,
            actor,
            moment,
            self._store.vault,
            self._secrets,
            self._wrong_codes,
            self._counted_years,
            self._open_matters,
        )
