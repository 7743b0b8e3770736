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
# Operators see their own counters; of all else in the unit they need nothing about anybody.
_UNIT_STAFF = "{role} <> 'COUNTER'"
_HOME_UNIT = in_scope("(SELECT v.unit_id FROM read.volunteers v WHERE v.id = {t}.volunteer_id)")

# --- organisation -------------------------------------------------------------------------------

VENUE_BOOKING_IN_FULL = Rule(
    staff=in_scope("{t}.unit_id", "(SELECT v.unit_id FROM read.venues v WHERE v.id = {t}.venue_id)")
)
"""Who booked a venue: for staff of the unit that uses it, and of the unit whose venue it is."""

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

_OF_UNIT = f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})"

CONTACT = Rule(resident=_OWN, volunteer=_OWN, staff=_OF_UNIT, auditor=NOBODY)
"""Telephone and id number, unmasked."""

RESIDENT = Rule(resident=_OWN, staff=_OF_UNIT)
"""Residents."""

_HOME_UNIT_STAFF = f"({_UNIT_STAFF} AND {_HOME_UNIT})"

GUARDIAN = Rule(volunteer=_OWN_RECORD, staff=_HOME_UNIT_STAFF)
"""Guardians of minors: for the minor, and for staff of the unit."""

GUARDIAN_CONTACT = Rule(volunteer=_OWN_RECORD, staff=_HOME_UNIT_STAFF, auditor=NOBODY)
"""Their telephone, unmasked."""

_OWN_PERSON = "{t}.person_id = {viewer}"
_PERSONS_ADMIN = f"({{role}} = 'UNIT_ADMIN' AND {in_scope('{t}.unit_id')})"

ERASURE = Rule(resident=_OWN_PERSON, volunteer=_OWN_PERSON, staff=_PERSONS_ADMIN)
"""Requests to erase: the person's own, and for administrators of the person's unit."""

ERASURE_IN_FULL = Rule(staff=_PERSONS_ADMIN)
"""Who asked for an erasure and who decided: no names of staff for the person."""

RETENTION_DUE = Rule()
"""Whose information is erased next: for auditors and the centre."""

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
_ORDER_STAFF = f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id', '{t}.handling_unit_id')})"

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

# --- projects, the purchase list and the budget -------------------------------------------------

PROJECT_STAFF = Rule(staff=in_scope("{t}.unit_id"))
"""Who established a project."""

PROJECT_RECORD = Rule(
    staff=in_scope("(SELECT p.unit_id FROM read.projects p WHERE p.id = {t}.project_id)")
)
"""Who did what in a project, and why volunteers left it."""

_PURCHASE_UNIT = "(SELECT p.unit_id FROM read.purchase_items p WHERE p.id = {t}.purchase_item_id)"

PURCHASE_IN_FULL = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})")
"""Who did what about a purchase; what is bought from whom for how much is public."""

PURCHASE_MILESTONE_IN_FULL = Rule(staff=f"({_UNIT_STAFF} AND {in_scope(_PURCHASE_UNIT)})")
"""Who did what about a milestone of its contract, likewise."""

_ADOPTED = "{t}.state = 'ADOPTED'"

BUDGET = Rule(anonymous=_ADOPTED, resident=_ADOPTED, volunteer=_ADOPTED, staff=_ADOPTED)
"""Budgets: public once they are adopted, drafts for the centre and auditors."""

BUDGET_STAFF = Rule(staff=_UNIT_STAFF)
"""Who drew a budget up, and who adopted it."""

BUDGET_ACCOUNT = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})")
"""What units have of a budget and spent: for the unit's staff."""

BUDGET_ENTRY = Rule(
    staff=f"({_UNIT_STAFF} AND ({{t}}.unit_id IS NULL OR {in_scope('{t}.unit_id')}))"
)
"""Entries of a budget: those of a line alone for all staff, of a unit for its own."""

BUDGET_AMENDMENT = Rule(staff=_UNIT_STAFF)
"""Amendments of a budget, with who proposed and decided them."""

# --- feedback -----------------------------------------------------------------------------------

_ASKED = "{t}.asker_id = {viewer}"
# A unit asks, too: it placed the order that was followed up.
_IMPROVING = f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id', '{t}.asker_id')})"
_IMPROVING_UNIT = "(SELECT i.unit_id FROM read.improvement_tasks i WHERE i.id = {t}.task_id)"

IMPROVEMENT_TASK = Rule(resident=_ASKED, volunteer=_ASKED, staff=_IMPROVING)
"""Improvement tasks: for the unit's staff, and for who asked for it."""

IMPROVEMENT_IN_FULL = Rule(staff=in_scope("{t}.unit_id"))
"""Who did what about a task: for the unit's staff alone."""

IMPROVEMENT_NOTE = Rule(staff=in_scope(_IMPROVING_UNIT))
"""How far a task has come, likewise."""

FEEDBACK_CASE = Rule(
    resident=_ASKED,
    volunteer=_ASKED,
    staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})",
)
"""Complaints and suggestions: for who made them, and the staff who have to answer."""

FEEDBACK_IN_FULL = Rule(staff=in_scope("{t}.unit_id"))
"""Who answered a complaint or suggestion, and who filed it for somebody."""

FOLLOW_UP_SAMPLE = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.handling_unit_id')})")
"""Which orders are drawn for a follow-up: for those who are to ask."""

_PUBLISHED = "{t}.state <> 'DRAFT'"
_VERSION_PUBLISHED = "{t}.published_at IS NOT NULL"
_DRAFTING = f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})"

QUESTIONNAIRE = Rule(
    anonymous=_PUBLISHED,
    resident=_PUBLISHED,
    volunteer=_PUBLISHED,
    staff=f"({_PUBLISHED} OR {_DRAFTING})",
)
"""Questionnaires: what is published is for everybody, a draft for the unit's staff."""

QUESTIONNAIRE_VERSION = Rule(
    anonymous=_VERSION_PUBLISHED,
    resident=_VERSION_PUBLISHED,
    volunteer=_VERSION_PUBLISHED,
    staff=f"({_VERSION_PUBLISHED} OR {_DRAFTING})",
)
"""Versions of questionnaires, likewise."""

QUESTIONNAIRE_STAFF = Rule(staff=_DRAFTING)
"""Who drafted and published, and how many claimed a ballot."""

_TURNOUT_KNOWN = "(NOT {t}.anonymous OR {t}.closed_at IS NOT NULL)"

QUESTIONNAIRE_TURNOUT = Rule(
    staff=f"({_TURNOUT_KNOWN} AND {_DRAFTING})", auditor=_TURNOUT_KNOWN, centre=_TURNOUT_KNOWN
)
"""How many answered: of an anonymous version not while more may come."""

# Nobody at all sees what anonymous answers say while more may come, or while they are so few that
# each might be somebody's: from the difference of two looks one would learn what one of them said.
_SHOWN = "{t}.shown"

QUESTIONNAIRE_RESULT = Rule(staff=f"({_SHOWN} AND {_DRAFTING})", auditor=_SHOWN, centre=_SHOWN)
"""What people answered: for the unit's staff."""

_OWN_BALLOT = "{t}.person_id = {viewer}"

BALLOT = Rule(
    resident=_OWN_BALLOT, volunteer=_OWN_BALLOT, staff=NOBODY, auditor=NOBODY, centre=NOBODY
)
"""Ballots: for those alone who claimed them."""

CAST_BALLOT = Rule()
"""Ballots that were cast: for auditors and the centre, who verify the signatures."""

# --- joint meetings and inspections --------------------------------------------------------------

_IN_AN_INVITED_UNIT = (
    "EXISTS (SELECT FROM read.meeting_invitations invited"
    " JOIN read.units scope ON scope.id = invited.unit_id"
    " WHERE invited.meeting_id = {meeting} AND scope.path @> ARRAY[{{unit}}])"
)
_MINUTES_ARE_OUT = (
    "EXISTS (SELECT FROM read.joint_meetings held"
    " WHERE held.id = {t}.meeting_id AND held.state = 'PUBLISHED')"
)

JOINT_MEETING = Rule(staff=f"({_UNIT_STAFF} AND {_IN_AN_INVITED_UNIT.format(meeting='{t}.id')})")
"""Joint meetings: for staff of the units that are invited, and of those above them."""

MEETING_PART = Rule(
    staff=f"({_UNIT_STAFF} AND {_IN_AN_INVITED_UNIT.format(meeting='{t}.meeting_id')})"
)
"""What belongs to a joint meeting, likewise."""

MATTER_OUTCOME = Rule(staff=_MINUTES_ARE_OUT)
"""What was decided: for those invited once the minutes are published."""

MINUTES_DRAFT = Rule(auditor=NOBODY)
"""Minutes that are not published: for the centre."""

MEETING_TASK = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})")
"""Tasks of joint meetings: for staff of the unit that does them."""

INSPECTION = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})")
"""Inspections: for staff of the inspected unit, and of those above it."""

VETO = Rule(staff="{t}.state NOT IN ('PROPOSED', 'DROPPED')")
"""The veto of an inspection: no word of it to the unit unless it is decided for."""

COUNTED_EVENT = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})")
"""The events behind a figure: for staff of the unit; what they say is the log's matter."""

_ASSESSED_UPPER = "(SELECT u.parent_id FROM read.units u WHERE u.id = {t}.unit_id)"
_ASSESSMENT_ANNOUNCED = (
    "EXISTS (SELECT FROM read.assessment_processes p"
    " WHERE p.id = {t}.assessment_id AND p.state IN ('PUBLICITY', 'FINAL'))"
)

ASSESSMENT_IN_FULL = Rule(staff=f"({_UNIT_STAFF} AND {in_scope('{t}.unit_id')})")
"""Who spoke for a unit, and who checked and finalised its assessment."""

ASSESSMENT_REVIEW = Rule(
    anonymous=_ASSESSMENT_ANNOUNCED,
    resident=_ASSESSMENT_ANNOUNCED,
    volunteer=_ASSESSMENT_ANNOUNCED,
    staff=f"({_ASSESSMENT_ANNOUNCED} OR ({_UNIT_STAFF} AND {in_scope('{t}.unit_id')}))",
)
"""Self-review and check of an assessment: what is announced is for everybody."""

ASSESSMENT_OBJECTION = Rule(
    resident=_RAISED,
    volunteer=_RAISED,
    staff=f"({{t}}.raised_by = {{subject}} OR ({_UNIT_STAFF} AND {in_scope(_ASSESSED_UPPER)}))",
)
"""Objections to an assessment: not for the unit itself, so that nobody has to fear for one."""

# --- activities ---------------------------------------------------------------------------------

_TOLD = "{t}.state <> 'DRAFT'"
_ACTIVITY_UNIT = "(SELECT a.unit_id FROM read.activities a WHERE a.id = {t}.activity_id)"
_COURSE_UNIT = "(SELECT c.unit_id FROM read.courses c WHERE c.id = {t}.course_id)"
_OWN_PART = "{t}.participant_id = {viewer}"

ACTIVITY = Rule(
    anonymous=_TOLD,
    resident=_TOLD,
    volunteer=_TOLD,
    staff=f"({_TOLD} OR {in_scope('{t}.unit_id')})",
)
"""Activities: for everybody once they are published."""

ACTIVITY_IN_FULL = Rule(staff=in_scope("{t}.unit_id"))
"""Who planned an activity."""

ACTIVITY_CODE = Rule(staff=in_scope("{t}.unit_id"), auditor=NOBODY)
"""The check-in code of an activity: told on the spot by the staff of its unit."""

PARTICIPATION = Rule(
    resident=_OWN_PART, volunteer=_OWN_PART, staff=f"({_UNIT_STAFF} AND {in_scope(_ACTIVITY_UNIT)})"
)
"""Who takes part in an activity, and what they said of it."""

ACTIVITY_DUTY = Rule(volunteer=_OWN_RECORD, staff=f"({_UNIT_STAFF} AND {in_scope(_ACTIVITY_UNIT)})")
"""Who is on duty at an activity."""

ENROLMENT = Rule(
    resident=_OWN_PART, volunteer=_OWN_PART, staff=f"({_UNIT_STAFF} AND {in_scope(_COURSE_UNIT)})"
)
"""Who is enrolled in a course."""

# --- the events behind a number ------------------------------------------------------------------

_OWN_FIGURE = "{t}.owner_id = {viewer}"
_STAFF_OF_FIGURE = in_scope("(SELECT v.unit_id FROM read.volunteers v WHERE v.id = {t}.owner_id)")

EVENT_CAUSE = Rule(staff=ALL)
"""Who caused an event, and by which command: people are shown no names of staff."""

FIGURE_OF_VOLUNTEER = Rule(volunteer=_OWN_FIGURE, staff=_STAFF_OF_FIGURE)
"""What the numbers of a volunteer are made of: for the volunteer, and staff of the unit."""

FIGURE_OF_RECORD = Rule(
    volunteer="EXISTS (SELECT FROM read.service_records r"
    " WHERE r.id = {t}.owner_id AND r.volunteer_id = {viewer})",
    staff="EXISTS (SELECT FROM read.service_records r JOIN read.units scope"
    " ON scope.id IN (r.unit_id, r.home_unit_id)"
    " WHERE r.id = {t}.owner_id AND scope.path @> ARRAY[{unit}])",
)
"""What the minutes of a service record are made of: for those who see the record."""

FIGURE_OF_STOCK = Rule(
    staff="EXISTS (SELECT FROM read.counter_stocks s JOIN read.counters c ON c.id = s.counter_id"
    " JOIN read.units scope ON scope.id = c.unit_id"
    " WHERE s.id = {t}.owner_id AND scope.path @> ARRAY[{unit}])"
)
"""What a stock is made of: for staff of the counter's unit."""

FIGURE_OF_SETTLEMENT = Rule(
    staff="EXISTS (SELECT FROM read.settlements s JOIN read.units scope ON scope.id = s.unit_id"
    f" WHERE s.id = {{t}}.owner_id AND {_UNIT_STAFF} AND scope.path @> ARRAY[{{unit}}])"
)
"""What the total of a settlement is made of: for staff of the unit that drew it up."""

FIGURE_OF_BUDGET_ACCOUNT = Rule(
    staff="EXISTS (SELECT FROM read.budget_accounts a JOIN read.units scope"
    " ON scope.id = a.unit_id"
    f" WHERE a.id = {{t}}.owner_id AND {_UNIT_STAFF} AND scope.path @> ARRAY[{{unit}}])"
)
"""What a unit's part of a budget is made of: for the unit's staff."""

FIGURE_OF_BOOKS = Rule()
"""What the fund's and a budget line's numbers are made of: for auditors and the centre."""

# --- the log ------------------------------------------------------------------------------------

EVENT_LOG = Rule()
"""The log itself: for auditors and the centre."""

ACCESS_TRAIL = Rule()
"""Who read and who changed, likewise."""

OWN_DATA = Rule(resident=ALL, volunteer=ALL, auditor=NOBODY, centre=NOBODY)
"""What is about the data of who asks, for those about whom there is any."""

SIGNED_IN = Rule(resident=ALL, volunteer=ALL, staff=ALL)
"""Whoever has a token."""
