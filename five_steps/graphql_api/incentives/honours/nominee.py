"""Who was nominated or honoured: a volunteer, a team or a unit, by the category."""

NOMINEE_NAME = (
    "CASE {t}.category"
    " WHEN 'VOLUNTEER' THEN (SELECT v.name FROM read.volunteers v WHERE v.id = {t}.nominee_id)"
    " WHEN 'TEAM' THEN (SELECT w.name FROM read.teams w WHERE w.id = {t}.nominee_id)"
    " ELSE (SELECT u.name FROM read.units u WHERE u.id = {t}.nominee_id) END"
)
"""A volunteer's in full: they consented to be announced by name."""

BY_CATEGORY = "{{t}}.id = {{parent}}.nominee_id AND {{parent}}.category = '{0}'"
"""How a row belongs to a nomination of a category."""
