"""A search for a way to break the service: any commands, in any order, at any time, by anybody.

The real parts play: PostgreSQL, command bus, repository with hardly any cache, snapshots, views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.service.machine.game import Game
from tests.service.machine.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def stage(postgres_server_dsn: str, postgres_template: str) -> Iterator[Stage]:
    made = Stage(postgres_server_dsn, postgres_template)
    yield made
    made.drop(made.founded)


def play(stage: Stage, **how: Any) -> None:
    class Played(Game):
        pass

    Played.stage = stage
    run_state_machine_as_test(
        Played,
        settings=settings(
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # To shrink a failure is to play for minutes: let who looks into it do that.
            phases=(Phase.reuse, Phase.generate),
            **how,
        ),
    )


def test_nothing_breaks_the_service(stage: Stage) -> None:
    """New games each time."""
    play(stage, max_examples=6, stateful_step_count=20, database=None)


@pytest.mark.slow
def test_nothing_breaks_the_service_in_longer_games(stage: Stage) -> None:
    """New games each time, and first the one that went wrong the last time."""
    play(stage, max_examples=6, stateful_step_count=50)
