# What a service lead sees of the relationship: no client, no practitioner, and what each number is out of.
place-service = Service
place-teams = Teams
place-absences = Absences
place-sessions = Sessions
place-promises = Promises
service-title = How we keep our word
service-said = Counts of the whole service, and of teams that are large enough. Nobody is named and nobody is ranked. What is too small to say without pointing at someone is left unsaid.
service-periods = Quarters
service-quarter = { $from } to { $to } { $year }
service-so-far = { $quarter }, so far
service-now = Now, or over the time it says
service-too-few = Too few to say.
service-unread = Some of what this is counted from cannot be read. A number would be wrong, so there is none. Run attune verify.
service-promises = Promises
service-promises-seen = Of { $ended } promises that ended, { $kept } were kept in their time, { $late } later, and { $broken } were not kept.
service-promises-wrong-label = When it went wrong
service-promises-wrong = { $told } told in advance, sorry said for { $sorry } of { $broken } not kept
service-promises-other-label = Not needed any more
service-promises-other = { $off } called off in time, { $released } released by the client
service-promises-team = { $kept } of { $ended } in their time, { $late } later, { $broken } not kept
service-promises-others = In no team
service-promises-note = Every promise that ended counts in the quarter in which it ended: sessions that began on time, messages, tasks, and what was promised by hand. A team is shown with at least three people and ten promises, and only if no smaller team follows from the difference.
service-teams-note = Teams are counted as they were on the first day of the quarter; who joined or left later counts as on that day.
service-messages = Messages
service-messages-seen = Of { $ended } messages for which an answer was promised by a time, { $kept } had it in that time, { $late } later, and { $broken } had none a day after it.
service-messages-note = Messages without a promised time, and those that still have time, are not in this.
service-ruptures = Strain and repair
service-ruptures-none = Nobody opened anything in this time. That may mean that nothing was strained, or that it was not said.
service-ruptures-seen = Of { $opened } that were opened, clients closed { $repaired }; { $unrepaired } stood open through three sessions. Whoever treats the client could read { $readable }: { $answered } of these had an answer within 48 hours, and for { $in-time } there is still time.
service-ruptures-seen-less = Of { $opened } that were opened, clients closed { $repaired }; { $unrepaired } stood open through three sessions. How many could be read and had an answer is too few to say.
service-ruptures-note = Counted in the quarter in which they were opened. Many are no bad sign: people say what is wrong where it is safe to. Only a client closes one.
service-sessions = Regular sessions
service-sessions-seen = For half of { $clients } people in care the days between sessions vary by { $days } or less (standard deviation).
service-sessions-gaps = Nine in ten had no gap longer than { $weeks ->
    [one] a week.
   *[other] { $weeks } weeks.
}
service-sessions-note = Over the last { $days } days. Numbers below five are not said.
service-changes = Changes announced
service-changes-in-time = of these, a day before or earlier
service-called-off = Sessions we called off
service-reason-illness = Reason: illness
service-reason-urgent = Reason: someone else needed help
service-reason-room = Reason: the room
service-reason-away = Reason: away
service-reason-wished = Reason: the client wished it
service-reason-other = Reason: something else
service-absences = Away, and who stands in
service-absences-none = Everyone has someone who stands in.
service-absences-seen = { $some ->
    [none] Everyone has someone who stands in.
    [few] A few people in care have nobody who stands in, now or soon.
   *[other] { $clients } people in care have nobody who stands in, now or soon.
} { $waiting ->
    [0] No absence waits for you.
    [one] One absence waits for you.
   *[other] { $waiting } absences wait for you.
}
service-absences-note = Why somebody has nobody is not said: it may be the client's own wish.
service-safety = Next actions about safety
service-safety-seen = { $open ->
    [0] None is open.
    [one] One is open; { $late ->
        [0] it is not late.
       *[other] it is late.
    }
   *[other] { $open } are open; { $late ->
        [0] none is late.
        [one] one is late.
       *[other] { $late } are late.
    }
}
service-safety-note = How many, and nothing else.
service-notes = Notes that clients wait for
service-notes-seen = { $now-some ->
    [none] Nobody waits for a note now.
    [few] A few notes are kept back now.
   *[other] { $now } notes are kept back now.
} { $lately-some ->
    [none] In the last 90 days there was none.
    [few] In the last 90 days there were a few.
   *[other] In the last 90 days there were { $lately }.
}
service-notes-note = A note is kept back where reading it now could do serious harm, for two weeks at most. The client is told.
