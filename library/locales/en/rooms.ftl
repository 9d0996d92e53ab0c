# Screens that combine: the client's first screen, the caseload, one relationship.

home-title = Hello, { $name }
home-next = What happens next
home-no-next = No session is planned yet. When one is, it will be here.
home-with = With
home-where = Where
home-how-long = How long
home-minutes = { $count } minutes
home-plan = What we plan
home-check-in = You can say how it was for you. It takes under a minute, and you choose who reads it.
home-check-in-go = Say how it was
home-measure-kicker = Some questions
home-measure = { $count ->
    [one] { $name } asks this. It takes about a minute. At the end you choose who reads it.
   *[other] { $name } asks this. It takes about { $count } minutes. At the end you choose who reads it.
}
home-measure-more = { $count ->
    [one] There is one more after that, if you like.
   *[other] There are { $count } more after that, if you like.
}
home-open = Still open
home-could = Something you could do
home-felt-wrong = Something felt wrong
home-course = How it has been
home-repaired = Repaired
home-emergency = Someone opened a part of your record in an emergency.
home-look-at-it = Look at it
home-damaged = Part of your record cannot be read right now. It is still here, and it is not empty. Please tell your service.
home-rupture-open = Something to talk about, if you want
home-named-by-staff = Your therapist thinks that something went wrong between you.
home-rupture-answered = Your therapist answered
home-rupture-offered = Your therapist asks if it is repaired
home-rupture-not-yet = You said “not yet”
home-rupture-closed = You closed this
home-others = Also there
home-will-not = What will not happen
home-session = All about this session
home-change-kicker = Your session has changed
home-change-was = It was { $was }.
home-change-choice = You can say if that suits you, ask for another time, or call it off.
home-change-go = Look at it and choose
home-promises = What we said we would do
home-waiting = Here for you, when you like
home-next-day-offered = After { $when } we can ask you a few questions on the next day, if you want that.
home-next-day = How has it been since { $when }? You can say.
home-agreement-waits = How we work together: there is something new for you to look at.
home-agreement-review = It is time to look again at how we work together.
home-message = You wrote on { $when }. An answer has not come yet.
home-message-due = You wrote on { $when }. We said you will have an answer by { $due }.
home-message-past = You wrote on { $when }. We said you would have an answer by { $due }. You do not have it yet.
home-message-answer = Someone wrote to you on { $when }.
home-more = More that is yours
more-together = Working together
more-record = How it has been
more-safety = Safe and reachable
more-sessions = Your sessions
more-messages = Messages
more-promises = What we said we would do
more-agreement = How we work together
more-team = Who works with you
more-notes = Notes about your sessions
more-co-written = What you write together with someone
draft-kept = Your words are kept. They will be here when you come back.
place-caseload = Caseload
place-people = People

course-title = How it has been
course-title-theirs = The relationship over time
course-title-chart = Check-ins, 0 to 10
course-low = Not at all
course-high = Fully
course-not-a-test = This is drawn from what you said after sessions. It is a help for talking, not a test.
course-own-wording = Our own questions, not a validated measure. A range needs four earlier check-ins.
course-seen-none-own = Nothing here yet. After a session you can say how it was.
course-seen-none-theirs = No check-in that you may see yet.
course-seen-ceiling-own = All your answers are at the top of the scale. A number may not tell everything.
course-seen-ceiling-theirs = All scores are at the top. Numbers cannot show a strain here: ask.
course-seen-early-own = { $count ->
    [one] Your answers came to { $score } of 10. It was your first check-in.
   *[other] Your latest answers came to { $score } of 10. You have checked in { $count } times so far.
}
course-seen-early-theirs = { $count ->
    [one] The first check-in came to { $score } of 10. A usual range needs more.
   *[other] The last check-in came to { $score } of 10. There are { $count } so far, too few for a usual range.
}
course-seen-open-own = You did not answer after the last session. Before that your answers came to { $score } of 10.
course-seen-open-theirs = The last session has no answer you may see. The latest came to { $score } of 10, of { $count } check-ins.
course-seen-below-own = Your latest answers, { $score } of 10, were lower than usual for you.
course-seen-below-theirs = The last check-in, { $score } of 10, is below their own usual range, over { $count } check-ins.
course-seen-usual-own = Your latest answers, { $score } of 10, were as usual for you.
course-seen-usual-theirs = The last check-in, { $score } of 10, is within their own usual range, over { $count } check-ins.
course-event-rupture-own = Something felt wrong
course-event-rupture-theirs = Something felt wrong
course-event-noticed-own = We noticed a change
course-event-noticed-theirs = A change was noticed
course-event-answered-own = Your therapist answered
course-event-answered-theirs = Answered
course-event-offered-own = Your therapist asked if it is repaired
course-event-offered-theirs = Repair offered
course-event-not-yet-own = You said “not yet”
course-event-not-yet-theirs = “Not yet”
course-event-closed-own = You closed it
course-event-closed-theirs = Repaired, said the client
course-next-step = Next step: { $what }
course-plan-every-own = Asked every { $days } days from here on
course-plan-every-theirs = Asked every { $days } days from here on
course-plan-rests-by-client-own = You let it rest
course-plan-rests-by-client-theirs = They let it rest
course-plan-rests-own = Your therapist let it rest
course-plan-rests-theirs = Put to rest
course-plan-stopped-by-client-own = You turned it off
course-plan-stopped-by-client-theirs = They turned it off
course-plan-stopped-own = Your therapist stopped asking
course-plan-stopped-theirs = Stopped
course-plan-again-own = Asked again
course-plan-again-theirs = Asked again

measure-course-not-a-test = This is drawn from your answers. It is a help for talking, not a test, and no number says who you are.
measure-course-no-number = These answers have no number. They are there to talk about.
measure-not-validated = Our own wording, not a validated measure.

caseload-title = Your caseload
caseload-count = { $count ->
    [one] One relationship
   *[other] { $count } relationships
}
caseload-empty = Nobody is on your list yet. A service lead says who works with whom.
caseload-quiet = Nothing is open. No relationship asks for care first.
caseload-care-first = These need care first
caseload-others = The others
caseload-also = { $count ->
    [one] One more thing is open.
   *[other] { $count } more things are open.
}
caseload-overdue = It was to be by { $when }.
caseload-something-waits = Something new has come for you since you last looked.
caseload-name-unreadable = Name cannot be read
caseload-damaged = Part of this record is damaged. It is not empty. Tell whoever looks after the service.
caseload-no-session-yet = No session yet
caseload-last-session = Last session { $when }
caseload-next = Next: { $when }
caseload-no-next = No session planned
caseload-today = Today
caseload-prepare = Prepare
caseload-away = Say that you will be away
caseload-agreement-waits = They wrote on your working agreement. It waits for your answer since { $when }.
caseload-agreement-review = The day has come on which you two wanted to look at your working agreement again.
caseload-promise-late = You said you would { $what } by { $when }. It is late.
caseload-promise-broken = You said you would { $what } by { $when }. It was not kept, and nobody has said sorry.
caseload-promise-session = Nobody has written that the session of { $when } began on time, and nobody has said sorry.
caseload-promises-late = { $count } things you said you would do are late, the first since { $when }.
caseload-promises-broken = { $count } of your promises were not kept, the first of { $when }, and nobody has said sorry.
caseload-message = They wrote on { $when }. It has no answer, and no time was promised.
caseload-message-due = They wrote on { $when }. You said they would have an answer by { $due }.
caseload-message-past = They wrote on { $when } and have no answer. It was promised by { $due }.
caseload-wish = They ask for another time than { $when }.
caseload-note-asked = They ask you to change something in a note.
caseload-session-unsaid = Nobody has written down whether { $when } took place.
caseload-note-missing = No note yet for { $when }.
caseload-unrepaired = Open through three sessions, not repaired.
caseload-brought = Brought to you. Nobody has looked at it yet.

relationship-damaged = { $count ->
    [one] One record here is damaged and cannot be read. It is not empty. Tell whoever looks after the service.
   *[other] { $count } records here are damaged and cannot be read. They are not empty. Tell whoever looks after the service.
}
relationship-open = Needs care
relationship-latest = Answer by answer, as far as it is shared
relationship-repaired = Repaired
relationship-regularity = Days between sessions vary by { $days } (standard deviation, { $count } sessions)
relationship-plan-session = Plan a session
relationship-session-kept = The session is planned. The client sees it on their first screen.
relationship-measures = Measures: what is asked
relationship-name-it = Name a rupture yourself
relationship-together = Working together
relationship-record = Record
relationship-safety = Safety
relationship-room = The session room: prepare
relationship-sessions = Sessions
relationship-messages = Messages
relationship-promises = Promises
relationship-agreement = Working agreement
relationship-team = Who works with them
relationship-notes = Notes
relationship-gap = The longest time between two sessions was { $days } days.

machine-title = The machine
machine-no-records = Your role keeps the service running. It opens nobody's record, and nobody can give it more.
machine-where = Health and counts are at the watch address of this machine. What to do when something is wrong is in the runbook.
place-machine = The machine
