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

OWN_VOLUNTEER = Rule(volunteer=_OWN, auditor=NOBODY, centre=NOBODY)
"""What only the volunteer is shown."""

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

_SEASON_UNIT = "(SELECT s.unit_id FROM read.honour_seasons s WHERE s.id = {t}.season_id)"
_SEASON_UNIT_OF_NOMINATION = (
    "(SELECT s.unit_id FROM read.nominations n JOIN read.honour_seasons s ON s.id = n.season_id"
    " WHERE n.id = {t}.nomination_id)"
)
_ANNOUNCED = "{t}.state IN ('IN_PUBLICITY', 'AWARDED')"
_NOMINEE = "{t}.nominee_id = {viewer}"
_NOMINATION_STAFF = in_scope("{t}.unit_id", _SEASON_UNIT)
_RAISED = "{t}.raised_by = {viewer}::text"

NOMINATION = Rule(
    anonymous=_ANNOUNCED,
    resident=_ANNOUNCED,
    volunteer=f"({_ANNOUNCED} OR {_NOMINEE})",
    staff=f"({_ANNOUNCED} OR {_NOMINATION_STAFF})",
)
"""Nominations: what is announced is for everybody."""

NOMINATION_IN_FULL = Rule(staff=in_scope(_SEASON_UNIT))
"""Who nominated and what reviewers said: for the unit that holds the season."""

NOMINATION_REVIEW = Rule(staff=in_scope(_SEASON_UNIT_OF_NOMINATION))
"""What each reviewer said, likewise."""

OBJECTION = Rule(resident=_RAISED, volunteer=_RAISED, staff=in_scope(_SEASON_UNIT_OF_NOMINATION))
"""Objections: not for the nominee or their unit, so that nobody has to fear for one."""

_HELD = "{t}.revoked_at IS NULL"

HONOUR = Rule(
    anonymous=_HELD,
    resident=_HELD,
    volunteer=f"({_HELD} OR {_NOMINEE})",
    staff=f"({_HELD} OR {_NOMINATION_STAFF})",
)
"""Honours: one that was taken back is no public matter any more."""

INSURANCE_COVER = Rule(
    volunteer=(
        "EXISTS (SELECT FROM read.insurance_enrolments e"
        " WHERE e.cover_id = {t}.id AND e.volunteer_id = {viewer})"
    ),
    staff=ALL,
)
"""Insurance policies: for all staff, and for those who are enrolled."""

INSURANCE_ENROLMENT = Rule(volunteer=_OWN_RECORD, staff=_HOME_UNIT)
"""Who is insured."""

HELP_CASE = Rule(
    volunteer=_OWN_RECORD, staff=f"({{role}} = 'UNIT_ADMIN' AND {in_scope('{t}.unit_id')})"
)
"""Cases of need: for the volunteer and for administrators, not for all staff."""

CERTIFICATE = Rule(volunteer=_OWN_RECORD, staff=in_scope("{t}.unit_id"))
"""Certificates in full; what anybody may verify is a type of its own."""

STAFF_OR_OWN = Rule(volunteer=_OWN, staff=ALL)
"""What is shown to any staff to whom a volunteer shows their code."""

# --- redeeming and the fund ---------------------------------------------------------------------

# Operators see their own counters; of the others only the unit's staff see more than is public.
_UNIT_STAFF = "{role} <> 'COUNTER'"
_WORKED = (
    "EXISTS (SELECT FROM read.counters worked"
    " WHERE worked.id = {t}.counter_id AND {subject} = ANY(worked.operators))"
)
_COUNTER_UNIT = "(SELECT c.unit_id FROM read.counters c WHERE c.id = {t}.counter_id)"
_PAYEE = (
    "EXISTS (SELECT FROM read.counters payee WHERE {subject} = ANY(payee.operators)"
    " AND payee.merchant_id IS NOT DISTINCT FROM {t}.merchant_id"
    " AND ({t}.merchant_id IS NOT NULL OR payee.unit_id = {t}.unit_id))"
)
_AT_COUNTER = f"({_WORKED} OR ({_UNIT_STAFF} AND {in_scope(_COUNTER_UNIT)}))"

COUNTER_IN_FULL = Rule(
    staff=f"({{subject}} = ANY({{t}}.operators) OR ({_UNIT_STAFF} AND {in_scope('{t}.unit_id')}))"
)
"""Who works a counter, and what it may take."""

COUNTER_DAY = Rule(staff=_AT_COUNTER)
"""What a counter takes a day."""

REDEMPTION = Rule(volunteer=_OWN_RECORD, staff=_AT_COUNTER)
"""Redemptions: the volunteer's own, those of the counters that an operator works or staff run."""

REDEMPTION_CODE = Rule(
    volunteer=f"({_OWN_RECORD} AND {{t}}.state = 'HELD' AND {{t}}.expires_at > {{now}})",
    auditor=NOBODY,
    centre=NOBODY,
)
"""The one-time code: told at the counter by the volunteer, and by nobody else."""

WORKED_COUNTER = Rule(staff=_WORKED, auditor=NOBODY, centre=NOBODY)
"""What belongs to a counter, for those alone who work it."""

COST = Rule(staff=ALL)
"""What a reward costs the fund."""

MERCHANT_IN_FULL = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})")
"""Whom to call at a merchant, and how it stands with the contract."""

BANK_ACCOUNT = Rule(auditor=NOBODY)
"""Where a merchant is paid: for the centre, which pays."""

SETTLEMENT = Rule(staff=f"({_PAYEE} OR ({_UNIT_STAFF} AND {in_scope('{t}.unit_id')}))")
"""Settlements: the unit's staff, and those who work a counter of the payee."""

FUND_BOOKS = Rule()
"""The fund's books: for auditors and the centre; the public gets a statement a year."""

# --- the log ------------------------------------------------------------------------------------

EVENT_LOG = Rule()
"""The log itself: for auditors and the centre."""

SIGNED_IN = Rule(resident=ALL, volunteer=ALL, staff=ALL)
"""Whoever has a token."""
