"""Numbers of id documents and telephones, checked before anything is asked of the district."""

from five_steps.commands.kernel import identity
from five_steps.domain.kernel.refusal import Refusal
from five_steps.operations.importing.errors import BadValue, Problem
from five_steps.operations.importing.tables import Cell
from five_steps.operations.importing.values import squeezed


def checked_id_number(cell: Cell) -> str:
    """An 18-digit number of an id document (身份证号) with the right check digit."""
    written = squeezed(cell, "id_number")
    try:
        return identity.id_number("idNumber", written)
    except Refusal:
        # Not the whole number: reports are passed around.
        raise BadValue(Problem.ID_NUMBER, "id_number", f"…{written[-4:]}") from None


def checked_phone(cell: Cell) -> str:
    """A telephone number (手机号) of the mainland."""
    written = squeezed(cell, "phone")
    try:
        return identity.phone("phone", written)
    except Refusal:
        raise BadValue(Problem.PHONE, "phone", written[:20]) from None
