# Who has seen my record. Plain words, no codes; the reader may be afraid of the answer.
seen-title = Who has seen my record
seen-intro = When someone opens your record or writes in it, a line is kept here first. You can read every line.
seen-may-title = Who may see it now
seen-may-relation = { $name }, { $how }, since { $since }
seen-may-grant = { $name } may see { $what } until { $until }. You allowed it.
seen-may-lead = Whoever leads the service can see your name and who works with you. They say who works with whom.
seen-yours = What you can do with your record
seen-was-title = Who has seen it
seen-none = Nothing yet.
seen-someone = Someone
seen-earlier = Earlier
seen-newest = Back to the newest
seen-damaged = { $count ->
    [one] One line here is damaged and cannot be read. It is not empty. Tell your service.
   *[other] { $count } lines here are damaged and cannot be read. They are not empty. Tell your service.
}
seen-list = { $first } and { $last }
seen-times = at { $times }
seen-times-again = { $count } times, at { $times }
seen-times-many = { $count } times, from { $first } to { $last }
seen-who = { $name } ({ $how })
seen-opened = Opened { $what }, { $purpose }, { $when }.
seen-wrote = Wrote in your record: { $what }, { $purpose }, { $when }.
seen-own-looked = { $count ->
    [one] You looked at your own record once.
   *[other] You looked at your own record { $count } times.
}
seen-own-wrote = { $count ->
    [one] You wrote in your own record once: { $what }.
   *[other] You wrote in your own record { $count } times: { $what }.
}

## How someone stands to me
seen-who-relation-therapist = your therapist
seen-who-relation-supervisor = who supervises your therapist
seen-who-relation-advocate = your advocate
seen-who-relation-team = on your care team

## What someone does here
seen-role-client = in care here
seen-role-therapist = a therapist here
seen-role-supervisor = a supervisor here
seen-role-advocate = an advocate here
seen-role-peer-supporter = a peer supporter here
seen-role-facilitator = who runs groups here
seen-role-ward-nurse = a ward nurse here
seen-role-service-lead = who leads the service
seen-role-administrator = who keeps the machine running

## What for
seen-purpose-own-record = to see their own record
seen-purpose-treatment = to work with you
seen-purpose-caseload = to look down the list of people they work with
seen-purpose-supervision = to think through the work with you
seen-purpose-advocacy = to stand beside you
seen-purpose-assignment = to say who works with you
seen-purpose-emergency = in an emergency
seen-purpose-proceedings = for a court or an authority

## On what right
seen-basis-own = It is their own record.
seen-basis-relation-therapist = They may, because they are your therapist.
seen-basis-relation-supervisor = They may, because they supervise your therapist.
seen-basis-relation-advocate = They may, because they are your advocate.
seen-basis-relation-team = They may, because they are on your care team.
seen-basis-grant = They may, because you allowed it.
seen-basis-break-glass = They could, because they said it was an emergency.
seen-basis-duty = They may, because they lead the service.

## The parts of a record
seen-section-identity = your personal details
seen-section-overview = the short view of your record
seen-section-sessions = when your sessions are
seen-section-check-ins = what you said after sessions
seen-section-relationship = how you work together
seen-section-notes = the notes you can read
seen-section-psychotherapy-notes = your therapist's own notes
seen-section-messages = your messages
seen-section-measures = your questionnaires
seen-section-work = your plans
seen-section-circle = your private part
seen-section-crisis-plan = your crisis plan
seen-section-ledger = who has seen your record
seen-section-consent = who may see your record
seen-section-drafts = your half-written words
