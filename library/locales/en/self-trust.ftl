# What one sensed and what came of it, boundaries, kindness to oneself, strengths.
self-trust-title = Trusting myself
self-trust-about = Four things to use when you like. They are yours, in your own words. There is no mark and no goal.
self-trust-all = All of this
self-trust-bad-day = It is a bad day. Show me something of mine
self-trust-sensed-title = What I sensed
self-trust-sensed-said = Write down what you sense, and later what came of it.
self-trust-open-count = { $count ->
    [one] One is still open.
   *[other] { $count } are still open.
    }
self-trust-boundaries-title = My boundaries
self-trust-boundaries-count = { $count ->
    [0] What is fine with you, and what is not.
    [one] One, in your words.
   *[other] { $count }, in your words.
    }
self-trust-strengths-title = My strengths
self-trust-strengths-count = { $count ->
    [0] What is strong in you, in your own words.
    [one] One, in your words.
   *[other] { $count }, in your words.
    }
self-trust-kindness-title = Being kind to myself
self-trust-kindness-said = Three short sheets.
self-trust-again-title = You wanted to look at these again
self-trust-again-said = It can wait. They stay here.

self-trust-sensed-about = When things were not safe, many people learn to doubt what they sense. Here you can write it down first, and look later at what came of it.
self-trust-sense = Write down what I sense
self-trust-sensed-ask = What do you sense?
self-trust-sensed-hint = It can be about a place, a plan or a person. You do not need to name anyone.
self-trust-expects-ask = What do you think will happen?
self-trust-expects-hint = Something you can tell later: it came that way, or it did not.
self-trust-sure-ask = How sure are you?
self-trust-sure-50 = It could go either way (50 %)
self-trust-sure-60 = A little sure (60 %)
self-trust-sure-70 = Fairly sure (70 %)
self-trust-sure-80 = Quite sure (80 %)
self-trust-sure-90 = Very sure (90 %)
self-trust-sure-100 = Certain (100 %)
self-trust-again-ask = When do you want to look at it again?
self-trust-again-hint = It can stay empty. Nothing will remind you. It stands on your page from that day.
self-trust-again-on = You wanted to look at it again: { $day }
self-trust-judgement-title = What I sensed
self-trust-thought = What you thought would happen
self-trust-came-title = What came of it
self-trust-came-ask = Did it come as you thought?
self-trust-came-yes = It came as thought
self-trust-came-no = It came another way
self-trust-came-partly = In part
self-trust-came-unknown = It cannot be known
self-trust-happened-ask = What happened?
self-trust-happened-title = What happened
self-trust-tells-ask = What does it tell you?
self-trust-tells-title = What it tells
self-trust-can-stay-empty = This can stay empty.
self-trust-whole = This goes for all of it: what you sensed, and what came of it.
self-trust-sensed-all = All that I sensed
self-trust-open-title = Still open
self-trust-answered-title = What has an answer
self-trust-fits-title = How it fits
self-trust-when-50 = When you thought it could go either way
self-trust-when-60 = When you were a little sure
self-trust-when-70 = When you were fairly sure
self-trust-when-80 = When you were quite sure
self-trust-when-90 = When you were very sure or certain
self-trust-fit = { $when }, it came as you thought { $came } of { $times } times.
self-trust-fits-counted = What came in part, or cannot be known, is not counted. There is no right number to reach. Being off can also mean that people or things changed.
self-trust-too-few = There are too few to say anything yet.
self-trust-fits-more = See it as a picture and a number
self-trust-curve = A picture of how sure you were and how often it came as you thought. The table below has the same numbers.
self-trust-curve-said = To the right: how sure you were. Up: how often it came as you thought. A dot on the broken line means that the two were the same. A dot above it means that it came as you thought more often than you gave yourself. Each dot stands for five times or more.
self-trust-table-sure = How sure
self-trust-table-times = Times
self-trust-table-came = Came as thought
self-trust-brier = In research there is one number for this, the Brier score. Yours is { $score }. It is 0 if you were certain and it came that way each time. It is 0.25 if you say each time that it could go either way. It is 1 if you were certain and it came another way each time. It is about how sure you were, and not about you.

self-trust-boundaries-about = A boundary says what is fine with you and what is not. What others do with it is up to them, and says nothing about its worth or yours.
self-trust-boundary-new = Write down a boundary
self-trust-boundary-title = A boundary
self-trust-boundary-ask = Your boundary, as you would say it
self-trust-boundary-hint = In your own words. You do not need to name anyone.
self-trust-whom-ask = With whom? You can leave this open
self-trust-whom-partner = A partner, or one who was
self-trust-whom-family = Family
self-trust-whom-friend = Friends
self-trust-whom-work = People at work or school
self-trust-whom-care = People who care for me here
self-trust-whom-stranger = People I do not know well
self-trust-whom-myself = Myself
self-trust-whom-other = Someone else
self-trust-tried = I tried it
self-trust-held-ask = What became of it?
self-trust-held-held = It held
self-trust-held-partly = It held in part
self-trust-held-not = It was not respected
self-trust-held-counts = Held: { $held }. In part: { $partly }. Not respected: { $not }.
self-trust-not-respected = If it was not respected, that was done by someone else. You said it, and that counts as much.
self-trust-day-ask = When was it?
self-trust-day-hint = Left empty, it is today.
self-trust-followed-ask = What followed?
self-trust-followed-title = What followed
self-trust-next-ask = What would you say next time?
self-trust-next-title = Next time
self-trust-reword = Say it in other words
self-trust-reword-hint = What it said before stays beside it.
self-trust-before = What it said before
self-trust-whole-boundary = This goes for the whole boundary, with each time you tried it.
self-trust-put-away = Put it away for now
self-trust-bring-back = Bring it back
self-trust-away-title = Boundaries you put away
self-trust-boundaries-all = All my boundaries

self-trust-strengths-about = What is strong in you, big or small. Write it on a day when you can see it. On a bad day you can ask for it back.
self-trust-strength = Write down a strength
self-trust-strength-ask = A strength, in your own words
self-trust-strength-hint = Or what someone you trust said to you, in their words.
self-trust-from-ask = Whose words are these?
self-trust-from-me = Mine
self-trust-from-other = From someone I trust
self-trust-from-other-said = Someone you trust said this.
self-trust-one-title = Something of yours
self-trust-one-said = You wrote this down yourself. It does not have to feel true today.
self-trust-one-none = There is nothing here yet. That is fine. You can write something down on some other day.
self-trust-another-one = Show me another

self-trust-kindness-about = Three short sheets on meeting yourself as you would meet a friend.
self-trust-kindness-stop = For some people kindness feels odd or even worse at first, above all if they have known little of it. If it gets too much, stop. That is fine too.
self-trust-kindness-none = There are no sheets here.

self-trust-sent = Sent.
self-trust-kept = Kept. Only you can see it.
self-trust-taken-back = Only you can see it now. If someone has read it before, that stays in the list of who looked.
self-trust-changed = Done.
self-trust-gone = It is taken out.
self-trust-out = Take this out
self-trust-out-said = It goes from here for you and for everyone, and does not come back.
self-trust-out-do = Take it out
self-trust-another = Something else was sent from this page before. Your words are still here. You can send them now.
self-trust-newer = This was changed meanwhile. Your words are still here. Please look at both, and send again if you still want to.
self-trust-full = There is no room for more here. You can write a new one.
self-trust-wrong-sure = Please choose how sure you are. Nothing else was lost.
self-trust-wrong-choose = Please choose one of these. Nothing else was lost.
self-trust-wrong-past = This day is over. Please choose today or a later day.
self-trust-wrong-to-come = This day is still to come. Please choose today or a day before.

## Taken along
self-trust-taken-judgement = What I sensed
self-trust-taken-sensed = Sensed
self-trust-taken-expects = Thought would happen
self-trust-taken-sure = How sure
self-trust-taken-again = To look at again on
self-trust-taken-happened = What happened
self-trust-taken-tells = What it tells
self-trust-taken-boundary = A boundary
self-trust-taken-whom = With whom
self-trust-taken-followed = What followed
self-trust-taken-next = Next time
self-trust-taken-strength = A strength

## For staff
self-trust-staff-title = Self-trust
self-trust-staff-about = What was sent to you, in their words. There may be more that is theirs alone. Nothing is counted over judgements here.
self-trust-staff-boundaries = Boundaries
self-trust-staff-judgements = What they sensed
self-trust-staff-strengths = Strengths
self-trust-staff-away = put away
