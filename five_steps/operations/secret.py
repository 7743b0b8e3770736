"""What is made up once and kept in the home folder, readable by its owner alone."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

log = structlog.get_logger(__name__)


def kept_secret(home: Path) -> str:
    """The development secret, made up at the first call."""
    return _kept(home / "secret", lambda: secrets.token_urlsafe(48), "FIVE_STEPS_SECRET")


def kept_signing_key(home: Path) -> str:
    """The key that signs heads, in PEM; made up at the first call."""
    return _kept(home / "signing-key.pem", _new_signing_key, "FIVE_STEPS_SIGNING_KEY")


def _kept(path: Path, make: Callable[[], str], variable: str) -> str:
    if not path.exists():
        _keep(path, make(), variable)
    return path.read_text(encoding="ascii").strip()


def _keep(path: Path, content: str, variable: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content)
    try:
        # A link either makes the whole file or finds another process's: both then read the same.
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    log.info("secret.made", path=str(path), hint=f"set {variable} to choose your own")


def _new_signing_key() -> str:
    private = Ed25519PrivateKey.generate()
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
