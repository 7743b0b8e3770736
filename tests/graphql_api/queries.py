"""Queries over every type and every way of asking."""

from five_steps.commands import Role
from five_steps.graphql_api.kernel.viewer import READS_ALL, STAFF

_VOLUNTEER = """
    __typename id name phone idNumberMasked birthDate minor partyMember skills categories status
    starLevel minutes frozenMinutes recordCount ratingsCount rating lastServedAt registeredAt
    approvedAt position
"""
_UNIT = """
    id code name tier pointKind region responsible partyHead openingHours status depth foundedAt
"""
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
_ACTIVITY = """
    id line subForm method title description place startsAt endsAt month state signUpOpensAt
    signUpClosesAt openForSignUp capacity placeCount waitingCount attendedCount attendance
    dutyHeadcount dutyCount dutyCategory dutySkills publishedAt heldAt evidenceHashes cancelledAt
    cancellationReason ratingsCount rating createdBy createdAt position
"""
_QUESTIONNAIRE = """
    id state title audience anonymous opensAt closesAt createdBy createdAt answeredByMe position
    unit { code } current { version title introduction audience anonymous opensAt closesAt
        publishedAt publishedBy closedAt resultsFrom ballotKey answerCount ballotCount position
        questions { number kind text required scaleMax options answered mean
            distribution { value option answers }
            written { totalCount edges { cursor node { text resident { name } volunteer { name }
            } } } }
        castBallots { totalCount edges { cursor node { serial signature } } } }
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
    "history of a unit": """
        query ($station: ID!, $unit: ID!, $from: DateTime!) {
            unit(id: $station) { mergedAt mergedInto { code } successor { code }
                mergedUnits { totalCount edges { node { code } } }
                history { totalCount edges { cursor node { change since until reason name
                    responsible partyHead status position parent { code } other { code } } } }
                asOf(at: $from) { name partyHead } }
            young: unit(id: $unit) { asOf(at: "2000-01-01T00:00:00Z") { name } } }""",
    "venues and their bookings": """
        query ($station: ID!, $from: DateTime!, $no: Boolean) {
            venues(filter: {unit: $station, closed: $no, capacityLeast: 100}) { totalCount
                edges { node { id name kind capacity openingHours closedDates closed
                    openWindows { weekday opensMinute closesMinute } unit { name }
                    bookings(filter: {endsAfter: $from}) { totalCount edges { cursor node {
                        id purpose } } } } } }
            free: venues(filter: {free: {startsAt: "2026-03-10T01:00:00Z",
                endsAt: "2026-03-10T03:00:00Z"}}) { edges { node { name } } }
            venueBookings(filter: {under: $station, released: $no, holderKind: [UNIT],
                holder: $station, startsBefore: "2026-04-01T00:00:00Z"}) { totalCount
                edges { cursor node { id holderKind holderId purpose headcount startsAt endsAt
                    bookedAt bookedBy releasedAt releasedBy releaseReason position
                    venue { name } unit { code } } } } }""",
    "teams, captains and members": """
        query ($volunteer: ID!, $from: DateTime!, $no: Boolean) {
            teams(filter: {disbanded: $no}) { totalCount edges { node {
                id name kind captain captainNamed memberCount formedAt disbandedAt disbandReason
                parent { name } unit { code }
                captains { captain named since until position }
                members { totalCount edges { cursor node { joinedAt leftAt volunteer { name } } } }
                memberships(filter: {asOf: $from, current: $no}) { edges { node {
                    joinedAt leftAt } } } } } }
            volunteer(id: $volunteer) { memberships { totalCount edges { cursor node {
                joinedAt leftAt team { name } } } } } }""",
    "an activity in full": f"""
        query ($activity: ID!, $draft: ID!) {{
            draft: activity(id: $draft) {{ title state createdBy }}
            activity(id: $activity) {{ {_ACTIVITY} unit {{ code }} venue {{ name }}
                series {{ title }} course {{ title }}
                participants(filter: {{status: [ATTENDED, SIGNED_UP]}}) {{ totalCount {_PAGE}
                    edges {{ cursor node {{ kind status waitingPlace signedUpAt cancelledAt
                        checkedInAt score comment ratedAt position activity {{ title }}
                        resident {{ id name }} volunteer {{ id name }} }} }} }}
                duties {{ totalCount edges {{ node {{ status }} }} }} }} }}""",
    "activities": f"""
        query ($unit: ID!, $yes: Boolean, $from: DateTime!) {{
            activities(filter: {{under: $unit, line: [CULTURE_SPORTS], startsFrom: $from}},
                orderBy: BEST_RATED) {{ totalCount {_PAGE} edges {{ cursor node {{ id title rating
                    duties {{ edges {{ node {{ status joinedAt checkedInAt checkedOutAt evidenceHash
                        minutes position activity {{ id }} volunteer {{ id name }}
                        record {{ minutes activity {{ title }} }} }} }} }} }} }} }}
            open: activities(filter: {{openForSignUp: $yes}}, orderBy: STARTS_FIRST) {{
                edges {{ node {{ title openForSignUp }} }} }}
            wanted: activities(filter: {{dutyWanted: $yes}}, orderBy: MOST_ATTENDED) {{
                totalCount edges {{ node {{ title }} }} }} }}""",
    "series, courses and coverage": """
        query ($unit: ID!, $station: ID!, $series: ID!, $course: ID!, $year: Int!, $yes: Boolean) {
            activitySeries(filter: {under: $unit, line: [CULTURE_SPORTS], ended: false}) {
                totalCount edges { cursor node { id line subForm method title capacity startsAt
                    endsAt frequency interval times until signUpDays activityCount endedAt
                    endedReason position unit { code } venue { name }
                    activities(orderBy: STARTS_FIRST) { totalCount edges { node { title } } } } } }
            activities(filter: {series: $series}) { totalCount }
            course(id: $course) { id line subForm title description place capacity placeCount
                waitingCount startsAt endsAt sessionCount sessionsHeld completionPercent
                completedCount enrolmentClosesAt openForEnrolment state closedAt cancellationReason
                position unit { code } venue { name } sessions { title state course { id } }
                enrolments { totalCount edges { cursor node { kind status enrolledAt cancelledAt
                    attended position course { title } resident { name } volunteer { name } } } } }
            courses(filter: {under: $unit, state: [OPEN], openForEnrolment: $yes}) {
                totalCount edges { cursor node { title } } }
            activityCoverage(unitId: $station, year: $year) { line year covered heldCount
                attendance subForms latestAt unit { code } }
            activityMonths(unitId: $unit, year: $year) { month line heldCount attendance
                unit { code } } }""",
    "what the viewer takes part in": """
        { viewer { signUps(filter: {status: [ATTENDED, WAITING, SIGNED_UP]}) { totalCount
                edges { cursor node { status score activity { title } } } }
            duties { totalCount edges { node { status activity { title } } } }
            enrolments { totalCount edges { node { status attended course { title } } } } } }""",
    "menu": """
        {
          menuItems(filter: {offered: true}) { edges { node { id category title description minutes
            headcount offered unit { name } } } } }""",
    "order in full": f"""
        query ($order: ID!) {{ order(id: $order) {{ {_ORDER}
            unit {{ name }} handlingUnit {{ name parent {{ name }} }}
            requesterResident {{ id name phone unit {{ code }} }} requesterUnit {{ name }}
            menuItem {{ title }} team {{ name }}
            assignments {{ status acceptedAt checkedInAt checkedOutAt minutes score agreementHash
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
                agreedAt paidBy paidAt reference withdrawnBy withdrawnAt withdrawnReason position
                merchant { name } unit { code }
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
                merchant { name } proposal { id purpose } helpCase { id state } } } }
            spendingProposals(filter: {state: [APPROVED, REJECTED], purpose: [AWARDS]}) { totalCount
                edges { cursor node { id purpose amountCents reference state proposedBy proposedAt
                    decidedBy decidedAt rejectionReason position } } }
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
    "joint meetings": """
        query ($meeting: ID!, $unit: ID!, $year: Int) {
            meeting(id: $meeting) { id title place year state startsAt convenedBy convenedAt
                postponementReason cancellationReason heldAt draft draftedBy draftedAt
                minutesVersion publishedAt position
                invitations { totalCount edges { cursor node { invitedAt attendance headcount
                    position unit { code } } } }
                matters { id title background state discussion decision measures deferralReason
                    position raisedBy { code } meeting { title }
                    tasks(filter: {overdue: false}) { totalCount edges { node { title } } } }
                reports { edges { cursor node { id title text givenBy givenAt position
                    unit { code } } } }
                minutes { version text sha256 reason publishedBy publishedAt position }
                tasks { totalCount } }
            meetings(filter: {year: $year, under: $unit, state: [CONVENED, HELD, PUBLISHED],
                search: "联席"}, orderBy: EARLIEST, first: 2) { totalCount
                edges { cursor node { id title draft } } } }""",
    "tasks of joint meetings": """
        query ($meetingTask: ID!, $unit: ID!, $station: ID!, $meeting: ID!, $year: Int,
                $no: Boolean) {
            meetingTask(id: $meetingTask) { id title details owner state year dueAt overdue
                overdueAt percent assignedBy assignedAt acceptedBy acceptedAt result doneBy doneAt
                sentBackReason confirmedBy confirmedAt withdrawalReason position unit { code }
                meeting { title } matter { title decision }
                progress(first: 1) { totalCount edges { cursor node { percent note reportedBy
                    reportedAt position } } }
                dueMoves { dueAt reason movedBy movedAt position } }
            a: meetingTasks(filter: {under: $unit, overdue: $no, year: $year}, orderBy: DUE_LAST) {
                totalCount edges { cursor node { id } } }
            b: meetingTasks(filter: {unit: $station, state: [DONE, IN_PROGRESS],
                dueBefore: "2027-01-01T00:00:00Z"}, orderBy: NEWEST) { edges { node { id } } }
            c: meetingTasks(filter: {meeting: $meeting}) { totalCount } }""",
    "inspections": """
        query ($inspection: ID!, $unit: ID!, $year: Int, $no: Boolean) {
            inspection(id: $inspection) { id year kind title state plannedAt plannedBy createdAt
                summary findings openFindings carriedOutBy carriedOutAt conclusion closedBy closedAt
                cancellationReason position unit { code }
                items { number text result severity note checkedBy checkedAt dueAt reinspectionNote
                    reinspectedBy reinspectedAt position task { matter state } }
                veto { state year reason proposedBy proposedAt decision decidedBy decidedAt
                    objection objectedBy objectedAt ruling ruledBy ruledAt position } }
            a: inspections(filter: {year: $year, kind: [IDEOLOGY], under: $unit, vetoed: $no},
                orderBy: MOST_FINDINGS) { totalCount edges { cursor node { id veto { state } } } }
            b: inspections(filter: {state: [CARRIED_OUT], openFindings: true}, orderBy: EARLIEST) {
                edges { cursor node { id items { task { owner } } } } } }""",
    "projects": """
        query ($project: ID!, $unit: ID!, $volunteer: ID!, $year: Int!, $no: Boolean) {
            project(id: $project) { id name category aims lead stage round plannedStart plannedEnd
                overdue volunteersMin volunteersMax memberCount establishedAt establishedBy result
                endedReason endedAt position unit { code }
                rounds { number plannedStart plannedEnd overdueAt volunteersMin volunteersMax
                    recruitingSince implementingSince evaluatingSince evaluatedAt outcome result
                    answers changes questionnaires { id } members { totalCount edges { cursor node {
                        volunteer { name } } } } }
                steps { round stage takenBy takenAt reason position }
                members { totalCount edges { cursor node { round joinedAt leftAt leaveReason
                    volunteer { id name } } } }
                progress { totalCount edges { node { round kind title details evidenceHash
                    recordedBy recordedAt position } } }
                work { edges { node { round kind linkedBy linkedAt order { title }
                    activity { title } } } }
                purchaseItems { totalCount edges { cursor node { title } } } }
            mine: projects(filter: {member: $volunteer}) { edges { node { name } } }
            projects(orderBy: NAME, filter: {under: $unit, year: $year, stage: [IMPLEMENT, RECRUIT],
                category: [EDUCATION], overdue: $no, search: "陪伴"}) { totalCount
                edges { cursor node { stage rounds { outcome changes questionnaires { title } } } }
            } ended: projects(orderBy: PLANNED_END) { totalCount } }""",
    "purchases": """
        query ($purchaseItem: ID!, $project: ID!, $unit: ID!, $year: Int!, $no: Boolean) {
            purchaseItem(id: $purchaseItem) { id year title line plannedCents state overdue listedAt
                listedBy supplier contractNumber sumCents signedOn signedBy paidCents endedReason
                endedBy endedAt position unit { code } team { name }
                milestones { number title dueAt overdue overdueAt sharePercent amountCents state
                    delivery evidenceHash deliveredBy deliveredAt acceptedBy acceptedAt
                    rejectedBy rejectedAt rejectionReason voucher paidBy paidAt } }
            purchaseItems(filter: {year: $year, under: $unit, project: $project, overdue: $no,
                state: [CONTRACTED], line: "2070199", search: "社工"}) { totalCount
                edges { cursor node { title } } } }""",
    "budget": """
        query ($year: Int!, $unit: ID!, $purchaseItem: ID!, $from: DateTime) {
            budget(year: $year) { id year state amountCents allocatedCents committedCents spentCents
                reference drawnUpBy drawnUpAt adoptedBy adoptedAt position
                lines { line name amountCents allocatedCents unallocatedCents committedCents
                    spentCents position }
                units(filter: {under: $unit}) { totalCount edges { cursor node { allocatedCents
                    freeCents committedCents spentCents unit { code } accounts { id line
                    allocatedCents freeCents committedCents spentCents position
                    unit { name } } } } }
                entries(first: 50, filter: {recordedFrom: $from}) { totalCount
                    edges { cursor node { line cause debit credit amountCents text voucher milestone
                        recordedBy recordedAt position unit { code } purchaseItem { title } } } }
                paid: entries(filter: {under: $unit, line: "2070199", cause: [PAYMENT],
                    voucher: "记-3", purchaseItem: $purchaseItem}) { totalCount }
                amendments { totalCount edges { cursor node { id line previousCents amountCents
                    reason state proposedBy proposedAt decidedBy decidedAt rejectionReason position
                    } } } }
            none: budget(year: 1999) { year } }""",
    "questionnaires": f"""
        query ($questionnaire: ID!, $anonymous: ID!, $unit: ID!, $no: Boolean) {{
            by_name: questionnaire(id: $questionnaire) {{ {_QUESTIONNAIRE} draft {{ title }}
                versions {{ version questions {{ number }} }} myBallot {{ id }} }}
            anonymous: questionnaire(id: $anonymous) {{ {_QUESTIONNAIRE}
                myBallot {{ version blindedMessage blindSignature claimedAt position }} }}
            questionnaires(filter: {{under: $unit, state: [CLOSED, DRAFT], open: $no,
                audience: [RESIDENTS]}}) {{ totalCount {_PAGE} edges {{ cursor node {{
                    id state draft {{ version title publishedAt questions {{ text }} }} }} }} }}
        }}""",
    "complaints and improvements": """
        query ($unit: ID!, $order: ID!, $no: Boolean) {
            feedbackCases(filter: {under: $unit, overdue: $no}, orderBy: DUE_FIRST) { totalCount
                edges { cursor node { id kind topic text state askerKind filedBy filedAt dueAt
                    overdue answer answeredBy answeredAt informedChannel informedAt informedProof
                    informedBy satisfied comment confirmedAt position unit { code } order { title }
                    activity { title } task { matter } askerResident { name } askerVolunteer {
                    name } } } }
            about: feedbackCases(filter: {about: $order, kind: [COMPLAINT], state: [OPEN]}) {
                edges { node { id } } }
            unhappy: feedbackCases(filter: {satisfied: $no}) { totalCount }
            improvementTasks(filter: {under: $unit, overdue: $no}, orderBy: LATEST_FIRST) {
                totalCount edges { cursor node { id matter owner sourceKind state dueAt overdue
                    createdBy createdAt result evidenceHash doneBy doneAt sentBackReason
                    timesSentBack checkedBy checkedAt informedChannel informedAt informedProof
                    informedBy position unit { code } order { title } askerResident { name }
                    askerVolunteer { name } askerUnit { code }
                    notes { note notedBy notedAt position } } } }
            told: improvementTasks(filter: {askerInformed: $no, order: $order,
                state: [ACCEPTED], sourceKind: [COMPLAINT, FOLLOW_UP]}) { totalCount } }""",
    "follow-ups by draw": f"""
        query ($unit: ID!) {{ followUpSample(unitId: $unit, period: "2026", state: [OPEN, DONE]) {{
            totalCount {_PAGE} edges {{ cursor node {{ state closedAt rulesVersion dueAt overdueAt
                doneAt position order {{ title }} }} }} }} }}""",
    "assessments and policies": """
        query ($unit: ID!, $station: ID!, $year: Int!, $from: DateTime) {
            unitAssessment(unitId: $station, year: $year) { year ownScore score grade policyVersion
                vetoed position processPosition unit { name } process { state unit { code } }
                final { score } lower { totalCount } indicators { indicator formula state numerator
                    denominator value target weight score explanation { formula numerator
                    denominator denominatorConstant events(first: 2) { totalCount edges { cursor
                    node { position topic originatorId recordedAt contribution
                    denominatorContribution } } pageInfo { hasNextPage } } } } }
            unitAssessments(year: $year, under: $unit) { totalCount
                edges { cursor node { score unit { code } lower { edges { node { score } } } } } }
            few: unitAssessments(year: $year, orderBy: UNIT_CODE, filter: {tier: [STATION],
                parent: $unit, vetoed: false}) { edges { cursor node { unit { code } } } }
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
    "complaints and improvements": READS_ALL
    | {Role.DISPATCHER, Role.UNIT_ADMIN, Role.RESIDENT, Role.VOLUNTEER},
    "follow-ups by draw": READS_ALL | {Role.DISPATCHER, Role.UNIT_ADMIN},
}
"""Queries that only some may ask."""
