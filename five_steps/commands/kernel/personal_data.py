"""Texts about people, as they are sealed into events with the person's key."""

from dataclasses import asdict, dataclass
from datetime import date

import orjson

from five_steps.commands.kernel import identity
from five_steps.domain.kernel import checks

PLACE_CHARS_MAX = 200
RELATION_CHARS_MAX = 20


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is known of a person; a resident has neither birth date nor id number."""

    name: str
    phone: str
    birth_date: date | None = None
    id_number_masked: str | None = None

    @classmethod
    def checked(cls, *, name: str, phone: str) -> "PersonalData":
        """Name and phone as given, if they can be."""
        return cls(checks.name("name", name), identity.phone("phone", phone))

    def to_text(self) -> str:
        """The text to seal."""
        born = self.birth_date.isoformat() if self.birth_date else None
        return _to_text({**asdict(self), "birth_date": born})

    @classmethod
    def from_text(cls, text: str) -> "PersonalData":
        """What was sealed."""
        values = orjson.loads(text)
        born = values.pop("birth_date")
        return cls(**values, birth_date=date.fromisoformat(born) if born else None)


@dataclass(frozen=True, slots=True)
class Guardian:
    """A minor's guardian (监护人)."""

    name: str
    phone: str
    relation: str

    def to_text(self) -> str:
        """The text to seal, if the values can be."""
        return _to_text(
            {
                "name": checks.name("guardian.name", self.name),
                "phone": identity.phone("guardian.phone", self.phone),
                "relation": checks.text(
                    "guardian.relation", self.relation, chars_max=RELATION_CHARS_MAX
                ),
            }
        )


@dataclass(frozen=True, slots=True)
class Particulars:
    """Where a service is wanted, what exactly, and whom to ask for."""

    place: str
    details: str
    contact: str

    @classmethod
    def checked(cls, *, place: str, details: str, contact: str) -> "Particulars":
        """The particulars as given, if they can be."""
        return cls(
            place=checks.text("place", place, chars_max=PLACE_CHARS_MAX),
            details=checks.text("details", details, chars_min=0),
            contact=checks.text("contact", contact, chars_min=0, chars_max=checks.NAME_CHARS_MAX),
        )

    def to_text(self) -> str:
        """The text to seal."""
        return _to_text({"place": self.place, "details": self.details, "contact": self.contact})

    @classmethod
    def from_text(cls, text: str) -> "Particulars":
        """What was sealed."""
        return cls(**orjson.loads(text))


def _to_text(values: dict[str, str | None]) -> str:
    return orjson.dumps(values).decode()
