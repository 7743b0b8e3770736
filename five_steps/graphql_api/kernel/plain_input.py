"""Input objects straight from a request's JSON, where all of it is plainly right.

The library looks at each value four times: is it nested too deeply, does it coerce, does it coerce
for the execution, and what is it in Python. A reader made once for an input type does the whole in
one pass. It knows no errors: whatever is not plainly right is left to the library, which explains.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLID,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
    Undefined,
    is_leaf_type,
)
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

_BACKREF = "strawberry-definition"

Read = Callable[[Any], Any]


class NotPlain(Exception):
    """The value is wrong, or right in an unusual way."""


def reader_of(type_: GraphQLInputType) -> Read:
    """What reads a value of a type.

    The reader raises `NotPlain`, and nothing else.
    """
    if isinstance(type_, GraphQLNonNull):
        return _reader_of_present(type_.of_type)
    read = _reader_of_present(type_)
    return lambda value: None if value is None else read(value)


def _reader_of_present(type_: GraphQLInputType) -> Read:
    if isinstance(type_, GraphQLList):
        return _list_reader(reader_of(type_.of_type))
    if isinstance(type_, GraphQLInputObjectType):
        return _ObjectReader(type_)
    assert is_leaf_type(type_)
    return _leaf_reader(type_)


def _list_reader(read: Read) -> Read:
    def read_list(value: Any) -> list[Any]:
        if type(value) is not list:
            raise NotPlain
        return [read(item) for item in value]

    return read_list


_TAKEN_AS_THEY_ARE = {GraphQLString.name: str, GraphQLID.name: str, GraphQLBoolean.name: bool}


def _leaf_reader(type_: GraphQLLeafType) -> Read:
    kind = _TAKEN_AS_THEY_ARE.get(type_.name)
    return _coercer(type_) if kind is None else _reader_of_kind(kind)


def _reader_of_kind(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise NotPlain
        return value

    return read


def _coercer(type_: GraphQLLeafType) -> Read:
    coerce = type_.coerce_input_value

    def read_leaf(value: Any) -> Any:
        if value is None:
            raise NotPlain
        try:
            coerced = coerce(value)
        except Exception as error:
            raise NotPlain from error
        if coerced is Undefined:
            raise NotPlain
        return coerced

    return read_leaf


@dataclass(frozen=True, slots=True)
class _Field:
    python_name: str
    read: Read
    required: bool


class _ObjectReader:
    def __init__(self, type_: GraphQLInputObjectType) -> None:
        definition: StrawberryObjectDefinition = type_.extensions[_BACKREF]
        self._make = definition.origin
        self._fields: Mapping[str, _Field] = {
            name: _field(field) for name, field in type_.fields.items()
        }
        self._required = sum(field.required for field in self._fields.values())
        # Those have a say of their own.
        assert definition.from_input is None
        assert not type_.is_one_of

    def __call__(self, value: Any) -> Any:
        if type(value) is not dict:
            raise NotPlain
        fields = self._fields
        given: dict[str, Any] = {}
        required = 0
        for name, inner in value.items():
            field = fields.get(name)
            if field is None:
                raise NotPlain
            given[field.python_name] = field.read(inner)
            required += field.required
        if required < self._required:
            raise NotPlain
        return self._make(**given)


def _field(field: GraphQLInputField) -> _Field:
    declared: StrawberryField = field.extensions[_BACKREF]
    # What has no default in Python is always given, also where GraphQL would take null for it.
    required = declared.default is MISSING and declared.default_factory is MISSING
    return _Field(declared.python_name, reader_of(field.type), required)
