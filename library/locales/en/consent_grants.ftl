# Who can see what: allowing, keeping from, naming someone for whom I do not exist, and emergencies.

## Who can see what
who-title = Who can see what
who-intro = Everyone who can open a part of your record now, and why. You can change it here. What you change holds at once, and nobody is told that they can see less.
who-allow = Allow someone
who-never = Name someone who must never see it
who-relation = Since { $since }: { $how }. Can see { $what }, { $purpose }.
who-lead = Leads the service, and can see { $what }, to say who works with you.
who-emergency = Opened { $what } in an emergency. That ends by itself today at { $until }.
who-by-role = Can also see { $what }, because you allowed it to everyone here who does the same work.
who-allowed = You allowed it on { $since }: { $what }, { $purpose }, until { $until }.
who-kept = You keep from them: { $what }.
who-keep = Keep a part from them
who-keep-for = Keep a part of my record from { $name }
who-change = Change
who-change-for = Change what { $name } may see
who-end = End it now
who-end-for = End now what { $name } may see
who-role-title = On your care team
who-every-ward-nurse = Every ward nurse on my care team
who-every-peer-supporter = Every peer supporter on my care team
who-every-facilitator = Everyone on my care team who runs groups
who-never-title = For them you do not exist here
who-never-words = They do not find you, in no list and in no emergency. They are not told.
who-by-part = The same, part by part
who-nobody = nobody but you
who-process-notes = A therapist may keep notes of their own, to think. Nobody else reads those, and they are not a part of what you see here.
who-ended-title = What you allowed before
who-ended = { $name } could see { $what }, from { $since } until { $until }.
who-was-read = What was read
who-card-title = A number for your card
who-card-words = In an emergency a therapist or a nurse here can open your crisis plan, with your sign-in name or with this number. You can write the number on a card. It says nothing about you, and it opens nothing by itself.
who-seen = Who has seen my record

## Allowing someone
allow-title = Allow someone to see a part
allow-intro = You choose whom, what and until when. Next you see it all once more. Nothing is allowed before your yes there.
allow-whom = Whom?
allow-whom-wrong = Please choose someone. For a court it has to be one person. Nothing was allowed yet.
allow-parts = What may they see?
allow-parts-hint = Only what you choose. If they work with you, they also see your name and the short view of your record, so that they can find you.
allow-parts-wrong = Please choose at least one part. Nothing was allowed yet.
allow-days = Until when?
allow-days-7 = For a week
allow-days-30 = For 30 days
allow-days-90 = For 90 days
allow-days-182 = For half a year
allow-days-365 = For a year
allow-more = For a court, or to be passed on
allow-court = It is for a court or an authority, and for nothing else
allow-pass-on = They may pass it on to others
allow-look = See what they will see
allow-stop = Leave it as it is
allow-given = It is saved. They can see it from now on, and you can end it at any time.
allow-ended = It has ended. From now on nothing can be opened because of it.

## Before the yes
check-title = Is this right?
check-changed = This is not what you were shown a moment ago: it was changed meanwhile. Nothing is allowed. Please read it once more.
check-intro = Nothing is allowed yet.
check-sees = They will see
check-who = { $name } will be able to see { $what }, { $purpose }.
check-until = It ends by itself on { $until }.
check-before-too = That is everything kept in these parts, also from before today. What you said is only for one person stays with that person.
check-look-only = They can look. They can write nothing in your record because of this.
check-not-on = They may not pass it on.
check-pass-on = They may pass it on to others. Then it is no longer only here, and you cannot take it back.
check-court = It is for a court or an authority, and for nothing else.
check-end-any-time = You can end it at any time. Your care stays the same, whether you say yes or no. What they have read by then they will know.
check-yes = Yes, allow this
check-change = Change something
check-no = No, leave it as it is

## What had been read
ended-title = What was read
ended-says = { $name } could see { $what }, from { $since } until { $until }.
ended-nothing = Nothing was opened because of it.
ended-was-read = This was opened:
ended-read = { $name }: { $what }, { $day }, { $time }.
ended-remember = What someone has read they may remember.
ended-more = There may be more from before. You find it under “Who has seen my record”.
ended-back = Back to who can see what

## Keeping a part from someone
keep-title = What { $name } must not see
keep-intro = This holds whatever else they may, also in an emergency. They are not told. They may notice that something is not there.
keep-parts = Keep from them
keep-hint = A page that shows several parts together stays closed to them as a whole if one of its parts is kept from them. If it is the person who treats you, that can be the page they work with.
keep-yes = Keep these from them
keep-kept = It is saved, and it holds from now on.

## Someone for whom I do not exist
never-title = Someone who must never see it
never-intro = For this person you will not exist here: in no list, in no search, and not in an emergency. If they work with you now, they can no longer see anything from that moment.
never-quietly = They are not told. Whoever says who works with whom only hears that somebody else has to be chosen. You do not have to say why.
never-here = Someone who works here
never-name = Or someone who may come to work here one day: their name
never-name-hint = As you know it. Capitals, accents and the order do not matter, but each letter does. If it can be written in two ways, add both. Nobody here can look it up.
never-yes = They must never see it
never-nobody = Please choose someone, or write a name. Nothing was changed yet.
never-kept = It is saved. For them you do not exist here.
never-full = There is no more room for names. Please take one away first. Nothing was lost.
never-undo = Take it back
never-undo-for = Let { $name } see what their work allows again
never-undone = It is taken back.
never-may-be = { $name } works here, { $how }. Is that the person?
never-is-them = Yes

## An emergency
emergency-title = An emergency
emergency-intro = Opens someone’s name and crisis plan for four hours, also if you do not work with them. Nothing else, and no longer.
emergency-told-to = They are told at once and can read your reason. Someone else looks at it within 72 hours.
emergency-whom = Who is it about?
emergency-whom-hint = Their exact sign-in name, or the number on their card.
emergency-nobody = Nobody can be opened under this. Look at how it is written. If it is urgent, call for help now.
emergency-reason = Why?
emergency-reason-danger = They are in danger.
emergency-reason-danger-to-others = Someone else is in danger.
emergency-reason-they-asked = They asked for it and cannot open it themselves.
emergency-reason-other = Another reason.
emergency-choose = Please choose one.
emergency-own-words = In your own words
emergency-own-words-hint = What happened, and what you need the plan for. They will read this.
emergency-do = Open it now
emergency-told = { $name } opened your name and your crisis plan, { $day }, { $time }. They said it was an emergency.
emergency-due = Someone else here looks at whether that was right, by { $day }.
emergency-late = Someone else here was to look at this by { $day }. That has not happened. We are sorry. You can ask whoever leads the service.
emergency-found-right = { $name } looked at it, { $day }, and found that it was right.
emergency-found-not-right = { $name } looked at it, { $day }, and found that it was not right.

## Looking at emergencies
reviews-title = Emergencies
reviews-intro = Someone opened a crisis plan with no other right. Someone else looks at each within 72 hours.
reviews-none = There have been none.
reviews-row = { $name }, { $day }, { $time }. { $reason }
reviews-due = To be looked at by { $when }
reviews-was-due = Was to be looked at by { $when }
reviews-again = Opened again before anyone had looked at the last one.
reviews-done = { $name } looked at it, { $day }
reviews-look = Read the reason
reviews-own = This was you. Someone else looks at it.
reviews-late = { $count ->
    [one] One emergency was not looked at in time. Its client has been told so.
   *[other] { $count } emergencies were not looked at in time. Their clients have been told so.
}
reviews-figures = The last 90 days
reviews-count = Emergencies
reviews-per-thousand = For every 1,000 days that someone was in care here
reviews-in-time = Looked at in time, in percent
reviews-none-yet = not yet
reviews-one-title = An emergency, looked at again
reviews-one-intro = The client reads what you find, in your words.
reviews-back = All emergencies
reviews-found = Was it right to open it?
reviews-found-right = Yes
reviews-found-not-right = No
reviews-words = What did you find, and what happens now?
reviews-words-hint = The client reads this.
reviews-do = Save what I found

## Taking it along
taken-permission = A permission you gave
taken-parts = What could be seen
taken-purpose = What for
taken-from = From
taken-until = Until
taken-words = In their words
taken-found = What someone else found

## Where staff find them
place-emergency = An emergency
place-reviews = Emergencies
