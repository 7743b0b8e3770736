"""Each benchmark runs at a tiny scale and tells sane numbers; how fast is not the tests' matter."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from benchmarks import append, as_of, lag, mutation, processes, read, rebuild, redemption, verify

if TYPE_CHECKING:
    from types import ModuleType


_BENCHMARKS = [append, rebuild, mutation, read, redemption, as_of, verify, lag]


@pytest.fixture(scope="module", autouse=True)
def _imported_once() -> None:
    processes.share_imports(*(benchmark.__name__ for benchmark in _BENCHMARKS))


@pytest.mark.slow
@pytest.mark.parametrize("benchmark", _BENCHMARKS)
def test_runs_at_a_tiny_scale(benchmark: ModuleType, postgres_server_dsn: str) -> None:
    report = benchmark.run(postgres_server_dsn, benchmark.SMOKE)

    found = orjson.loads(report.as_json())
    assert found["comparisons"] or found["figures"]
    for comparison in found["comparisons"]:
        _assert_sane(comparison, pairs=benchmark.SMOKE.pairs)
        assert comparison["title"] in report.as_text()
    for figure in found["figures"]:
        assert isfinite(figure["value"])
        assert figure["value"] > 0


def _assert_sane(comparison: dict[str, Any], *, pairs: int) -> None:
    for rates in (comparison["ours_rates"], comparison["peer_rates"]):
        assert len(rates) == pairs
        assert all(isfinite(rate) and rate > 0 for rate in rates)
    ratio = comparison["ratio"]
    assert ratio["min"] <= ratio["median"] <= ratio["max"]
