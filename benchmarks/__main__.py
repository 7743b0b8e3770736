"""All benchmarks, one after the other."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks import append, as_of, lag, mutation, read, rebuild, redemption, verify
from benchmarks.database import server
from benchmarks.quiet import be_quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.report import Report


class _Benchmark(NamedTuple):
    run: Callable[[str, Any], Report]
    standard: object
    smoke: object


_BENCHMARKS = {
    "append": _Benchmark(append.run, append.STANDARD, append.SMOKE),
    "rebuild": _Benchmark(rebuild.run, rebuild.STANDARD, rebuild.SMOKE),
    "mutation": _Benchmark(mutation.run, mutation.STANDARD, mutation.SMOKE),
    "read": _Benchmark(read.run, read.STANDARD, read.SMOKE),
    "redemption": _Benchmark(redemption.run, redemption.STANDARD, redemption.SMOKE),
    "as_of": _Benchmark(as_of.run, as_of.STANDARD, as_of.SMOKE),
    "verify": _Benchmark(verify.run, verify.STANDARD, verify.SMOKE),
    "lag": _Benchmark(lag.run, lag.STANDARD, lag.SMOKE),
}


def main() -> None:
    """Run all; print what each found."""
    parser = ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--smoke", action="store_true", help="tiny: only shows that they run")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="write the reports there, too")
    options = parser.parse_args()
    be_quiet()
    with server() as dsn:
        for name, benchmark in _BENCHMARKS.items():
            report = benchmark.run(dsn, benchmark.smoke if options.smoke else benchmark.standard)
            print(report.as_text(), end="\n\n", flush=True)
            if options.json:
                options.json.mkdir(parents=True, exist_ok=True)
                (options.json / f"{name}.json").write_bytes(report.as_json())


if __name__ == "__main__":
    main()
