"""Rows of a unit or of any under it, for the filters of lists."""


def under_unit(unit_id: str) -> str:
    """The condition that a unit, an SQL expression, is the one that is given or lies under it."""
    below = "SELECT u.id FROM read.units u WHERE u.path @> ARRAY[{p}::uuid]"
    return f"{unit_id} IN ({below})"


UNDER_UNIT = under_unit("{t}.unit_id")
"""What `under_unit` asks of the rows of most lists."""
