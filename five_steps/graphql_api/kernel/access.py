"""Who may read what: all the rules of the API, one below the other.

- Anybody reads the public things: units, venues, teams, the menu, the leaderboard, assessments and
  policies. A volunteer's public side is a masked name, the unit, stars and hours.
- A resident reads their own data and orders; a volunteer their own record, points and the orders
  that were offered to them or their team, or that they accepted.
- Staff read everything under their unit; auditors and the centre read everything.
- Telephone and id numbers are masked, except for the person and for staff whose unit it is; an
  auditor has no use for them.
"""

from five_steps.graphql_api.kernel.rule import ALL, NOBODY, Rule, in_scope

_OWN = "{t}.id = {viewer}"
_OWN_RECORD = "{t}.volunteer_id = {viewer}"
_HOME_UNIT = in_scope("(SELECT v.unit_id FROM read.volunteers v WHERE v.id = {t}.volunteer_id)")

# --- people ------------------------------------------------------------------------------------

_KNOWN = "{t}.status IN ('ACTIVE', 'SUSPENDED')"

VOLUNTEER = Rule(
    anonymous=_KNOWN,
    resident=_KNOWN,
    volunteer=f"({_KNOWN} OR {_OWN})",
    staff=f"({_KNOWN} OR {in_scope('{t}.unit_id')})",
)
"""Volunteers, if only their public side; applicants and those who left are no public matter."""

VOLUNTEER_IN_FULL = Rule(volunteer=_OWN, staff=in_scope("{t}.unit_id"))
"""Volunteers with their name, profile and history."""

CONTACT = Rule(resident=_OWN, volunteer=_OWN, staff=in_scope("{t}.unit_id"), auditor=NOBODY)
"""Telephone and id number, unmasked."""

RESIDENT = Rule(resident=_OWN, staff=in_scope("{t}.unit_id"))
"""Residents."""

# --- orders ------------------------------------------------------------------------------------

_REQUESTER = "({t}.requester_kind = 'RESIDENT' AND {t}.requester_id = {viewer})"
_ASSIGNED = (
    "EXISTS (SELECT FROM read.order_assignments a"
    " WHERE a.order_id = {t}.id AND a.volunteer_id = {viewer})"
)
_OFFERED = (
    "EXISTS (SELECT FROM read.order_invitations i"
    " WHERE i.order_id = {t}.id AND i.volunteer_id = {viewer})"
    " OR EXISTS (SELECT FROM read.team_members m"
    " WHERE m.team_id = {t}.team_id AND m.volunteer_id = {viewer} AND m.left_at IS NULL)"
)
_ORDER_STAFF = in_scope("{t}.unit_id", "{t}.handling_unit_id")

ORDER = Rule(resident=_REQUESTER, volunteer=f"({_ASSIGNED} OR {_OFFERED})", staff=_ORDER_STAFF)
"""Orders: the requester's own, those a volunteer may serve or served, those of a staff's units."""

ORDER_CONTACT = Rule(resident=_REQUESTER, volunteer=_ASSIGNED, staff=_ORDER_STAFF, auditor=NOBODY)
"""How to reach the requester: for those who serve, not for those who were only asked."""

CHECK_IN_CODE = Rule(resident=_REQUESTER, staff=in_scope("{t}.handling_unit_id"), auditor=NOBODY)
"""The check-in code: told on the spot by the requester, or by the staff who handle the order."""

FOLLOW_UP = Rule(staff=_ORDER_STAFF)
"""What staff heard afterwards."""

UNIT_BOARD = Rule(staff=in_scope("{t}.unit_id"))
"""Counts of a unit's orders."""

# --- incentives and guarantee -------------------------------------------------------------------

SERVICE_RECORD = Rule(volunteer=_OWN_RECORD, staff=in_scope("{t}.unit_id", "{t}.home_unit_id"))
"""Service records."""

POINTS = Rule(volunteer=_OWN_RECORD, staff=_HOME_UNIT)
"""Points accounts with their lots and entries."""

STAR_CHANGE = Rule(volunteer=_OWN_RECORD, staff=_HOME_UNIT)
"""How a volunteer came to their stars."""

EVENT_LOG = Rule()
"""The log itself: for auditors and the centre."""

SIGNED_IN = Rule(resident=ALL, volunteer=ALL, staff=ALL)
"""Whoever has a token."""
