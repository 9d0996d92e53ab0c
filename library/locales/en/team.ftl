# The care team: teams, absences and cover, supervision, and what a client reads of all that.

team-list = { $first } and { $last }

## Saying that one will be away
absence-title = When I am away
absence-about = Your clients read the reason as you write it. A service lead says who stands in; then your clients hear of it and can choose. It ends by itself.
absence-new = Say that you will be away
absence-who = Who will be away
absence-choose = Choose someone
absence-from = First day away
absence-from-hint = From the beginning of this day
absence-until = Last day away
absence-until-hint = To the end of this day
absence-reason = Why, in words your clients will read
absence-reason-hint = As much as you want them to know. "I am on holiday" is enough.
absence-cover = Who could stand in
absence-nobody-named = Nobody named yet
absence-say = Send to the service lead
absence-when = From { $from } to { $until }
absence-own-waits = Waits for a service lead. Named to stand in: { $name }.
absence-own-covered = Confirmed. { $name } stands in. Your clients have been told.
absence-own-nobody = Confirmed, with nobody to stand in yet. Your clients have been told.
absence-own-back = You said that you are back. A service lead ends the cover.
absence-back = I am back
absence-withdraw = Take it back
team-wrong-day = Choose a day.
team-wrong-who = Choose who will be away.
team-wrong-past = This day is over. Choose today or a later day.
team-wrong-backwards = The last day is before the first. Choose a later one.
team-wrong-long = This is more than a year. Choose an earlier last day, or hand the clients over.
team-wrong-overlaps = There is another absence in this time. End that one first, or choose other days.
team-wrong-self = Nobody stands in for themself. Choose someone else.
team-wrong-therapist = Choose a therapist who works here.
team-wrong-away = They are away then too. Choose someone else.

## What a lead sees of absences
absences-title = Absences and cover
absences-about = When you confirm, each client hears who is away, why, who stands in and what that person can open. They can agree, ask for someone else, or want nobody.
absences-none = Nobody is away, now or soon.
absences-look = Worth a look
absences-proposed = Proposed to stand in: { $name }
absences-none-proposed = Nobody is proposed to stand in.
absences-covered = Confirmed: { $name } stands in.
absences-nobody = Confirmed, with nobody to stand in yet.
absences-back = They are back before their time. End the cover now.
absences-ended = This was ended. Some records could not be reached by the lead who did it.
absences-count-covered = { $some ->
    [all] Everyone has someone who stands in.
    [few] A few clients have someone who stands in.
    [many] Several clients have someone who stands in.
   *[number] { $count } clients have someone who stands in.
}
absences-count-without = { $some ->
    [all] None of them has anyone yet. Choose someone else for them below.
    [few] A few clients have nobody yet. Choose someone else for them below.
    [many] Several clients have nobody yet. Choose someone else for them below.
   *[number] { $count } clients have nobody yet. Choose someone else for them below.
}
absences-count-declined = { $some ->
    [all] None of them wants anyone to stand in.
    [few] A few clients want nobody.
    [many] Several clients want nobody.
   *[number] { $count } clients want nobody.
}
absences-count-beyond = { $some ->
    [few] A few clients could not be reached by this lead. Another lead has to press the button too.
   *[number] { $count } clients could not be reached by this lead. Another lead has to press the button too.
}
absences-cover = Who stands in
absences-nobody-yet = Nobody yet
absences-confirm = Confirm and tell their clients
absences-someone-else = Name someone for those who have nobody
absences-end = End the cover now
absences-for-someone = Someone cannot say it themself

## Teams and supervision
teams-title = Teams and supervision
teams-about = Rates are shown by team, never by person.
teams-list = Teams
teams-new = A new team
teams-change = Change { $name }
teams-name = What the team is called
teams-members = Who belongs to it
teams-keep = Save
teams-forget = Do away with this team
teams-forget-for = Do away with the team { $name }
teams-wrong-name = Another team is called so. Choose another name.
teams-wrong-members = Choose at least one person who works here.
teams-supervision = Who supervises whom
teams-supervision-about = What two people cannot settle between them goes to the one who is named here. It opens no record.
teams-supervision-nobody = Nobody named
teams-supervision-keep = Save
teams-supervision-keep-for = Save who supervises { $name }

## The client's screen
home-absence = Someone on your team will be away. You can say what you would like.
team-title = Who works with me
team-damaged = Something here could not be read. Nothing is lost. Please tell someone on your team.
team-none = Nobody works with you here yet.
team-since-therapist = Your therapist, since { $from }.
team-since-supervisor = Gives advice to your therapist, since { $from }.
team-since-advocate = Your advocate, since { $from }.
team-since-team = On your care team, since { $from }.
team-until-therapist = Your therapist, from { $from } to { $until }.
team-until-supervisor = Gives advice to your therapist, from { $from } to { $until }.
team-until-advocate = Your advocate, from { $from } to { $until }.
team-until-team = On your care team, from { $from } to { $until }.
team-stands-in = Stands in for { $away }, from { $from } to { $until }. Then it ends by itself.
team-sees = Can open: { $what }.
team-last = Last in touch with you: { $when }.
team-who = Who can see what
team-away-soon = { $away } will be away
team-away-now = { $away } is away
team-away-back = { $away } is back early
team-cover = { $name } stands in for { $away } until { $until }.
team-cover-anyway = { $name } stands in for { $away } until { $until }. You work with { $name } already, and nothing about that changes.
team-cover-sees = In that time { $name } can open: { $what }.
team-cover-agreed = You said that this is all right.
team-cover-none = We have not found who stands in for you yet. We are looking.
team-cover-other = You asked for someone else. We are looking. Until then nobody stands in.
team-cover-declined = You want nobody to stand in. So nobody does.
team-choice-about = You choose. If you say someone else or nobody, this ends at once. You can change your mind.
team-agree = That is all right
team-else = Someone else, please
team-nobody = Nobody, please
team-said-agree = Thank you. We have noted it.
team-said-else = Thank you. It has ended. We will look for someone else and tell you here.
team-said-nobody = Thank you. Nobody stands in for you. You can change your mind here.

## The team of one client, for staff
team-staff-title = Care team
team-staff-about = What the client keeps from someone, or allows, is not shown here.
team-staff-damaged = Something about an absence could not be read. Tell whoever looks after the service.
team-staff-away = { $away } is away from { $from } to { $until }. { $name } stands in.
team-staff-away-nobody = { $away } is away from { $from } to { $until }. Nobody stands in for this client.
team-staff-since-therapist = Therapist of this client since { $from }
team-staff-since-supervisor = Supervises this work since { $from }
team-staff-since-advocate = Advocate of this client since { $from }
team-staff-since-team = On the team since { $from }
team-staff-until-therapist = Therapist of this client from { $from } to { $until }
team-staff-until-supervisor = Supervises this work from { $from } to { $until }
team-staff-until-advocate = Advocate of this client from { $from } to { $until }
team-staff-until-team = On the team from { $from } to { $until }
team-staff-supervised = Supervised by { $name }
team-staff-unsupervised = No supervisor is named.
team-staff-last = Last contact: { $when }
team-staff-no-contact = No contact noted yet
team-holds-promise = { $count ->
    [one] 1 open promise
   *[other] { $count } open promises
}
team-holds-task = { $count ->
    [one] 1 open task
   *[other] { $count } open tasks
}
team-holds-safety = { $count ->
    [one] 1 next step about safety
   *[other] { $count } next steps about safety
}
team-holds-by = { $what }, the first by { $when }

## What is taken along
team-taken = { $away } was away
team-taken-when = When
team-taken-reason = Why
team-taken-cover = Who stood in
team-taken-nobody = Nobody
team-taken-said = What you said on { $when }
team-taken-ended = Ended early
