"""State is copy-on-write: a shallow copy is a safe snapshot, which is how aggregates are lent."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest

from tests.domain.laws import image, shallow_copy
from tests.domain.lives import LIVES, Life

each_life = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)


@each_life
def test_every_moment_of_a_life_outlives_what_comes_after(life: Life) -> None:
    aggregate = life.birth()
    moments = [(aggregate, image(aggregate))]
    for verb in life.verbs:
        aggregate = shallow_copy(aggregate)
        verb(aggregate)
        moments.append((aggregate, image(aggregate)))

    for kept, as_it_was in moments:
        assert vars(kept) == as_it_was


@each_life
def test_attributes_hold_immutable_values_or_dicts_of_them(life: Life) -> None:
    for name, value in vars(life.lived()).items():
        if name != "_pending_events":
            entries = value.items() if isinstance(value, dict) else [(None, value)]
            for key, entry in entries:
                assert_immutable(name, key)
                assert_immutable(name, entry)


def assert_immutable(name: str, value: object) -> None:
    match value:
        case tuple() | frozenset():
            for entry in value:
                assert_immutable(name, entry)
        case _ if is_dataclass(value) and not isinstance(value, type):
            # Only a frozen dataclass with value equality has a hash of its own.
            assert type(value).__hash__ is not None, f"{name}: {type(value)} is not frozen"
            for field in fields(value):
                assert_immutable(f"{name}.{field.name}", getattr(value, field.name))
        case _:
            plain = (str, int, bool, UUID, datetime, date, Decimal, StrEnum, type(None))
            assert isinstance(value, plain), f"{name} holds a {type(value)}"
