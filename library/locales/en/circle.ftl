# The private circle: people under names that only the client knows, what happened with them, words to say.

circle-title = My circle
circle-only-you = Your word opens this, and nobody here has a page that does. It closes ten minutes after you last used it, and when you lock or leave.
circle-none = There is nobody here yet. You can write down someone in your life, under a name that only you know, and then what they do over time.

## Who may see the device
circle-warn-title = Before you open this
circle-warn-said = Here you can write about people in your life. If one of them sees it on this phone, it could put you at risk.
circle-warn-names = Use names that only you know. Never write a full name, a place of work or an address.
circle-warn-ask = Is this phone yours alone?
circle-warn-yes = Yes, nobody else looks at it
circle-warn-no = No, or I am not sure
circle-seen-title = Better not on this phone
circle-seen-said = You said someone else may see this phone. Then it is safer to leave this part alone here. You can still do this:
circle-seen-session = Talk about the people in your life in a session, and write nothing down.
circle-seen-paper = Use paper, and leave it with someone here, or tear it up.
circle-seen-other = Open this on a phone or computer that is yours alone.
circle-seen-leave = Leave this for now
circle-seen-alone = This phone is mine alone now
circle-seen-anyway = Go on this time
circle-seen-short = You said someone else may see this phone. Use names that only you know, and close this when you are done.

## The word
circle-word = Your word
circle-word-new = A word of your own
circle-word-again = The same word again
circle-word-hint = At least { $least } letters. A few words are fine. Not the passphrase you sign in with.
circle-passphrase = The passphrase you sign in with
circle-open-title = Your word, please
circle-open-said = This part is closed. Your word opens it.
circle-open-do = Open
circle-open-blind = Only your word opens it. If you forget it, what is here is gone.
circle-open-service = If you forget your word, the service can help you back in.
circle-begin-title = A word for this part
circle-begin-said = You choose a word that opens this part. Nobody on the staff has a page that shows it. You choose who else can open it.
circle-begin-do = Keep this word
circle-begun = Your word is kept, and this part is open.
circle-way = If I forget my word
circle-way-mine = Only my word opens it
circle-way-mine-said = If I forget it, what I wrote is gone. Nobody can bring it back.
circle-way-service = The service can help
circle-way-service-said = Nothing is lost. But then someone with the key of the service could read it.
circle-change-title = Change my word
circle-change-said = What you wrote stays, and opens with the new word.
circle-change-do = Change it
circle-changed = Your new word is kept.
circle-lost-way = I forgot my word
circle-lost-title = If you forgot your word
circle-lost-said = You can choose a new word. First we need to know that it is you.
circle-lost-blind = What you wrote under the old word cannot be opened any more, by you or by anyone. If it may still come back to you, wait and try later. With a new word you begin anew.
circle-lost-service = What you wrote opens with the new word. Nothing is lost.
circle-lost-do = Choose this new word
circle-anew = You begin anew with this word. What you wrote before stays closed.
circle-wrong-word = This is not your word. Please try again.
circle-wrong-many = That was wrong too often. Wait ten minutes, then try again. Nothing is lost.
circle-wrong-short = Please use at least { $least } letters.
circle-wrong-long = This is too long. Please use at most 200 letters.
circle-wrong-differ = The two are not the same. Please write both again.
circle-wrong-way = Please choose one of the two.
circle-wrong-passphrase = This is not the passphrase you sign in with. Please try again.
circle-shut = Close this now
circle-shut-done = It is closed.
circle-closed-words = This part closed while you wrote. Your words are not lost. Your word opens it again.
circle-apart = { $count ->
    [one] One part is under a word that was forgotten. It cannot be opened any more.
   *[other] { $count } parts are under a word that was forgotten. They cannot be opened any more.
}
circle-clear = Throw that away

## The people
circle-add = Write someone down
circle-edit-title = Change what stands here
circle-names = Use a name that only you know. No full names: if someone finds this, it must not say who it is about.
circle-called = What you call them here
circle-who = Who they are to you
circle-wants = What you want with them: closer, as it is, more room
circle-limits = What you want them to know, or to leave
circle-wants-said = What I want
circle-limits-said = What I want them to know, or to leave
circle-all-free = Only the name is needed. The rest can stay empty.
circle-full-name = This looks like a full name. Please use one that only you know. If it is one, save it again.
circle-keep = Save
circle-kept = It is saved.
circle-back = Back to my circle
circle-back-person = Back to this person

## What happened
circle-log-do = Write down what happened
circle-log-title = What happened with { $name }
circle-log-said = One day, and what you saw. Leave out what does not fit.
circle-day = Which day
circle-ask-kept = Did they do what they said?
circle-ask-no = Did they respect a no?
circle-ask-serious = Did they take it seriously?
circle-ask-kind = Were they kind?
circle-yes-kept = Did what they said
circle-not-kept = Did not do what they said
circle-yes-no = Respected a no
circle-not-no = Did not respect a no
circle-yes-serious = Took it seriously
circle-not-serious = Did not take it seriously
circle-yes-kind = Was kind
circle-not-kind = Was not kind
circle-not-about = Leave out
circle-log-words = In your own words, if you like
circle-wrong-day = Please choose a day that has come.
circle-wrong-empty = Please choose one of the answers above, or write a line.
circle-counts = Over time
circle-count = { $all ->
    [one] { $yes } of 1 time yes, { $no } of 1 time no
   *[other] { $yes } of { $all } times yes, { $no } of { $all } times no
}
circle-count-none = nothing written yet
circle-few = Where something was written fewer than { $few } times, that is little. One more time could change it.
circle-counts-said = These are only counts of what you wrote. What they mean is for you to say.
circle-timeline = What happened, oldest first
circle-earlier = { $count ->
    [one] One from before
   *[other] { $count } from before
}
circle-line-more = Share or erase

## Sharing
circle-share-person = Share this with my therapist for a time
circle-share-line = Share this with my therapist for a time
circle-share-title = Share this for a time
circle-share-nobody = Nobody is your therapist here at the moment. There is nobody to share this with.
circle-share-said = Only { $name } can read it, and only until the day you choose. The rest of your circle stays closed to everyone.
circle-share-said-many = Only the one you choose can read it, and only until the day you choose. The rest of your circle stays closed to everyone.
circle-share-copy = A copy is made of the words in the box. That copy is not under your word. What stands in the box is what they read. You can change it or cut it.
circle-share-words = This is shared
circle-share-to = With whom
circle-share-long = For how long
circle-share-days = { $count ->
    [one] One day
   *[other] { $count } days
}
circle-share-do = Share this
circle-share-done = It is shared. It ends by itself, and you can end it here.
circle-share-end = End this now
circle-share-end-said = When it ends, they cannot open it any more, and the copy is thrown away. What they have read, they have read.
circle-share-ended = It is not shared any more.
circle-shares = Shared now
circle-shared-until = With { $name } until { $when }
circle-shared-opened = Opened, first on { $when }
circle-shared-not-opened = Not opened yet
circle-shared-words = What they read
circle-wrong-to = Please choose with whom.
circle-wrong-days = Please choose for how long.

## Words to say
circle-scripts-way = Words to say
circle-scripts-title = Words to say
circle-scripts-said = Some things are hard to say. Here are words to begin with. Take what fits and leave the rest.
circle-scripts-closed = Open your circle to make these words your own.
circle-back-scripts = Back to all the words
circle-script-own = In your own words
circle-script-said = You can say it, write it, or only read it. If saying it could put you at risk, you do not need to.
circle-script-words = The words
circle-script-first = Back to the first words
circle-script-first-done = The first words are back.
circle-script-first-words = The first words
circle-practise = Practise saying it
circle-script-ask = Asking for something
circle-script-ask-words =
    There is something I would like to ask you.
    I would like … It matters to me because …
    You can say yes, no, or not now.
circle-script-no = Saying no
circle-script-no-words =
    No, I do not want that.
    Thank you for asking me. My answer is no.
    I do not need to give a reason.
circle-script-again = Saying no again
circle-script-again-words =
    I heard you. My answer is still no.
    You have asked me before, and I have said no.
    If you ask me once more, I will end this talk.
circle-script-time = Taking time
circle-script-time-words =
    I do not know yet. I need time to think.
    I will tell you by …
    Until then, please do not ask me.
circle-script-hurt = Saying what hurt
circle-script-hurt-words =
    When you … I felt …
    I would like you to … from now on.
    I do not need an answer right now.
circle-script-end = Ending a talk
circle-script-end-words =
    I want to stop here.
    I am going now. We can talk another time, or not.
    Please do not come after me.

## Erasing
circle-erase-person = Erase this person
circle-erase-line = Erase this
circle-erase-person-title = Erase { $name }?
circle-erase-person-said = This erases the name, what you said about them and every day you wrote down. What you shared of it ends.
circle-erase-line-title = Erase this day?
circle-erase-line-said = This erases what you wrote about this day. If you shared it, or shared this person, that ends.
circle-erase-all-title = Erase everything here
circle-erase-all-said = This erases every person, every day, your own words to say and what is half written. All that you shared from here ends. Your word stays.
circle-erase-when = It is gone here at once, and it cannot be brought back. The safety copies of the whole service hold it, sealed, until they are thrown away. You can ask the team how long that takes.
circle-erase-do = Erase it
circle-erase-not = Keep it
circle-erased = It is erased.
circle-erased-all = Everything here is erased.

## Taken along
circle-taken = My circle
circle-taken-what = What is here
circle-taken-closed = Your circle is not in this copy, because it was closed. Open it first and take your record along again, if you want it in.

## For staff
circle-staff-title = Shared from { $name }’s circle
circle-staff-none = Nothing is shared with you here now.
circle-staff-said = { $name } shared these words about someone in their life with you alone, for a time. They are { $name }’s words, not findings. Please do not copy them into the record or speak of them to others. { $name } sees when you first opened them.
circle-staff-shared = Shared { $when }
circle-staff-until = Shared until { $when }
