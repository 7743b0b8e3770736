"""The server's own settings. `ALTER SYSTEM` still has the last word over them."""

from pathlib import Path

FILE = "five_steps.conf"

_SETTINGS = {
    # Only a socket in a folder that is closed to others; so no password, and no port to clash.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # An acknowledged event is on disk.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # Compiling costs more than it saves on our short statements.
    "jit": "off",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    # A rebuild writes much in little time; checkpoints should be paced by time, not by volume.
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "pglz",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}


def write_configuration(data: Path, socket_folder: Path) -> None:
    """Write the settings into `data`, from where `postgresql.conf` includes them."""
    settings = _SETTINGS | {"unix_socket_directories": str(socket_folder)}
    quoted = {name: value.replace("'", "''") for name, value in settings.items()}
    lines = [f"{name} = '{value}'\n" for name, value in quoted.items()]
    (data / FILE).write_text("".join(lines), encoding="utf-8")
