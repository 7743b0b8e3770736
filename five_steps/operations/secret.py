"""The development secret: made up once, kept in the home folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)


def kept_secret(home: Path) -> str:
    """The secret kept in `home`, made up at the first call."""
    path = home / "secret"
    if not path.exists():
        _keep(path)
    return path.read_text(encoding="ascii").strip()


def _keep(path: Path) -> None:
    draft = path.with_name(f"secret.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        # A link either makes the whole file or finds another process's: both then read the same.
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    log.info("secret.made", path=str(path), hint="set FIVE_STEPS_SECRET to choose your own")
