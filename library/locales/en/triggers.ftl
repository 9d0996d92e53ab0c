# What sets something off, cards, and words the client does not want to meet.
trigger-title = Triggers
trigger-about = Things that set something off, and what helps. Write as much or as little as you want.
trigger-write = Something set me off
trigger-cards = My cards
trigger-cards-none = No cards yet. A card says what helps and what others must not do.
trigger-card-new = Write a card
trigger-entries = Written down
trigger-entries-none = Nothing is written down yet.
trigger-entries-all = All of it
trigger-patterns = What comes together
trigger-quiet-way = Words I do not want to meet here
trigger-open = Open
trigger-sent-mark = Sent
trigger-own-mark = Only for you
trigger-back = Back to triggers

## Writing it down
trigger-log-title = What set it off?
trigger-log-short = Choose one, then send it or keep it. Everything else can stay empty.
trigger-log-first = Name it in your own words, then send it or keep it. Everything else can stay empty.
trigger-cue-own = From your own list
trigger-cue-new = In new words
trigger-cue-missing = Choose one from your list, or name it in new words.
trigger-more = More, if you want
trigger-kind = What kind of thing
trigger-kind-none = Not said
trigger-kind-place = A place
trigger-kind-sound = A sound or a voice
trigger-kind-smell = A smell or a taste
trigger-kind-touch = Touch, or someone close by
trigger-kind-person = A kind of person
trigger-kind-date = A date or a time
trigger-kind-words = Words
trigger-kind-picture = A picture or a film
trigger-kind-body = Something in my body
trigger-kind-other = Something else, or I do not know
trigger-signs = First signs
trigger-body = In my body
trigger-did = What I did
trigger-helped = What helped
trigger-strong = How strong, from 0 to 10
trigger-strong-wrong = Write a whole number from 0 to 10, or leave it empty.
trigger-of-ten = { $n } of 10
trigger-when = When
trigger-when-now = Now
trigger-when-was = Earlier
trigger-when-at = When it was, if it was earlier
trigger-when-earlier = { $when }, written down later
trigger-earlier-wrong = Say when it was. It cannot be later than now.
trigger-place = Where
trigger-place-home = At home
trigger-place-outside = Outside
trigger-place-on-the-way = On the way
trigger-place-work = At work or where I learn
trigger-place-care = Where I get care
trigger-place-elsewhere = Somewhere else
trigger-with = With whom
trigger-with-alone = Alone
trigger-with-one = With one person
trigger-with-several = With several people
trigger-slept = The night before
trigger-slept-bad = Slept badly
trigger-slept-okay = Slept all right
trigger-slept-good = Slept well
trigger-another = Something was kept from this page before. Send this to keep it as well.
trigger-kept = Kept.
trigger-sent = Sent.
trigger-taken-back = It is yours alone again. What was read before stays in the list of who has seen your record.
trigger-out = Take it out
trigger-out-done = Taken out.
trigger-make-card = Make a card of it

## Cards
trigger-card-title = A card
trigger-card-unnamed = A card without a name
trigger-card-hint = Short is best: a card is read in a hurry. Every line can stay empty.
trigger-card-empty = There is nothing on the card yet. Write at least one line.
trigger-card-newer = The card was changed meanwhile. Your words are still here. Send them again to put them in place of the newer ones.
trigger-card-change = Change it
trigger-card-send-hint = If you send it, whoever treats you can read it and change it with you.
trigger-card-away = Put it away
trigger-card-away-hint = If you put it away, whatever is shared of it ends too.
trigger-away-done = Put away.
trigger-line-cue = What sets me off
trigger-line-not = What others must not do
trigger-line-helps = What helps
trigger-line-signs = Early signs
trigger-you = you
trigger-versions = Earlier versions
trigger-version = By { $who }, { $when }

## Sharing lines
trigger-share = Let others read lines of it
trigger-share-about = You choose the lines, and who can read them. You can end it at any time. They read the lines as they are today.
trigger-share-team = People on my team
trigger-share-team-readers = Only the people you tick can read it, with the lines you tick. The card itself stays closed to them.
trigger-share-ward = A ward
trigger-share-ward-readers = If you stay on a ward here, the nurses who work with you there can read it. So can whoever treats you.
trigger-share-lines = Which lines
trigger-share-people = Who can read it
trigger-share-yes = Share these lines
trigger-share-wrong = Tick at least one line, and someone who can read it.
trigger-share-wrong-ward = Tick at least one line.
trigger-share-done = Shared.
trigger-share-end = End this
trigger-share-ended = Ended. They cannot open it any more.
trigger-share-none = The card has no lines to share yet.
trigger-shared-title = Shared of this card
trigger-shared-team = { $names } can read these lines, as they were on { $when }.
trigger-shared-ward = A ward can read these lines, as they were on { $when }.
trigger-shared-older = The card says something else by now. Share it again to bring it up to date.

## What comes together
trigger-times =
    { $n ->
        [one] Written down once.
       *[other] Written down { $n } times.
    }
trigger-patterns-about = Only what was written down is counted. Two things can come together without one being the reason for the other.
trigger-patterns-chance = With this many counts, some come together by chance alone.
trigger-patterns-few = Too few to say what comes together. Here are the plain counts.
trigger-together-title = These often come together
trigger-together = { $heading }: { $what }. Strong ({ $from } or more of 10) { $strong } of { $of } times. Otherwise { $otherstrong } of { $otherof } times.
trigger-counts = Counts
trigger-by-time = Time of day
trigger-by-place = Where
trigger-by-with = With whom
trigger-by-slept = The night before
trigger-by-cue = What set it off
trigger-time-morning = Morning
trigger-time-afternoon = Afternoon
trigger-time-evening = Evening
trigger-time-night = Night

## Words and pictures
quiet-title = Words I do not want to meet here
quiet-about = Write a word or a name on each line. Wherever it would stand on your screens here, a small mark stands in its place. You can tap the mark to see it.
quiet-limits = Only whole words are left out, with capitals and accents or without. What you type yourself stays as it is, and so does what others have stored. The pages you see before you unlock are not changed.
quiet-list = The words
quiet-list-hint = Up to { $most } words, each with up to { $letters } letters.
quiet-pictures = Show pictures in messages only when I tap
quiet-known = Who knows this list
quiet-send-hint = If you send it, whoever treats you sees which words to leave out.
quiet-kept = Kept. It holds from now on.
quiet-damaged = Your list could not be opened. If you write it again, it takes the place of the old one.
quiet-wrong-many = There are { $was } words. There is room for { $most }.
quiet-wrong-long = “{ $word }” is too long. There is room for { $most } letters.
quiet-wrong-short = “{ $word }” is too short: it needs two letters or more.
quiet-unreadable = Your list of words to leave out could not be opened. Words you asked not to see may stand on this screen.
quiet-some = Something is left out on this screen, as you asked.
quiet-show = Show it here
quiet-shown = Everything is shown on this screen.
quiet-hide = Leave it out again
quiet-word = a word you asked not to see
quiet-word-show = a word you asked not to see; show it
quiet-picture = A picture. Show it
quiet-form = The next questions have a word in them that you asked not to meet. They are asked in fixed words, so it cannot be left out. You can leave them.
quiet-form-show = Show the questions
quiet-form-skip = Not now

## For staff
trigger-staff-nothing = { $name } has sent nothing from here yet.
trigger-staff-sent-only = You see what was sent. There may be more.
trigger-staff-cards = Cards
trigger-staff-write = Write a card together
trigger-staff-change = Change it together
trigger-staff-readers = { $name } reads this at once. Others read only the lines that { $name } shares with them.
trigger-staff-save = Keep the card
trigger-staff-damaged = A part of this does not open. It is not counted below.
trigger-staff-quiet = Words to leave out
trigger-staff-quiet-hint = { $name } does not want to meet these in writing here. On { $name }’s own screens they are left out. Please leave them out of what you write too.
trigger-staff-pictures = Pictures come only when tapped.
trigger-lines-title = Cards
trigger-lines-none = { $name } shares no lines of a card with you now.
trigger-lines-about = These lines are shared with you by { $name }, who can end it at any time.

## Taken along
trigger-taken-entry = Something that set it off
trigger-taken-card = A card
