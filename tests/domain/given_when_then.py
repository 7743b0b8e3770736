"""Given / when / then: what an aggregate has been through, what is asked, what comes of it.

    given(a_dispatched_order()).when(accept(LAN)).then(happened(Order.Accepted, volunteer_id=LAN))
    given(a_placed_order()).when(accept(LAN)).then_refused(WRONG_STATE, "orderId")

Each `when` checks the laws on the way: the verb works on a shallow copy and the original stays as
it was; a refusal changes nothing; and the stock library replays the outcome from the log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.domain.laws import assert_replays, image, shallow_copy

if TYPE_CHECKING:
    from tests.domain.laws import Event

A = TypeVar("A", bound=Aggregate)
P = ParamSpec("P")

Verb = Callable[[A], object]


@dataclass(frozen=True)
class Happened:
    """An event of a class, with at least these fields."""

    event_class: type[Any]
    fields: dict[str, object]

    def found_in(self, event: Event) -> Happened:
        """What the event shows of the fields asked for."""
        return Happened(type(event), {name: getattr(event, name) for name in self.fields})


def happened(event_class: type[Any], **fields: object) -> Happened:
    """Expect an event of a class with these fields; others may hold anything."""
    return Happened(event_class, fields)


@dataclass(frozen=True)
class Outcome(Generic[A]):
    """What came of asking: the aggregate afterwards, and the new events or a refusal."""

    aggregate: A
    events: list[Event]
    refusal: Refusal | None

    def then(self, *expected: Happened) -> A:
        """Assert that exactly these events happened, in this order; returns the aggregate."""
        if self.refusal is not None:
            raise AssertionError("expected events") from self.refusal
        assert [type(event).__qualname__ for event in self.events] == [
            want.event_class.__qualname__ for want in expected
        ]
        pairs = zip(expected, self.events, strict=True)
        assert [want.found_in(event) for want, event in pairs] == list(expected)
        return self.aggregate

    def then_nothing(self) -> A:
        """Assert that it was neither refused nor changed anything."""
        return self.then()

    def then_refused(self, code: RefusalCode, field: str, **details: object) -> None:
        """Assert the refusal: why, which field, and (where given) its details."""
        assert self.refusal is not None, f"expected {code}, but happened: {self.events}"
        assert (self.refusal.code, self.refusal.field) == (code, field)
        found = {name: self.refusal.details.get(name) for name in details}
        assert found == details


@dataclass(frozen=True)
class Given(Generic[A]):
    """An aggregate as it stands."""

    aggregate: A

    def when(self, verb: Verb[A]) -> Outcome[A]:
        """Ask for something."""
        original, before = self.aggregate, image(self.aggregate)
        asked = shallow_copy(original)
        refusal = None
        try:
            verb(asked)
        except Refusal as refused:
            refusal = refused
            assert vars(asked) == before, "a refusal changed the aggregate"
        assert vars(original) == before, "the verb changed what a shallow copy shares"
        assert_replays(asked)
        return Outcome(asked, asked.pending_events[len(original.pending_events) :], refusal)


def given(aggregate: A, *verbs: Verb[A]) -> Given[A]:
    """An aggregate that has been through all this."""
    for verb in verbs:
        verb(aggregate)
    return Given(aggregate)


def made(factory: Callable[P, A], *args: P.args, **kwargs: P.kwargs) -> Outcome[A]:
    """What comes of asking for a new aggregate; a refusal leaves none."""
    try:
        aggregate = factory(*args, **kwargs)
    except Refusal as refusal:
        return Outcome(object.__new__(Aggregate), [], refusal)  # type: ignore[arg-type]
    assert_replays(aggregate)
    return Outcome(aggregate, list(aggregate.pending_events), None)


def refusal_of(check: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Refusal:
    """The refusal of a check that is no verb of an aggregate."""
    try:
        result = check(*args, **kwargs)
    except Refusal as refusal:
        return refusal
    raise AssertionError(f"expected a refusal, got {result!r}")
