# The plan for hard days: on the screen, on paper, on the device; and the sheet that opens offline.

## The plan
plan-title = My plan for hard days
plan-you = You
plan-none = There is no plan yet.
plan-about = It holds what helps you, who is there, and how you want to be treated when things are hard. You can write it alone or with someone. Leave out whatever you like.
plan-stands-yours = Version { $number }, from { $when }. It is yours, and it counts as it is.
plan-stands-waits = Version { $number }, from { $when }. It is yours, and it counts as it is. Your therapist has not answered it yet.
plan-stands-both = Version { $number }, from { $when }. You and your therapist both stand behind it.
plan-begin = Begin my plan
plan-edit = Change my plan
plan-print = On paper
plan-device = On this device
plan-versions = Earlier versions
plan-back = Back to my plan
plan-send = Save my plan
plan-readers = Your therapist can read it once you save it. On a ward, the nurses who look after you can too, and in an emergency whoever opens your record to help; you will see that they did. Nobody reads it while you write.
plan-kept = Your plan is saved.
plan-newer = The plan was changed while you had this page open. Nothing was saved yet, and what you wrote is still here. Look at it again, then save it.
plan-proposed = { $name } suggests a change
plan-proposed-said = Your plan stays as it is until you say yes. This would change:
plan-agree = Yes, this is right
plan-what-change = What should be different?
plan-change = Say what should change
plan-agreed = Saved. This is your plan now.
plan-change-sent = Saved. Your plan stays as it was, and they can read what you would like to be different.
plan-said-agreed = { $who } said on { $when } that this is right.
plan-said-change = { $who } said on { $when } what should change:
plan-versions-said = Nothing is lost. You can go back to any version that was yours.
plan-version = Version { $number }, by { $who }, { $when }
plan-version-again = Version { $number }, by { $who }, { $when }: back to version { $again }
plan-again = Go back to this one
plan-taken-back = Your plan is back as it was then. The later versions are kept.
plan-copy-older = The copy on your device is older than your plan. Renew it there if you want both to be the same.
plan-taken = Plan for hard days, version { $number }
plan-taken-agreed = This is right.

## On paper
plan-paper-where = Where will this paper be?
plan-paper-where-said = Paper has no lock. Print it only if you know a place that nobody else looks into. If you print at work or in a library, it may be kept in the printer.
plan-paper-title = Notes
plan-paper-title-ask = What stands at the top
plan-paper-title-hint = Anything you like, or nothing. The name of this service is not printed.
plan-paper-size = Size
plan-paper-pocket = Small, to fold into a pocket
plan-paper-page = A whole page
plan-paper-parts = What is on it
plan-paper-show = Show it
plan-paper-so = How it will look
plan-paper-how = Print this page with your browser. Switch off "headers and footers" there, so that neither the address nor the date is printed.
plan-paper-print = Print

## On the device
plan-device-about = You choose whether anything of your plan stays on this device. If someone else looks through it, nothing is the safest.
plan-device-0 = Nothing on this device
plan-device-0-said = Your plan is here when you sign in, and nowhere else.
plan-device-now = This is how it is now.
plan-device-kept = A locked copy was put on a device of yours on { $when }.
plan-device-take-off = Take it off
plan-device-1 = While this page stays open
plan-device-1-said = If the connection breaks off, your plan can still be opened here. It is gone when you leave, lock, reload or close the page.
plan-device-1-do = Hold it for now
plan-device-1-held = Held until you leave. Nothing was written to this device.
plan-device-2 = Locked, to open without a connection
plan-device-2-said = Your plan is locked with words of its own and put on this device. Without a connection: open this address, choose "My sheet", type the words.
plan-device-2-words = Words that open it
plan-device-2-hint = Four or more words that nobody would guess, and not those you sign in with. They never leave this device. If they are lost, the copy cannot be opened; your plan is still here.
plan-device-2-again = The same words again
plan-device-2-do = Lock it and keep it here
plan-device-2-renew = Lock it anew and keep it here
plan-device-2-working = Locking it. This takes a moment.
plan-device-2-short = Please use at least 12 letters.
plan-device-2-differ = The two are not the same. Please type them again.
plan-device-2-long = Your plan is too long to be kept here. On paper there is room for all of it.
plan-device-2-honest = Every account has a block of the same size on its device, with a plan in it or not. Nobody can tell from it whether you have one. But someone who can make you type the words, or who watches the screen, can read it.
plan-device-done = A locked copy is kept on this device.
plan-device-gone = It is taken off. What is on this device now is chance.
plan-device-no-script = Keeping a copy on the device needs JavaScript. Paper works without it.

## For staff
plan-staff-title = Crisis and preference plan
plan-staff-none = There is no plan yet.
plan-staff-theirs = Version { $number }, from { $when }: confirmed by the client
plan-staff-both = Version { $number }, from { $when }: confirmed by both
plan-staff-to-answer = They changed their plan
plan-staff-theirs-said = It is their plan already, whatever you answer. They read your answer.
plan-staff-proposed = Proposed, and not answered by the client yet
plan-staff-begin = Write a first version together
plan-staff-propose = Propose a change
plan-staff-send = Propose it to them
plan-staff-readers = The client reads this and decides. Until they say yes, their plan stays as it is.
plan-link = Crisis plan

## The sheet that opens without a connection: it may be seen by anyone
sheet-name = My sheet
sheet-words = Your words
sheet-open = Open
sheet-opening = One moment.
sheet-wrong = That did not open anything. Nothing is lost.
sheet-wait = Please wait { $seconds } seconds before the next try. Nothing is lost.
sheet-needs-script = This needs JavaScript.
sheet-from = As of { $when }
sheet-close = Close
sheet-held = Open what is held here
offline-title = No connection
offline-said = This page works without one.
offline-again = Try again
