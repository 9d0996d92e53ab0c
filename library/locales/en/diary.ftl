# The diary: a daily card, the week both look at, and the card itself.

diary-title = My card
diary-title-today = Today, { $day }
diary-no-card = You make your card with { $name }. You can also ask for one here.
diary-no-card-nobody = You make your card with your therapist. You can also ask for one here.
diary-ask-for-card = Say what I want on it
diary-another-day = Another day
diary-which-day = Which day
diary-go = Go there
diary-back = Back to my card

## Who reads it
diary-readers-ask = You choose at the end: send it to { $name }, or keep it.
diary-readers-ask-nobody = You choose at the end: send it, or keep it.
diary-readers-each = It goes to { $name } when you save it.
diary-readers-each-nobody = It goes to your therapist when you save it. There is none right now. Whoever comes next can read it.
diary-readers-session = You keep it until you meet { $name }.
diary-readers-session-nobody = You keep it until you meet your therapist.
diary-nobody-watches = Nobody watches this as it comes in. { $name } reads what you send before you meet.
diary-nobody-watches-nobody = Nobody watches this as it comes in. You have no therapist here right now.
diary-cannot-wait = If it cannot wait
diary-plan = Open my plan for hard days
diary-urgent = If you are in danger, or might hurt yourself, call the emergency number where you are, or go to the nearest hospital.

## The lines
diary-heading-emotion = Feelings
diary-heading-urge = Urges
diary-scale = 0 not at all, 5 the most
diary-skip = skip
diary-yes = Yes
diary-no = No
diary-medicine-none = None to take
diary-acted-ask = Acted on it
diary-times = Times
diary-unit-hours = hours
diary-not-said = Not today
diary-hold = Keep until we meet

diary-skills-0 = None came to mind
diary-skills-1 = Thought of one
diary-skills-2 = Tried, got stuck
diary-skills-3 = Used one, no change
diary-skills-4 = Used more, no change
diary-skills-5 = Used, a bit easier
diary-skills-6 = Used, easier
diary-skills-7 = Came by itself, easier
diary-skills-note = From step { $used } on, a skill was used. From step { $helped } on, it was easier after. These are two things: a low step can be a day of hard work.

## The card one begins with
diary-start-fear = Fear
diary-start-sad = Sadness
diary-start-anger = Anger
diary-start-shame = Shame
diary-start-joy = Joy
diary-start-hurt-self = To hurt myself
diary-start-die = To end my life
diary-start-leave = To stop our work
diary-start-use = To drink or use
diary-start-skills = Skills
diary-start-sleep = Sleep
diary-start-words = A few words

## What was said
diary-acted = Acted on it
diary-not-acted = Did not act on it
diary-acted-mark = acted
diary-of-five = { $n } of 5
diary-times-said = ({ $n } ×)
diary-hours = { $n } hours
diary-later = Written later, { $when }
diary-later-mark = later
diary-changed = Changed { $when }
diary-was-called = called “{ $name }” then
diary-called-then = its name then

## What is to be put right
diary-wrong = One line needs another look. Nothing is lost.
diary-wrong-choice = Please choose one of these.
diary-wrong-sleep = Please write hours from 0 to 24, such as 7 or 7.5.
diary-wrong-number = Please write a number, such as 3 or 3.5.
diary-wrong-times = Please write a whole number up to 999, or leave it empty.
diary-wrong-no-times = You chose no, and wrote how often. Which one is right?
diary-wrong-long = You wrote { $was } letters. There is room for { $most }. Nothing was cut.
diary-wrong-day = That day can no longer be changed. What you wrote is still here.
diary-empty = Nothing is filled in yet. One line is enough.
diary-newer = This day was saved from another page too. If you save now, what is here takes its place. The other one is still kept.
diary-unfinished = You began this day and did not save it.
diary-forget = Leave it out and start again

## Saved
diary-sent = It is saved and sent.
diary-kept = It is saved. Only you can see it.
diary-held = It is saved. You keep it until you meet.
diary-sent-week = They are sent.
diary-taken-back = You keep it for yourself again. What was read before, you find in your record.
diary-removed = It is taken out. Nobody else can read it.

## Where it goes
diary-to-goes = Where my card goes
diary-goes-title = Where my card goes
diary-goes-about = You say it once. You can choose something else on any day, and change this at any time. Days you saved before stay as they are.
diary-goes-ask-who = When does { $name } get your card?
diary-goes-ask-who-nobody = When does your therapist get your card?
diary-goes-each = Each day, when I save it
diary-goes-session = At our session: I send all the days then
diary-goes-ask = I choose each time
diary-goes-save = Save
diary-goes-saved = It is saved.
diary-goes-none = Please choose one.

## The week
diary-to-week = Our week
diary-to-charts = My lines over time
diary-week-of = { $first } to { $last }
diary-week-caption = A dot is a gap: nothing was said. Touch a day to read its words.
diary-week-none = There is no card yet.
diary-week-before = The week before
diary-week-after = The week after
diary-gap = nothing was said
diary-days = The days
diary-edit = Change
diary-remove = Take this day out
diary-waits-for-session = You keep this until you meet. Only you can see it.
diary-waiting = { $n ->
    [one] One day waits to be sent when you meet.
   *[other] { $n } days wait to be sent when you meet.
}
diary-weekday-1 = Mon
diary-weekday-2 = Tue
diary-weekday-3 = Wed
diary-weekday-4 = Thu
diary-weekday-5 = Fri
diary-weekday-6 = Sat
diary-weekday-7 = Sun
diary-group-life = To look at first
diary-group-therapy = What gets between us and the work
diary-group-daily = What makes the day harder
diary-group-less = What I want less of
diary-group-more = What I want more of
diary-group-feelings = Feelings
diary-group-day = The day
diary-tally-acted = Acted on { $days } of { $of } days.
diary-tally-done = Done on { $days } of { $of } days.
diary-tally-used = Used on { $days } of { $of } days.
diary-tally-helped = Easier after it on { $days } of { $of }.
diary-chain = Look at how it came
diary-chain-said = Below a day you can look at how something came, step by step, if you want to. It is best done with your therapist.
diary-sheet = { $called }, { $when }
diary-sheet-open = { $called }, begun, { $when }

## Over time
diary-charts-title = My lines over time
diary-charts-none = There is nothing to draw yet.
diary-seen = Said on { $n } of { $of } days. Lowest { $least }, highest { $most }.
diary-seen-none = No number yet. The marks are days when it was acted on.
diary-end-0 = not at all
diary-end-5 = as strong as can be
diary-often = What often comes together
diary-often-more = More “{ $first }” is often followed by more “{ $then }” the next day. From { $days } pairs of days.
diary-often-less = More “{ $first }” is often followed by less “{ $then }” the next day. From { $days } pairs of days.
diary-often-why = This says nothing about why. We looked at { $n } pairs of lines. Some can look so by chance.

## The card
diary-to-card = Change what is on my card
diary-card-title = What is on my card
diary-card-about = Put it as you would like it. { $name } sees it when you send it. The card changes once you have talked about it.
diary-card-about-nobody = Put it as you would like it. Whoever treats you next sees it when you send it. The card changes once you have talked about it.
diary-card-about-none = These lines are only a start. Change them as you like. { $name } sees it when you send it. Then you make the card together.
diary-card-about-none-nobody = These lines are only a start. Change them as you like. Whoever treats you next sees it when you send it.
diary-card-why = Why, if you want to say
diary-card-empty = A card needs one line.
diary-card-too-many = A card has room for 30 lines. Nothing is lost: take some out.
diary-card-newer = The card was changed meanwhile. What you put together is still here.
diary-card-wrong-name = Please give it a name, or take the line out.
diary-card-wrong-kind = Please choose what it asks for. Take the line out and add it again.
diary-proposed = It is sent.
diary-proposed-waits = You sent a change on { $when }. It waits for you to talk about it.
diary-proposed-taken-up = The card was changed after what you sent on { $when }.
diary-proposed-stays = You talked about what you sent on { $when }. The card stays as it is.
diary-proposed-taken-back = You took back what you sent on { $when }.
diary-withdraw = Take it back
diary-row-label = Line
diary-row-class = When we look at it
diary-row-up = Move up
diary-row-down = Move down
diary-row-out = Take out
diary-add = Add a line
diary-add-label = What to call it
diary-add-kind = What it asks for
diary-add-unit = What it counts, if it is a number
diary-add-do = Add this line
diary-class-none = Among the others
diary-class-life = First: it can cost a life
diary-class-therapy = Then: it gets between us and the work
diary-class-daily = After that: it makes the day harder
diary-kind-emotion = A feeling, 0 to 5
diary-kind-urge = An urge, 0 to 5, and if I acted on it
diary-kind-less = Something I want to do less: yes or no, how often
diary-kind-more = Something I want to do more: yes or no, how often
diary-kind-skills = Skills, 0 to 7
diary-kind-medicine = Medicine as agreed
diary-kind-sleep = Hours of sleep
diary-kind-yes-no = Yes or no
diary-kind-number = A number
diary-kind-words = A few words

## Taken along
diary-taken-day = My card, { $day }
diary-taken-readers = Who can read it
diary-taken-sent = You sent it to those who treat you
diary-taken-kept = Only you
diary-taken-written = Written later
diary-taken-damaged = A day of the diary that could not be opened

## For staff
diary-staff-title = Diary card
diary-staff-no-card = There is no card yet. Make it together: what to ask about, what to call it, and what to look at first.
diary-staff-card = The card
diary-staff-card-first = Lines to begin with. Change them together until each fits. Nothing is kept before you save.
diary-staff-card-about = Saving makes a new version. Days already written keep the card they were written on.
diary-staff-card-begin = Make the card together
diary-staff-card-change = Change the card
diary-staff-card-save = Save the card
diary-staff-week-caption = Only what was sent. A dot is a gap: nothing was sent for it, which does not say that nothing was written.
diary-staff-proposed = { $name } would like a change to the card, { $when }.
diary-staff-proposed-open = Open it and change the card together
diary-staff-proposed-stays = We talked about it; the card stays
diary-staff-proposed-older = The card was changed after this was proposed. Look at both before you save.
diary-staff-group-life = Life-threatening: look at first
diary-staff-group-therapy = Gets in the way of therapy
diary-staff-group-daily = Quality of life
diary-staff-group-less = To do less
diary-staff-group-more = To do more, and skills
diary-staff-group-feelings = Feelings
diary-staff-group-day = The day
diary-staff-chain = Give the chain worksheet for this day
diary-look = Sent, and not marked as read by anyone yet:
diary-look-acted = { $day }: wrote of acting on something life-threatening. Here since { $when }.
diary-look-strong = { $day }: wrote of a strong urge that is life-threatening (4 or 5 of 5). Here since { $when }.
diary-look-read = I have read this
diary-look-said = This takes it off the list. Who read it stands in the ledger. It is not a risk assessment: what to do next is for you and the client.
diary-room-strongest = Strongest { $n } of 5.
