"""What the service counts about itself, in Prometheus' terms. Times are seconds."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

# From a cached read (0.2 ms) to a request that somebody will complain about.
_SECONDS = (0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
# A batch holds at most 1000 events.
_EVENTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Metrics:
    """The collectors of one service, in a registry of their own.

    It is also the `WriterObserver` of the event store, the `TrailObserver` of the access trail and
    the `Observer` of the API.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self.events_appended = Counter(
            "five_steps_events_appended",
            "Events in the log since the start",
            registry=self.registry,
        )
        self.append_batch_events = Histogram(
            "five_steps_append_batch_events",
            "Events that one transaction appended",
            buckets=_EVENTS,
            registry=self.registry,
        )
        self.append_batch_commands = Histogram(
            "five_steps_append_batch_commands",
            "Commands that shared one transaction",
            buckets=_EVENTS,
            registry=self.registry,
        )
        self.append_seconds = Histogram(
            "five_steps_append_seconds",
            "From the sending of a batch to its commit, the wait for the one before it included",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.append_refusals = Counter(
            "five_steps_append_refusals",
            "Commands not appended; a VersionConflict is decided again",
            ["reason"],
            registry=self.registry,
        )
        self.append_repeats = Counter(
            "five_steps_append_repeats",
            "Commands sent again and answered as the first time",
            registry=self.registry,
        )
        self.append_connections_lost = Counter(
            "five_steps_append_connections_lost",
            "Times the writer lost PostgreSQL",
            registry=self.registry,
        )
        self.projection_lag_positions = Gauge(
            "five_steps_projection_lag_positions",
            "Positions of the log that a view has yet to fold",
            ["view"],
            registry=self.registry,
        )
        self.projection_lag_seconds = Gauge(
            "five_steps_projection_lag_seconds",
            "Age of the oldest event that a view has yet to fold",
            ["view"],
            registry=self.registry,
        )
        self.requests_refused = Counter(
            "five_steps_requests_refused",
            "Requests answered with an error, by its code",
            ["code"],
            registry=self.registry,
        )
        self.graphql_seconds = Histogram(
            "five_steps_graphql_seconds",
            "From a GraphQL request to its answer",
            ["kind"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.fallback_reads = Counter(
            "five_steps_fallback_reads",
            "Reads that were not compiled to one statement, by the reason",
            ["reason"],
            registry=self.registry,
        )

        self.trail_entries = Counter(
            "five_steps_trail_entries",
            "Entries of the access trail since the start",
            registry=self.registry,
        )
        self.trail_seconds = Histogram(
            "five_steps_trail_seconds",
            "From the begin of a batch of the access trail to its commit",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.trail_entries_waiting = Gauge(
            "five_steps_trail_entries_waiting",
            "Entries that wait to be written to the access trail",
            registry=self.registry,
        )
        self.trail_refusals = Counter(
            "five_steps_trail_refusals",
            "Answers refused because their entry could not be written in time",
            registry=self.registry,
        )
        self.trail_drops = Counter(
            "five_steps_trail_drops",
            "Refused commands that the access trail does not tell, because too much waited",
            registry=self.registry,
        )

    def batch_committed(self, *, commands: int, events: int, seconds: float) -> None:
        """Note a transaction of the writer, from lock to commit."""
        self.events_appended.inc(events)
        self.append_batch_events.observe(events)
        self.append_batch_commands.observe(commands)
        self.append_seconds.observe(seconds)

    def command_refused(self, *, reason: str) -> None:
        """Note a command that the writer did not append, by its error's class name."""
        self.append_refusals.labels(reason).inc()

    def command_repeated(self) -> None:
        """Note a command that got the answer it had got before."""
        self.append_repeats.inc()

    def connection_lost(self) -> None:
        """Note that the writer lost PostgreSQL."""
        self.append_connections_lost.inc()

    def trail_written(self, *, entries: int, seconds: float) -> None:
        """Note a transaction of the access trail."""
        self.trail_entries.inc(entries)
        self.trail_seconds.observe(seconds)

    def trail_waiting(self, *, entries: int) -> None:
        """Note how many entries wait to be written to the access trail."""
        self.trail_entries_waiting.set(entries)

    def trail_refused(self) -> None:
        """Note an answer that was refused for the access trail."""
        self.trail_refusals.inc()

    def trail_dropped(self) -> None:
        """Note a refused command that the access trail does not tell."""
        self.trail_drops.inc()

    def view_lags(self, view: str, *, positions: int, seconds: float) -> None:
        """Note how far a view is behind the log."""
        self.projection_lag_positions.labels(view).set(positions)
        self.projection_lag_seconds.labels(view).set(seconds)

    def request_answered(self, *, kind: str, seconds: float) -> None:
        """Note an answer of the API, by how it was made."""
        self.graphql_seconds.labels(kind).observe(seconds)

    def request_refused(self, *, code: str) -> None:
        """Note an error in an answer, by its code."""
        self.requests_refused.labels(code).inc()

    def read_not_compiled(self, *, reason: str) -> None:
        """Note a read that was run by resolvers, by the reason."""
        self.fallback_reads.labels(reason).inc()

    def exposition(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
