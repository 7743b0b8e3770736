"""The demo of a service that starts: loaded, and shown by the views, before anybody is served."""

import structlog

from five_steps.commands.kernel.bus import Commands
from five_steps.graphql_api.kernel.services import Services
from five_steps.operations.cli._progress import counted
from five_steps.operations.demo.demo import DemoError, load_demo
from five_steps.operations.demo.roster import FULL, Size
from five_steps.operations.demo.subjects import Subject

VIEWS_WAIT_S = 120.0

_log = structlog.get_logger(__name__)


async def prepare_demo(services: Services, size: Size = FULL) -> tuple[Subject, ...]:
    """Load the demo unless it is there, or the log holds something else.

    Returns:
        Somebody of every role, to make tokens for; nobody if the log is not the demo's.
    """
    # Built from zero at the end, the views cost seconds; following every step they would cost
    # as much as the load itself.
    await services.views.stop()
    try:
        with counted("demo") as progress:
            subjects = await load_demo(
                services.store,
                # Counting by the log itself: the views, which the service's own commands ask, are
                # not there yet.
                Commands(services.store, services.secrets, services.clock),
                services.secrets,
                now=services.clock(),
                progress=progress,
                size=size,
            )
    except DemoError as error:
        _log.info("demo_left_out", reason=str(error))
        subjects = ()
    finally:
        await services.views.start()
    head = await services.store.recorder.max_notification_id() or 0
    if not await services.views.wait_for(head, VIEWS_WAIT_S):
        _log.warning("demo_not_shown_yet", position=head)
    return subjects
