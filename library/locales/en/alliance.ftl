# The relationship: check-in, what was noticed, rupture and repair.

## Check-in
check-in-title = How was { $when }?
check-in-with = Your session with { $name }.
check-in-readers = You choose at the end who may read this: { $name }, someone else, or only you.
check-in-readers-choice = If you leave that open, only you can. Nobody reads it while you write.
check-in-instead = If you choose someone else to read it: who?
check-in-instead-one = If you choose someone else, that is { $name }.
check-in-nobody-instead = Please choose who may read it instead. Nothing was sent yet, and your words are still here.
check-in-nobody-beside = There is nobody else here who could read it yet. Please choose again at the end. Nothing was sent, and your words are still here.
check-in-send = Send
check-in-none-title = Nothing to answer now
check-in-none = After your next session you can say here how it was for you.
check-in-kept-now = Thank you. It is saved. Your therapist can read it now.
check-in-kept-later = Thank you. It is saved. Your therapist can read it after your next session.
check-in-kept-instead = Thank you. It is saved. The person you chose can read it now, and your therapist cannot.
check-in-kept-only-me = It is saved. Only you can read it.
check-in-already = You have answered this one. It is saved.
check-in-older = The session was changed while you had this page open. Nothing was sent yet, and what you wrote is still here. Please look at it again, then send it.
check-in-earlier-draft = You began this after an earlier session. Your words are below. The rest is empty, so that it is about this one.
check-in-not-yet = This session was moved and has not been yet. What you wrote is still here, and nobody can read it.
someone-on-the-team = Someone on the team

answer-skipped = Skipped

## Why it may be worth a talk: for staff, the reason first
reason-said = They said that something felt wrong.
reason-named-by-staff = Their therapist named this.
reason-below = Below their own usual range: { $score } of 10. Usually { $against } or more, over { $count } check-ins.
reason-early-drop = A sharp drop early on: { $score } of 10, after { $against } the time before.
reason-slide = A slide over several check-ins: { $score } of 10 now, { $against } before it.
reason-promise = A promise of the service was broken.
reason-silence = They have gone quiet: more left out, or later, than they used to.

## The same, to the client
noticed-said = You said that something felt wrong.
noticed-named = { $name } thinks that something went wrong between you.
noticed-below = A check-in of yours was lower than usual for you. It may be worth a talk.
noticed-early-drop = A check-in of yours was a good deal lower than the one before. It may be worth a talk.
noticed-slide = Your last few check-ins were lower than those before. It may be worth a talk.
noticed-promise = We said we would do something, and we did not.
noticed-silence = You have left out more, or answered later, than you used to. That is your choice. If something is in the way, you can say so.

## Something felt wrong
felt-wrong-title = Something felt wrong
felt-wrong-lead = You can say so at any time, about any session or none. You do not have to explain.
felt-wrong-readers = Your therapist can read this once you save it, unless you choose someone else below, or only you. Nobody reads it while you write.
felt-wrong-words = What felt wrong?
felt-wrong-words-hint = A few words are enough. You can leave this empty.
felt-wrong-fit = Which is closer to how it was?
fit-pulled-back = I pulled back, or kept things to myself
fit-clashed = We clashed, or I felt pushed or hurt
fit-not-sure = Neither, or I am not sure
felt-wrong-who = Who may read this?
felt-wrong-nobody-instead = Please choose again who may read this. Nothing was saved yet, and your words are still here.
who-therapist-now = My therapist, now
who-after-next = My therapist, after our next session
who-instead = { $name }, and not my therapist
who-only-me = Only me, for now
felt-wrong-send = Save this
felt-wrong-already = This is saved already.
felt-wrong-another = You saved this before, with other words. If you want to save this as well, press “Save this” again.
felt-wrong-kept-now = It is saved. Your therapist can read it now, and can answer here.
felt-wrong-kept-later = It is saved. Your therapist can read it after your next session.
felt-wrong-kept-instead = It is saved. The person you chose can read it now, and your therapist cannot.
felt-wrong-kept-only-me = It is saved. Only you can read it.

## A rupture, to the client
rupture-title-client = Something felt wrong
rupture-title-noticed = A change we noticed
rupture-your-words = What you said
rupture-words-of = What { $name } wrote
rupture-readers-now = Your therapist can read this.
rupture-readers-from = Your therapist can read this from { $when }.
rupture-readers-only = Only you and { $names } can read this.
rupture-readers-nobody = Only you can read this.
rupture-no-answer-yet = Nobody has answered yet. When your therapist does, you will see it here.
rupture-no-answer-later = Your therapist can answer once they can read it.
rupture-no-answer-instead = { $names } cannot answer here, but you can talk about it together.
rupture-since-then = Since then
rupture-ask-offered = Is this repaired for you?
rupture-ask-open = Is this all right for you now?
rupture-only-you = Only you can close this. There is no hurry, and you can leave it open.
rupture-reply-words = Anything you want to say (you can leave this empty)
rupture-say-not-yet = Not yet
rupture-say-closed = Yes, close it
reply-kept-not-yet = It stays open. Your therapist can see that you said “not yet”.
reply-kept-closed = It is closed, as you said. You can look back at it in your record.
reply-already-closed = This was closed before. If something is wrong again, you can say so anew.
reply-nothing-offered = Nothing has been offered yet. You can close this, or leave it open.

## What was written, for both
rupture-answered-by = { $name } answered
rupture-noticed = What I noticed: { $words }
rupture-discussed = What we talked about: { $words }
rupture-not-discussed = We have not talked about it yet.
rupture-plan = What I will do: { $words }
rupture-step-by = { $name } wrote down a step
rupture-offered-by = { $name } thinks it is repaired and asks
rupture-reply-not-yet-client = You said: not yet
rupture-reply-closed-client = You closed it
rupture-reply-not-yet-staff = The client said: not yet
rupture-reply-closed-staff = The client closed it
rupture-state-open = Not answered yet
rupture-state-answered = Answered
rupture-state-offered = Repair offered
rupture-state-not-yet = Not yet
rupture-state-closed = Repaired

## A rupture, to staff
rupture-title-staff = Rupture with { $name }
rupture-why = Why this is here
rupture-their-words = In their own words
rupture-your-own-note = What was written when it was named
fit-pulled-back-staff = They chose: “I pulled back, or kept things to myself.”
fit-clashed-staff = They chose: “We clashed, or I felt pushed or hurt.”
fit-not-sure-staff = They are not sure which kind of strain it was.
rupture-answer = Noticed, discussed, plan
rupture-answer-hint = Best before the next session. The client reads this.
rupture-field-noticed = What you noticed
rupture-field-discussed = What you talked about together (leave empty if not yet)
rupture-field-plan = What you will do
rupture-answer-keep = Save the answer
rupture-changed = This page changed since you opened it. Nothing was saved yet, and your words are still here. Please read what is new, then save again.
rupture-closed-meanwhile = The client closed this since you opened it. Nothing was saved. These were your words:
rupture-name-title = What you think went wrong
rupture-name-lead = Begin with your own part. The client reads this on their first screen, and only they can close it.
rupture-name-words = In your words
rupture-name-keep = Save and show the client
repair-log = Log a repair
repair-step = What was done
repair-offer = I think it is repaired: ask the client
repair-keep = Save the repair
rupture-only-client = Only the client can close this. “Not yet” is an answer.
wrong-required-staff = Please write a few words here.
guide-title = What may help
guide-source = In our own words, after published work on alliance rupture and repair (Safran and Muran 2000; Eubanks, Muran and Safran 2018). Not a script.
guide-pulled-back-1 = Begin with what you notice, softly, and with your own part in it.
guide-pulled-back-2 = Make room for what was held back. Thank nobody for it; take it in.
guide-pulled-back-3 = Ask what would have made it easier to say, and change that one thing.
guide-clashed-1 = Let the complaint be said whole before you explain anything.
guide-clashed-2 = Say which part of it is yours, in one plain sentence.
guide-clashed-3 = Look for the need behind the anger, and say it back to see if it fits.
guide-not-sure-1 = Ask how the last session was, before anything else.
guide-not-sure-2 = Offer both: that something was kept back, or that something hurt.
guide-not-sure-3 = Agree on one thing to do differently, and write it down here.

## Planning a session
not-now = Not now
