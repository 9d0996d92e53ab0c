# First run, one's own ways in, getting back in, and leaving. Plain words: the reader may be afraid.

# What someone decides about their own coming in.
trust-my-title = Signing in and safety
trust-my-words = Here you decide how this place knows you, and how you know it.
trust-way-phrase = The phrase that shows it is really us
trust-way-lock = Your unlock word
trust-way-call = Your phrase for the telephone
trust-way-sign-ins = Where you are signed in
trust-way-ways = Ways of signing in
trust-back-way = They have lost their way in
trust-place = My sign-in
trust-way-passphrase = Change your passphrase
trust-keep = Keep
trust-kept = Kept.

trust-phrase-title = Knowing that it is really us
trust-phrase-words = Choose a few words that only you and this place know. Every real page here shows them after you sign in. If a page looks like this one and does not show them, leave it.
trust-phrase-staff = Your therapist and whoever leads the service can read them. If someone from here calls you, they say these words first. If they do not, hang up and call back.
trust-phrase-hint = Something that says nothing about you, such as "blue kettle". Leave it empty to have none.
trust-phrase-wrong = Use { $least } to { $most } letters, or leave it empty.
people-field-phrase = The words we show and say
trust-call-title = If you lose your way in
trust-call-words = Choose a phrase that you will say on the telephone when we call you back. Choose one that nobody who lives with you would guess. We keep it so that nobody can read it, not even here.
trust-call-chosen = You have chosen one. A new one takes its place.
trust-call-none = You have not chosen one yet. Without it you would have to come here in person.
trust-call-hint = { $least } letters or more. Capitals and commas do not count.
trust-call-wrong = This is too short. Use { $least } letters or more.
trust-call-wrong-told = On { $when } someone tried to get a new way in for you and did not know your phrase. Nothing was changed. If it was not you, tell your service.
people-field-secret-phrase = What you will say
trust-say-first = If you call them, say this first: { $phrase }

trust-lock-title = Your unlock word
trust-lock-words = What is private here opens only with this word. It closes by itself after five minutes and when you look away. Choose something you can type quickly and that others do not know. If you forget it, your service can make you a new way in, which takes a day.
trust-lock-own = You have a word of your own.
trust-lock-none = Until you choose a word, it is your passphrase.
trust-lock-hint = { $least } letters or more. Capitals do not matter. After five wrong tries you are signed out, and nothing is lost.
trust-lock-wrong = Use { $least } to 64 letters.
people-field-unlock-word = New unlock word
trust-proof-hint = The one you sign in with, so that nobody else changes this.
trust-proof-wrong = This is not your passphrase. Look at it and try again.

trust-sign-ins-title = Where you are signed in
trust-sign-ins-words = Each of these can open what you can open. We do not keep places or addresses. If you do not know one, end it and change your passphrase.
trust-device-phone = A phone
trust-device-tablet = A tablet
trust-device-computer = A computer
trust-device-unknown = A device
trust-sign-in-this = { $device }, since { $since }. This is the one you are using now.
trust-sign-in-other = { $device }, since { $since }
trust-sign-in-end = End
trust-sign-in-end-for = End: { $device }, since { $since }
trust-sign-in-ended = That sign-in has ended.
trust-sign-ins-end = End all the others
trust-sign-ins-ended = All the others have ended.

trust-passphrase-title = Change your passphrase
trust-passphrase-words = Every other sign-in of yours ends when you do this. This one stays.
trust-passphrase-kept = Your passphrase is changed. All your other sign-ins have ended.
people-field-old-passphrase = The passphrase you use now
people-field-new-passphrase = The new passphrase

# Above every screen, while a new way in is being made.
trust-above = { $who } began a new way in for you on { $began }. From { $ready } a code can be handed to you in person. If you did not ask for it, stop it now.
trust-above-nameless = A new way in was begun for you on { $began }. From { $ready } a code can be handed to you in person. If you did not ask for it, stop it now. Who began it stands in your record.
trust-above-stop = Stop it
trust-stopped = It is stopped. Nobody gets a new way in by it. If you did not ask for it, tell your service.

# Getting someone back in.
trust-back-title = A new way in
trust-back-title-staff = If they have lost their way in, you can make a new one here.
trust-back-words = For someone who has lost their passphrase. It takes a day, so that they can stop it if it is not them. Then somebody else than you hands them a code in person. Never send it.
trust-back-call = You have called them back
trust-back-call-words = Call the number you know, not the one that called you. Ask for the phrase they chose for the telephone and type what you heard.
trust-back-hint = A wrong phrase is noted, and they are told.
trust-back-begin = Begin
trust-back-wrong = This is not their phrase. It was noted, and they are told that someone tried.
trust-back-no-phrase = They have chosen no phrase for the telephone. A service lead can begin when they come in person.
trust-back-too-many = Too many wrong phrases today. A service lead can begin when they come in person.
trust-back-here = They are here with you
trust-back-here-words = Only if you know them, or have seen a paper with their picture. They can read that you began it, and how.
trust-back-here-begin = Begin, they are here
trust-back-goes-on = { $who } began this on { $began }. From { $ready } the code can be handed over. It lapses on { $lapses }.
trust-back-needs-second = For a service lead, a second lead must agree.
trust-back-another = Whoever began it does not hand it over. Another person does, who has been here for a week: for a client with a therapist, the therapist and a service lead do it between them; for everyone else, another service lead. With one person only it cannot be done: have a second.
trust-back-too-new = Whoever came here less than a week ago cannot be the second.
trust-back-stopped = The last one was stopped. Meet in person before you begin again.
trust-back-agree = I agree
trust-back-hand-words = Make the code when they are with you.
trust-back-handed = A code was made. A new one takes its place.
trust-back-hand = Make the code
trust-back-stop = Stop it
people-field-heard = What you heard
trust-code-title = Hand this over now
trust-code-words = It is shown once. Hand it over in person; do not send it and do not read it out on the telephone.
trust-code-where = They open the page where they sign in, choose "I was given a code", and choose a new passphrase.
trust-backs-title = New ways in
trust-backs-words = Everyone for whom a new way in is being made.
trust-backs-row = { $who }, begun on { $began }, ready from { $ready }
trust-backs-none = Nobody at the moment.
trust-set-in-link = I was given a code
trust-set-in-title = Come back in
trust-set-in-words = Type your sign-in name and the code you were handed, and choose a new passphrase. Everything that was signed in before ends.
trust-set-in-hint = Sixteen letters and numbers. Lines and spaces do not matter.
trust-set-in-not-these = This name and this code do not go together, or the time is over. Look at both and try again. Nothing was changed.
trust-set-in-do = Come back in
trust-set-in-back = Back to signing in
trust-set-in-done = Your new passphrase is kept
trust-set-in-done-words = Sign in with it now. Nobody who knew the old one can come in any more. If you had an unlock word, it is your new passphrase until you choose one.
people-field-set-in-code = The code

# Leaving.
trust-staff-self = This is you. Another lead can make a new way in for you or end your work here.
trust-gone = Their work here ended on { $until }. They cannot sign in.
trust-leave-title = End their work here
trust-leave-words = They are signed out everywhere at once and cannot come in again. Everyone they work with will need someone else. Their name stays in what they wrote and opened.
trust-leave-hint = Type their name as it stands above, so that it is the right person.
trust-leave-do = End their work here
trust-leave-last = This is the last service lead. Admit another one first.
people-field-sure = Their name
trust-left-title = { $name } no longer works here
trust-left-words = Every sign-in was cut and the door is closed. These people had them and need someone now:
trust-left-nobody = They worked with nobody.
trust-left-another = { $count ->
    [one] One more person must be looked after by another lead.
   *[other] { $count } more people must be looked after by another lead.
}

# The first run.
trust-run-words = Set this service up, step by step. You can stop at any time and go on later in this browser.
trust-run-step = Step { $n } of { $all }
trust-run-on = Go on
trust-run-held = Someone is setting this service up in another browser. If that is not you, stop Attune and start it again: the new code takes over.
trust-run-too-many = Too many tries. Wait a few minutes.
trust-run-service = What this service is called
trust-run-service-words = People who are afraid of someone at home will open this page. What they see in a tab and where Exit leads should say nothing about care.
people-field-service = Name of the service
trust-run-hint-service = Shown inside, to those who are signed in.
trust-run-wrong-service = Write a name of up to 80 letters.
people-field-title = Neutral title
trust-run-hint-title = What stands in the browser's tab. Something everyday, such as "My page".
trust-run-wrong-title = Write a title of up to 40 letters.
people-field-exit = Where Exit leads
trust-run-hint-exit = The address of an everyday site, such as a weather report. It begins with https://
trust-run-wrong-exit = This must be an address that begins with https://, without special signs.
people-field-zone = Time zone
trust-run-hint-zone = Such as Europe/Amsterdam or America/Bogota.
trust-run-wrong-zone = There is no such time zone. Write it as Continent/City.
trust-run-key = Where the root key is
trust-run-key-words = One key opens everything that is kept here. Without it, nobody reads a word, and nobody can ever help you to.
trust-run-key-file = It is in this file: { $place }. Whoever copies that file and the data can read everything. Keep a copy of it where neither this machine nor your backups are.
trust-run-key-passphrase = It is made from a passphrase that someone types whenever the service starts. It is written down nowhere unless you write it down. Nobody can start the service without it.
trust-run-key-command = A program gives it whenever the service starts. Whoever can run that program and has the data can read everything.
trust-run-key-memory = It is made anew at every start, and nothing is kept. This is for trying things out, never for real people.
trust-run-key-lost = The next step makes recovery shares: sheets of paper that together open the service when the key is lost.
trust-run-key-read = I have read this
trust-run-shares = Recovery shares
trust-run-shares-words = Each share is one sheet of paper. One sheet alone opens nothing. Enough of them together, and the data, open everything.
trust-run-shares-who = Give each to a different person or place: a lead, a safe, a lawyer. Whoever looks after the machine should not have enough of them.
people-field-shares = How many
trust-run-shares-of = { $all } sheets, any { $need } of them open it
trust-run-shares-make = Make the shares
trust-run-printed = Print these now
trust-run-printed-words = They are shown once and kept nowhere. Print this page, or copy each line by hand. Sheets that were made before open nothing any more; destroy them.
trust-share-title = Sheet { $n }
trust-share-sheet = Keep this where only you find it. Tell nobody that you have it, but the people you agreed it with.
trust-run-printed-on = I have them on paper
trust-run-rehearsal = Try them now
trust-run-rehearsal-words = Type { $need } of the sheets back from the paper. The set-up goes on when they have opened this service.
people-field-share-1 = One sheet
people-field-share-2 = A second sheet
people-field-share-3 = A third sheet
trust-run-rehearsal-do = Try them
trust-run-again = Make new shares instead
trust-run-share-wrong = This line is not as it was printed. Look at it letter by letter.
trust-run-shares-wrong = These do not open this service together. Are they different sheets, and all of the newest set?
trust-run-rehearsed = The shares opened this service. Put each where it belongs, today.
trust-run-notes = Who can open process notes
trust-run-notes-words = Therapists can keep notes of their own beside the record. You choose once how they are locked.
trust-run-notes-author-words = With the author's secret only: nobody else reads them, not with the root key and not with a court's order to this machine. If the author forgets the secret or leaves, the notes are lost for ever.
trust-run-notes-service-words = With the root key too: a lost secret loses nothing. Whoever holds the root key can read them.
people-field-notes = Locked
trust-run-notes-service = With the root key too
trust-run-notes-author = With the author's secret only
trust-run-lead = The first service lead
trust-run-lead-words = When this is kept you are signed in, and the next page sets up your second way of signing in: everyone who works here has one.
