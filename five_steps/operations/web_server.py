"""The web server, set up for one process of a service that closes in order."""

import gc
import signal
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from five_steps.operations.whole_answers import WholeAnswers

CLOSING_SECONDS_MAX = 10
"""Seconds that requests in flight have to finish once the service is told to stop."""

MESSAGE_BYTES_MAX = 1_048_576
"""Bytes of one WebSocket message; a subscription is a few kilobytes."""


GARBAGE_BEFORE_COLLECTION = 20_000
"""Objects that come to be, beyond those that go, before the collector looks at them."""


class _Server(uvicorn.Server):
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        # uvicorn would raise the signal once more when it is done: in the midst of our own closing.
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


async def serve(app: ASGIApp, *, host: str, port: int) -> None:
    """Serve `app` until SIGINT or SIGTERM; returns when the requests in flight are answered.

    Raises:
        SystemExit: The port is taken; uvicorn has logged it.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        # The caller runs the loop, and logging is set up for the whole process.
        loop="none",
        log_config=None,
        access_log=False,
        http=WholeAnswers,
        ws="websockets-sansio",
        ws_max_size=MESSAGE_BYTES_MAX,
        server_header=False,
        # Nothing here asks where a request came from.
        proxy_headers=False,
        timeout_graceful_shutdown=CLOSING_SECONDS_MAX,
    )
    _spare_the_collector()
    await _Server(config).serve()


def _spare_the_collector() -> None:
    # Modules, schema and caches stay as long as the process; a collection that walks through all of
    # them stops every request for longer than most answers take.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_BEFORE_COLLECTION)
