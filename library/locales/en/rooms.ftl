# Screens that combine: the client's first screen, the caseload, one relationship.

home-title = Hello, { $name }
home-next = What happens next
home-no-next = No session is planned yet. When one is, it will be here.
home-with = With
home-where = Where
home-how-long = How long
home-minutes = { $count } minutes
home-plan = What we plan
home-check-in = Your session on { $when } is over. You can say how it was for you. It takes under a minute.
home-check-in-go = Say how it was
home-open = Still open
home-could = Something you could do
home-felt-wrong = Something felt wrong
home-course = How it has been
home-repaired = Repaired
home-damaged = Part of your record cannot be read right now. It is still here, and it is not empty. Please tell your service.
home-rupture-open = You said something felt wrong, or we noticed it
home-rupture-answered = Your therapist answered
home-rupture-offered = Your therapist asks if it is repaired
home-rupture-not-yet = You said “not yet”
home-rupture-closed = You closed this
draft-kept = Your words are kept. They will be here when you come back.
place-caseload = Caseload
place-people = People

course-title = How it has been
course-title-theirs = How the client has felt in it
course-title-chart = Check-ins, 0 to 10
course-low = Not at all
course-high = Fully
course-not-a-test = This is drawn from what you said after sessions. It is a help for talking, not a test.
course-own-wording = Our own questions, not a validated measure. A range needs four earlier check-ins.
course-seen-none-own = Nothing here yet. After a session you can say how it was.
course-seen-none-theirs = No check-in that you may see yet.
course-seen-ceiling-own = All your answers are at the top of the scale. A number may not tell everything.
course-seen-ceiling-theirs = All scores are at the top. Numbers cannot show a strain here: ask.
course-seen-early-own = Your last check-in came to { $score } of 10. You have answered { $count }.
course-seen-early-theirs = The last check-in came to { $score } of 10. There are { $count } so far, too few for a usual range.
course-seen-open-own = You did not answer the last one. Your latest answer came to { $score } of 10.
course-seen-open-theirs = The last session has no answer you may see. The latest came to { $score } of 10, of { $count } check-ins.
course-seen-below-own = Your last check-in, { $score } of 10, was lower than usual for you.
course-seen-below-theirs = The last check-in, { $score } of 10, is below their own usual range, over { $count } check-ins.
course-seen-usual-own = Your last check-in, { $score } of 10, was as usual for you.
course-seen-usual-theirs = The last check-in, { $score } of 10, is within their own usual range, over { $count } check-ins.
course-event-rupture = Something felt wrong
course-event-answered = Answered
course-event-offered = Repair offered
course-event-not-yet = “Not yet”
course-event-closed = Repaired, said the client

caseload-title = Your caseload
caseload-count = { $count ->
    [one] One relationship
   *[other] { $count } relationships
}
caseload-empty = Nobody is on your list yet. A service lead says who works with whom.
caseload-quiet = Nothing is open. No relationship asks for care first.
caseload-care-first = These need care first
caseload-others = The others
caseload-something-waits = Something new has come for you since you last looked.
caseload-name-unreadable = Name cannot be read
caseload-damaged = Part of this record is damaged. It is not empty. Tell whoever looks after the service.
caseload-no-session-yet = No session yet
caseload-last-session = Last session { $when }
caseload-no-next = No session planned

relationship-damaged = { $count ->
    [one] One record here is damaged and cannot be read. It is not empty. Tell whoever looks after the service.
   *[other] { $count } records here are damaged and cannot be read. They are not empty. Tell whoever looks after the service.
}
relationship-open = Needs care
relationship-latest = The latest check-in, answer by answer
relationship-repaired = Repaired
relationship-regularity = Days between sessions vary by { $days } (standard deviation, { $count } sessions)
relationship-plan-session = Plan a session
relationship-day = Day
relationship-time = Time
relationship-minutes = Minutes
relationship-plan-keep = Plan it
relationship-session-kept = The session is planned. The client sees it on their first screen.
relationship-name-it = Name a rupture yourself
relationship-name-words = What you think went wrong
relationship-name-hint = Begin with your own part. The client reads this.
relationship-name-keep = Name it
relationship-wrong-when = Please give a day, a time, and between 10 and 240 minutes. Nothing was planned.
relationship-wrong-past = That time is past. Please plan a session for a time to come. Nothing was planned.
relationship-wrong-overlaps = There is already a session at that time. Nothing was planned.
relationship-wrong-place = Please say where, in up to 80 letters. Nothing was planned.
