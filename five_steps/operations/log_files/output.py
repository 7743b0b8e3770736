"""Files that are written whole, or not at all."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

STANDARD_OUTPUT = Path("-")


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """What to write to: standard output for `-`, through gzip where the name ends so.

    A file is there under its name only once it is complete.
    """
    if path == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            if path.suffix == ".gz":
                # Without name and time in its heading: the same log gives the same bytes.
                with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                    yield cast("BinaryIO", packed)
            else:
                yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
