# What belongs to the client: taking the record along, setting it right, having it destroyed.

## Setting something right
statement-title = Set something right
statement-lead = You can say something beside anything in your record. What others wrote stays; your words stand next to it. You can also ask for it to be changed.
statement-readers = Whoever may read what is between you and your therapist can read this.
statement-which = What is it about?
statement-about-all = My record as a whole
statement-own-words = What would you like to say?
statement-what-then = What should happen?
statement-wants-beside = My words stand beside it
statement-wants-change = My words stand beside it, and I ask for it to be changed
statement-send = Save this
statement-kept = It is saved, and stands beside your record.
statement-before = What you said before
statement-waits = Not answered yet.
statement-take-back = Take this back
statement-taken-back-now = You took it back. Only you can read it now.
statement-taken-back-on = You took this back on { $when }. Only you can read it.
statement-damaged = { $count ->
    [one] One statement is there and cannot be opened. The people who keep this service running can see to it.
   *[other] { $count } statements are there and cannot be opened. The people who keep this service running can see to it.
  }
statement-changed-by = { $name } set it right
statement-not-changed-by = { $name } did not change it
statement-one = What you said about your record
statement-beside = Beside
statement-words = Your words
statement-wants = What you asked for
statement-taken-back = Taken back
statement-title-staff = What { $name } says about the record
statement-way = What they say about the record
statement-lead-staff = Their words stand beside what was written. Where they ask for a change, say what you did: the client reads your answer.
statement-none-staff = Nothing yet.
statement-answer = Your answer
statement-answer-changed = I set it right
statement-answer-not-changed = I did not change it, and say why
statement-answer-words = What you did, or why not
statement-answer-keep = Save the answer
statement-answered-meanwhile = This was answered or taken back since you opened the page. Nothing was saved, and your words are still here.
statement-choose = Please choose one of the two. Nothing was saved yet, and your words are still here.

## Taking it along
taking-title = Take your record along
taking-lead = You get one file with everything here that is yours to take: what was said and written, your answers and scores, your plans, who has read it, and what you allowed. It opens in any browser, also without a connection, with words that you choose now.
taking-notes = A therapist’s own working notes are not part of it. You can ask for them in person.
taking-careful = Before you do
taking-careful-where = Where will this file be? On a phone or computer that someone else can use, they can see that it is there. They cannot open it without your words.
taking-careful-words = Nobody can find out your words, and nobody can open the file without them. We do not keep them.
taking-careful-only = If you are not sure, do not do it now. You can come back at any time, or ask for a printed copy in person.
taking-words = Words to open it with
taking-words-hint = At least { $least } letters. A few words together are good. Not your passphrase.
taking-words-again = The same words again
taking-proof = Your passphrase, so that we know it is you
taking-make = Make the file
taking-too-short = These words are too short to keep anyone out. Please choose at least { $least } letters. Nothing was made yet.
taking-not-same = The two are not the same. Please type them again. Nothing was made yet.
taking-not-you = That was not your passphrase. Nothing was made yet.
taking-too-many = Too many tries for now. Please wait a few minutes. Nothing was made yet.
taking-page-title = Your record
taking-page-made = Made on { $when }.
taking-file-title = A file of yours
taking-file-lead = Type the words you chose when you made this file.
taking-file-words = Your words
taking-file-open = Open
taking-file-wrong = These are not the words, or the file was changed. Nothing is lost; try again.
taking-file-save = Save:
taking-file-close = Close
taking-part-other = Other
taking-part-identity = About you
taking-part-overview = Overview
taking-part-sessions = Sessions
taking-part-check-ins = Check-ins
taking-part-relationship = What is between us
taking-part-notes = Notes
taking-part-psychotherapy-notes = Working notes
taking-part-messages = Messages
taking-part-measures = Questions and scores
taking-part-work = Your work
taking-part-circle = Your circle
taking-part-crisis-plan = Your plan for hard days
taking-part-ledger = Who has read it
taking-part-consent = What you allowed
taking-part-drafts = Not sent yet
taking-too-large = Your record is too large for one file. Please ask the people who run this service. Nothing was made.
taking-called = What we call you

## Having it destroyed
erase-title = Have your record destroyed
erase-lead = You can ask for everything here about you to be destroyed. It happens { $days } days later, and until then you can stop it. Afterwards nobody can bring it back, not even us.
erase-what = What is destroyed
erase-what-record = Everything in your record: words, answers, scores, plans, the list of who has read it, and your way to sign in. The key to it is destroyed, so the copies that lie in backups cannot be opened either.
erase-what-copies = The last copy of the key is gone at the latest { $days } days after that. On the day, the date stands on the sheet you can print now.
erase-stays = What stays
erase-stays-marks = Marks without words: that there was a record, and when it was opened. Nobody can read in them whose it was or what was done.
erase-stays-outside = What is not in here: paper, what you took along, what other services keep, what people remember, and what others wrote about you in their own records.
erase-stays-law = { $years ->
    [one] The rules for this service say that records are kept for one year after care has ended. If you ask now, it is destroyed when that time is over.
   *[other] The rules for this service say that records are kept for { $years } years after care has ended. If you ask now, it is destroyed when that time is over.
  }
erase-before = You may want to take your record along first.
erase-before-link = Take your record along
erase-proof = Your passphrase, so that we know it is you
erase-sure = I understand that nobody can bring it back
erase-not-sure = Please tick the box if you are sure. Nothing was asked for yet.
erase-ask = Ask for it to be destroyed
erase-not-you = That was not your passphrase. Nothing was asked for yet.
erase-waits = You asked for your record to be destroyed.
erase-waits-on = It will be destroyed on { $when }. Until then everything works as before.
erase-waits-law = It will be destroyed when { $years ->
    [one] one year has
   *[other] { $years } years have
  } passed since your care ended. Until then everything works as before.
erase-receipt = The number of your sheet: { $receipt }
erase-receipt-hint = With this number the service can tell you that it was done, and when. It does not say who you are.
erase-stop = Stop it: keep my record
erase-asked-now = You asked for it. You can stop it here until then.
erase-stopped = It is stopped. Your record stays.

## For who leads the service
kept-title = How long records are kept
place-kept = Records kept
kept-lead = The law that holds for this service decides how long. Nothing is destroyed by itself unless the client asked for it.
kept-rule = { $years ->
    [one] Records are kept for one year after care has ended.
   *[other] Records are kept for { $years } years after care has ended.
  }
kept-rule-none = No time is set. Until one is set in the configuration (keep_years), nothing comes up here.
kept-due = Time is over
kept-due-none = Nothing is due.
kept-due-since = Care ended on { $ended }; the time was over on { $due }.
kept-later = { $count ->
    [0] No other record of someone whose care has ended is kept.
    [one] One more record of someone whose care has ended is kept until its time is over.
   *[other] { $count } more records of people whose care has ended are kept until their time is over.
  }
kept-destroy = Destroy this record
kept-destroy-lead = This cannot be undone. The key is destroyed, and with it every copy in every backup.
kept-destroy-sure = I have looked that nothing forbids it
kept-destroyed = It is destroyed. Number: { $receipt }
kept-asked = Asked for by clients
kept-asked-none = Nobody has asked.
kept-asked-on = To be destroyed on { $when }. Number: { $receipt }
kept-asked-later = To be destroyed when the time is over. Number: { $receipt }
kept-done = Destroyed
kept-done-on = { $when }. No copy of the key is left after { $last }. Number: { $receipt }
kept-done-none = None yet.
kept-not-yet = This record’s time is not over, or the client is in care again. Nothing was destroyed.
