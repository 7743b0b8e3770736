"""Queries over every type and every way of asking."""

from five_steps.commands import Role
from five_steps.graphql_api.kernel.viewer import READS_ALL, STAFF

_VOLUNTEER = """
    __typename id name phone idNumberMasked birthDate minor partyMember skills categories status
    starLevel minutes frozenMinutes recordCount ratingsCount rating lastServedAt registeredAt
    approvedAt position
"""
_UNIT = "id code name tier pointKind region responsible openingHours status depth foundedAt"
_RECORD = """
    id kind category startsAt endsAt minutes state submittedBy submittedAt verifiedBy verifiedAt
    reason rejectionReason evidenceHash score policyVersion correctionCount correctionReason
    correctedBy correctedAt position
"""
_ORDER = """
    id category title place details contact startsAt endsAt headcount acceptedCount skills hazardous
    state stateBeforeDispute requesterKind dueAt overdue overdueStage placedAt dispatchedAt
    acceptedAt startedAt completedAt closedAt score comment tags ratedAt amended followUpChannel
    satisfied complaint followUpResult followedUpAt endedReason position
"""
_PAGE = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"

QUERIES: dict[str, str] = {
    "volunteer with unit and records": f"""
        query ($volunteer: ID!, $first: Int!) {{ volunteer(id: $volunteer) {{ {_VOLUNTEER}
            unit {{ {_UNIT} parent {{ name }} }}
            serviceRecords(first: $first) {{ totalCount {_PAGE}
                edges {{ cursor node {{ {_RECORD} unit {{ name }} order {{ id title }} }} }} }}
            pointsAccount {{ issued frozen available
                lots {{ points expiresAt frozen policyVersion record {{ id minutes }} }}
                entries(first: 2) {{ {_PAGE} edges {{ node {{
                    kind points minutes coefficient cause policyVersion availableAfter occurredAt
                    position }} }} }} }}
            starChanges {{ level previousLevel minutes ratingsCount occurredAt }}
        }} }}""",
    "volunteers": f"""
        query ($unit: ID!, $yes: Boolean!) {{
            volunteers(filter: {{under: $unit, partyMember: $yes}}, orderBy: REGISTERED) {{
                totalCount edges {{ node {{ {_VOLUNTEER} unit {{ name }}
                    serviceRecords(first: 1) {{ totalCount edges {{ node {{ minutes }} }} }} }} }}
        }} }}""",
    "units as a tree": f"""
        query ($unit: ID!, $search: String) {{
            unit(id: $unit) {{ {_UNIT} children(first: 1) {{ totalCount {_PAGE}
                edges {{ cursor node {{ {_UNIT} children {{ edges {{ node {{ code }} }} }} }} }}
                    }} }}
            units(filter: {{under: $unit, tier: [STATION, INSTITUTE], search: $search}}) {{
                totalCount edges {{ node {{ code parent {{ code parent {{ code }} }} }} }} }}
        }}""",
    "venues, teams, menu": """
        { venues { edges { node { id name kind capacity openingHours closed unit { name } } } }
          teams { totalCount edges { node { id name kind captain memberCount formedAt
            parent { name } unit { code }
            members { totalCount edges { cursor node { joinedAt leftAt volunteer { name } } } } }
                } }
          menuItems(filter: {offered: true}) { edges { node { id category title description minutes
            headcount offered unit { name } } } } }""",
    "order in full": f"""
        query ($order: ID!) {{ order(id: $order) {{ {_ORDER}
            unit {{ name }} handlingUnit {{ name parent {{ name }} }}
            requesterResident {{ id name phone unit {{ code }} }} requesterUnit {{ name }}
            menuItem {{ title }} team {{ name }}
            assignments {{ status acceptedAt checkedInAt checkedOutAt minutes score
                volunteer {{ id name phone }} record {{ id minutes }} }}
            invitations {{ invitedAt declinedAt reason volunteer {{ name }} }}
        }} }}""",
    "orders filtered and ordered": f"""
        query ($unit: ID!, $states: [OrderState!], $from: DateTime) {{
            a: orders(filter: {{under: $unit, state: $states, startsFrom: $from}}, first: 2) {{
                totalCount {_PAGE} edges {{ cursor node {{ id title state }} }} }}
            b: orders(orderBy: STARTS_FIRST) {{ edges {{ node {{ title startsAt }} }} }}
            c: orders(orderBy: STARTS_LAST) {{ nothing: totalCount
                edges {{ node {{ title startsAt }} }} }}
            d: orders(orderBy: DUE_FIRST) {{ edges {{ cursor node {{ title dueAt }} }} }}
        }}""",
    "orders of somebody": """
        query ($volunteer: ID!, $resident: ID!, $no: Boolean) {
            a: orders(filter: {volunteer: $volunteer}) { edges { node { title } } }
            b: orders(filter: {requester: $resident, overdue: $no, category: [CULTURE]}) {
                edges { node { title } } } }""",
    "board": """
        query ($unit: ID!, $station: ID!) {
            ordersBoard(unitId: $unit) { total placed dispatched accepted inService completed rated
                unrated followedUp cancelled expired disputed overdue unit { name } }
            station: ordersBoard(unitId: $station) { total rated } }""",
    "leaderboard": """
        query ($unit: ID, $first: Int!) {
            all: leaderboard(first: $first) { rank minutes recordCount
                volunteer { id name starLevel unit { name } } unit { code } }
            month: leaderboard(period: "2026-03", unitId: $unit) { rank minutes
                volunteer { name } }
            none: leaderboard(period: "1999") { rank } }""",
    "service records": f"""
        query ($volunteer: ID!, $from: DateTime) {{
            serviceRecords(filter: {{volunteer: $volunteer, state: [VERIFIED], startsFrom:
                $from}}) {{
                totalCount edges {{ node {{ {_RECORD} volunteer {{ name }} order {{ title }} }}
                    }} }}
            everything: serviceRecords(first: 1) {{ {_PAGE} totalCount }} }}""",
    "points": """
        query ($volunteer: ID!, $redeemer: ID!) {
            pointsAccount(volunteerId: $volunteer) {
                issued frozen available position volunteer { name }
                lots(first: 1) { points } entries { totalCount edges { cursor node { points } } } }
            redeemer: pointsAccount(volunteerId: $redeemer) {
                issued available frozen held spent expired spendable
                lots { points left held spent expired expiresAt frozen policyVersion record { id } }
                entries(first: 5) { edges { node { kind fromBalance toBalance points availableChange
                    minutes coefficient cause policyVersion issuedAfter availableAfter frozenAfter
                    heldAfter spentAfter expiredAfter occurredAt position record { id }
                    redemption { state reward { name } } adjustment { reason state } } } } } }""",
    "catalogue and counters": """
        query ($counter: ID!, $redeemer: ID!, $reward: ID!, $unit: ID!, $search: String) {
            rewards(filter: {counterId: $counter, affordableFor: $redeemer, kind: [GOODS],
                offered: true}, orderBy: DEAREST) { totalCount edges { cursor node { id kind name
                description points costCents starFloor perPersonMax validFrom validUntil returnDays
                withdrawn offered putOnAt position unit { code }
                stocks { onHand reserved free position counter { name } } } } }
            reward(id: $reward) { name }
            dear: rewards(orderBy: CHEAPEST, first: 1) { edges { node { points } } }
            named: rewards(filter: {search: $search}, orderBy: NAME) { totalCount }
            newest: rewards(orderBy: NEWEST, first: 1) { edges { node { putOnAt } } }
            counters(filter: {under: $unit, shut: false}) { edges { node { id name place weekdays
                opensMinute closesMinute dayPointsMax operators shut shutReason openedAt
                unit { code } stocks { free reward { name } }
                days { day points redemptionCount }
                merchant { name contact account signedUpAt endedAt endedReason } } } }
            mine: counters(filter: {mine: true}) { totalCount }
            counter(id: $counter) { name } merchants { totalCount edges { node { id name } } } }""",
    "redemptions": """
        query ($redemption: ID!, $counter: ID!, $from: DateTime) {
            redemptions(filter: {counter: $counter, heldFrom: $from, settled: false}) { totalCount
                edges { cursor node { id state } } }
            redemption(id: $redemption) { state quantity points costCents heldBy heldAt expiresAt
                confirmedBy confirmedAt fulfilledBy fulfilledAt endedBy endedAt endedReason
                returnableUntil position volunteer { name phone } counter { name } reward { name }
                settlement { totalCents } } }""",
    "settlements": """
        query ($settlement: ID!) {
            settlement(id: $settlement) { id state startsAt endsAt lineCount totalCents statedBy
                statedAt disputedBy disputedAt disputeReason answeredBy answeredAt answer agreedBy
                agreedAt paidBy paidAt reference position merchant { name } unit { code }
                lines { totalCount edges { cursor node { number costCents redemption { state } } } }
            } adjustments { edges { node { points reason state proposedBy proposedAt decidedBy
                decidedAt rejectionReason volunteer { name } } } } }""",
    "the public statement of the fund": """
        query ($year: Int!) { fundStatement(year: $year) { year openingCents donationCount
            donatedCents allocatedCents committedCents paidCents spentCents closingCents
            spending { purpose spentCents } } none: fundStatement(year: 1999) { year } }""",
    "the books of the fund": """
        query ($merchant: ID!) { fund { freeCents reservedCents payableCents cashCents position }
            fundPostings(first: 50) { totalCount edges { cursor node { cause debit credit
                amountCents party donorIsPerson purpose reference recordedBy freeAfter reservedAfter
                payableAfter cashAfter occurredAt position redemption { state }
                merchant { name } } } }
            paid: fundPostings(filter: {merchant: $merchant, cause: [SETTLEMENT]}) { totalCount }
        }""",
    "volunteers by telephone": """
        query ($counter: ID!) { volunteerByPhone(counterId: $counter, phone: "139 0000 0000") {
            id name phone starLevel status } }""",
    "honours": """
        query ($unit: ID!, $season: ID!, $no: Boolean) {
            honourSeasons(filter: {under: $unit, category: [VOLUNTEER], closed: $no}) { totalCount
                edges { cursor node { id category name criteria places taken nominationsFrom
                    nominationsUntil reviewsLeast publicityDays closed announcedAt position
                    unit { code } honours { nomineeName }
                    nominations { totalCount edges { node { id state } } } } } }
            nominations(filter: {season: $season, state: [AWARDED, NOMINATED]}) { totalCount
                edges { cursor node { id category nomineeName reason state nominatedAt nominatedBy
                    reviewCount recommendations meanScore publicityBeganAt publicityEndsAt
                    openObjections endedReason position season { name } volunteer { name }
                    team { name } unit { name }
                    reviews { reviewer score recommended comment reviewedAt position }
                    objections { id reason raisedBy raisedAt upheld decision decidedBy decidedAt
                        position } honour { id } } } }
            honours { totalCount edges { cursor node { id category nomineeName awardedAt revokedAt
                revocationReason position season { name } volunteer { id } team { id }
                unit { id } } } } }""",
    "benefits of volunteers": """
        query ($volunteer: ID!, $unit: ID!, $yes: Boolean) {
            benefits(filter: {valid: $yes, starLevel: 2}) { totalCount edges { cursor node { id name
                provider description starFloor validFrom validUntil withdrawn valid position
                unit { code } } } }
            all: benefits(filter: {under: $unit}) { totalCount }
            volunteer(id: $volunteer) { name
                honours { nomineeName season { name } }
                certificates { totalCount edges { node { number } } }
                insurance { enrolledAt enrolledBy position cover { policyNumber inForce }
                    volunteer { name } }
                helpCases { id situation state openedBy openedAt decidedBy decidedAt rejectionReason
                    approvedCents givenCents result closedAt position unit { code }
                    volunteer { name } assistance { amountCents reference givenBy givenAt
                        position } }
                starProgress { level reached minutes ratingsCount ratingsTotal rating policyVersion
                    effectiveFrom rules } } }""",
    "insurance and help": """
        query ($volunteer: ID!) {
            insuranceCovers { totalCount edges { cursor node { id insurer policyNumber categories
                hazardous starFloor startsAt endsAt terminated terminationReason inForce
                enrolledCount position unit { code }
                enrolments { totalCount edges { cursor node { volunteer { name } } } } } } }
            helpCases(filter: {volunteer: $volunteer, state: [APPROVED]}) { totalCount
                edges { cursor node { id situation } } } }""",
    "certificates": """
        query ($number: String!) {
            certificate(number: $number) { id number holderName idNumberMasked startsAt endsAt
                minutes recordCount recordsHash intact starLevel issuer issuedBy consent issuedAt
                revokedAt revocationReason position volunteer { name } unit { code } }
            verifyCertificate(number: $number) { number valid maskedName startsAt endsAt minutes
                recordCount intact issuer issuedAt revokedAt }
            none: verifyCertificate(number: "2026000000000000") { valid } }""",
    "assessments and policies": """
        query ($unit: ID!, $station: ID!, $year: Int!, $from: DateTime) {
            unitAssessment(unitId: $station, year: $year) { year ownScore score grade policyVersion
                unit { name } indicators { indicator state numerator denominator value target weight
                score } }
            unitAssessments(year: $year, under: $unit) { totalCount
                edges { cursor node { score unit { code } } } }
            policy { kind version effectiveFrom publishedBy publishedAt rules }
            before: policy(asOf: $from) { kind } }""",
    "viewer": """
        { viewer { role unit { name } volunteer { id name phone } resident { id name phone } } }""",
    "fragments and directives": """
        query ($volunteer: ID!, $yes: Boolean!, $no: Boolean!) {
            volunteer(id: $volunteer) { ...Named ... on Node { id } ... @include(if: $yes) {
                minutes }
                starLevel @skip(if: $yes) unit { name } ...Placed again: unit { code } }
            second: volunteer(id: $volunteer) @include(if: $no) { id } }
        fragment Named on Volunteer { name called: name }
        fragment Placed on Volunteer { unit { code __typename } __typename }""",
    "counts alone": """
        { units { totalCount } orders { pageInfo { hasNextPage __typename } __typename }
          menuItems { __typename } }""",
    "next page": """
        query ($station: ID!) {
            units(first: 2, after: "BA 00000000-0000-0000-0000-000000000000") {
                pageInfo { hasPreviousPage hasNextPage } edges { cursor node { code } } }
            orders(filter: {handlingUnit: $station}, after:
                "2026-03-04 03:00:00+00 ffffffff-ffff-ffff-ffff-ffffffffffff") {
                edges { node { title } } } }""",
}

FOR_ROLES: dict[str, frozenset[Role]] = {
    "volunteers": STAFF | READS_ALL | {Role.VOLUNTEER},
    "the books of the fund": READS_ALL,
    "insurance and help": STAFF | READS_ALL | {Role.VOLUNTEER},
    "volunteers by telephone": frozenset({Role.COUNTER}),
}
"""Queries that only some may ask."""
