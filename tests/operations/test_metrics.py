from five_steps.access_trail.observer import TrailObserver
from five_steps.event_store.observer import WriterObserver
from five_steps.operations.metrics import Metrics


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"five_steps_{name}", labels)


def test_the_writer_tells_of_its_batches() -> None:
    metrics = Metrics()
    writer: WriterObserver = metrics
    writer.batch_committed(commands=3, events=7, seconds=0.004)
    writer.batch_committed(commands=1, events=1, seconds=0.001)
    assert value(metrics, "events_appended_total") == 8
    assert value(metrics, "append_batch_commands_sum") == 4
    assert value(metrics, "append_batch_events_count") == 2
    assert value(metrics, "append_seconds_bucket", le="0.002") == 1


def test_the_writer_tells_of_what_it_did_not_append() -> None:
    metrics = Metrics()
    writer: WriterObserver = metrics
    writer.command_refused(reason="VersionConflict")
    writer.command_repeated()
    writer.connection_lost()
    assert value(metrics, "append_refusals_total", reason="VersionConflict") == 1
    assert value(metrics, "append_repeats_total") == 1
    assert value(metrics, "append_connections_lost_total") == 1


def test_the_access_trail_tells_what_it_wrote_and_what_it_could_not() -> None:
    metrics = Metrics()
    trail: TrailObserver = metrics
    trail.trail_written(entries=3, seconds=0.004)
    trail.trail_waiting(entries=2)
    trail.trail_refused()
    trail.trail_dropped()
    assert value(metrics, "trail_entries_total") == 3
    assert value(metrics, "trail_seconds_count") == 1
    assert value(metrics, "trail_entries_waiting") == 2
    assert value(metrics, "trail_refusals_total") == 1
    assert value(metrics, "trail_drops_total") == 1


def test_two_services_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.requests_refused.labels("FORBIDDEN").inc()
    assert value(one, "requests_refused_total", code="FORBIDDEN") == 1
    assert value(other, "requests_refused_total", code="FORBIDDEN") is None


def test_the_exposition_holds_each_view_and_the_process() -> None:
    metrics = Metrics()
    metrics.projection_lag_positions.labels("leaderboard").set(12)
    text = metrics.exposition().decode()
    assert 'five_steps_projection_lag_positions{view="leaderboard"} 12.0' in text
    assert "process_resident_memory_bytes" in text
