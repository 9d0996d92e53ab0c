# Three parts of life that harm by others can touch, and how each changes.
profile-title = Trust and closeness
profile-about = Harm by other people can touch three parts of life. Here you see each of them, from what you answered. There is no total, and nobody gives you a mark.
profile-others = Trust in others
profile-others-about = Whether you trust people, and being on guard.
profile-oneself = Trust in myself
profile-oneself-about = What you believe about yourself, and blame.
profile-closeness = Feeling and being close
profile-closeness-about = Feeling numb, far away from others, or close to them.
profile-nothing-yet = There is nothing here yet. When you answer questions that speak about this, they show up here.
profile-not-a-test = This is a way to look at single answers. It is not a test, and it says nothing about you as a person.
profile-light = weighs least
profile-heavy = weighs most
profile-rests-on = From your answers to: { $called }
profile-part-trust = Trust in people
profile-part-guard = Being on guard
profile-part-beliefs = Hard beliefs and blame
profile-part-worth = How you see yourself
profile-part-far = Numb and far away
profile-seen-once-own = { $part }: you answered once. It takes more to see how it changes.
profile-seen-same-own = { $part }: about the same as the first time, over { $count } times.
profile-seen-lighter-own = { $part }: it weighs less than the first time, over { $count } times.
profile-seen-heavier-own = { $part }: it weighs more than the first time, over { $count } times. It may be worth talking about.
profile-own-title = Your own questions
profile-own-none = You can write up to three questions of your own. They can be about anything that matters to you here.
profile-own-write = Write a question of my own
profile-own-seen = The last time you said { $value } of 10. You have answered { $count ->
    [one] once
   *[other] { $count } times
    }.
profile-ask-about = One thing that you want to keep an eye on. You answer it from 0 to 10, whenever you like.
profile-ask-asks = Your question
profile-ask-low = What 0 means
profile-ask-high = What 10 means
profile-ask-domain = Where does it belong?
profile-ask-domain-wrong = Please choose one of the three. Nothing else was lost.
profile-asked = Your question is here now.
profile-answered = Saved.
profile-not-answered = Nothing was chosen, so nothing was saved. That is fine.
profile-changed = Done.
profile-full = There are three questions already. You can put one away first. Your words are still here.
profile-away = Put away
profile-away-title = Questions you put away
profile-bring-back = Bring it back
profile-all = All three parts
profile-date-session = A session
profile-date-agreement = You both signed
profile-date-boundary = A boundary was set
profile-date-broken = A promise was not kept
profile-date-mended = A promise was made good
profile-date-rupture = Something felt wrong
profile-date-repaired = A repair was closed

## Taken along
profile-taken = Own question: { $asks }
profile-taken-low = 0 means
profile-taken-high = 10 means

## For staff
profile-staff-title = Profile
profile-staff-about = Three domains, from what was sent to you. Each line keeps to one questionnaire. Missing answers stay missing.
profile-staff-nothing = Nothing was sent that speaks about this.
profile-staff-write = A question in their words
profile-staff-write-about = Written together in the session. They answer it when they like, and choose each time who reads it.
profile-staff-keep = Keep this question
profile-full-staff = There are three questions already. Put one away first.
profile-seen-once-theirs = { $part }: answered once.
profile-seen-same-theirs = { $part }: within 10 points of the first time, over { $count } times.
profile-seen-lighter-theirs = { $part }: at least 10 points lighter than the first time, over { $count } times.
profile-seen-heavier-theirs = { $part }: at least 10 points heavier than the first time, over { $count } times.
