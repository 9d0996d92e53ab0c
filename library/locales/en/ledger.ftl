# What was opened, asked about and taken along. Plain words, no codes; the reader may be afraid.

## On the page of who has seen my record
seen-who-can = Who can see what
seen-along = Take this list along
seen-service = The service itself
seen-basis-service = You said how it may reach you.
seen-contact = Sent you a short note that says nothing about you, or tried to, { $when }.
seen-purpose-contact = to reach you
seen-basis-keeping = It checks if we do what we said. It can see our promises to you and when you meet, and what was said when something felt wrong. It can see no notes and no messages.
seen-keeping = The service itself looked at the promises made to you, { $when }. No person did.
seen-keeping-wrote = The service itself wrote down what became of a promise, { $when }. No person did.
seen-purpose-keeping = to see if promises to you are kept
seen-basis-grant-of = They may, because you allowed it on { $day }.
seen-ask = Ask about this
seen-unexpected = I did not expect this
seen-asked = You asked about this on { $day }.
seen-answered = { $name } answered on { $day }:

## Asking
ask-title = Ask about this
ask-line = { $day }: { $name }. { $did }
ask-lead = You can ask why. You can also say that you did not expect it. It is fine to ask. It changes nothing about your care.
ask-words = What would you like to ask or say?
ask-unexpected = I did not expect this
ask-whom = Who should answer?
ask-person = { $name }. Only they can read it, no one else who works here.
ask-whoever-leads = Whoever leads the service. The person it is about cannot read it.
ask-only-lead = The person who did this can not be asked here now, because they do not work with you at this time.
ask-send = Send
ask-back = Back to the list
ask-empty = Please write a few words, or say that you did not expect this. Nothing was sent yet.
ask-already = You have asked about this one. You will find the answer next to it.
ask-sent = Sent. Only the person you asked can read it. The answer will be here, next to the line.
ask-sent-lead = Sent. Whoever leads the service can read it. The answer will be here, next to the line.

## Taking the list along
along-title = Take this list along
along-first = First: where will this file be?
along-where = Anyone who opens the file can read who works with you and when. Only save it on a phone or computer that no one else uses. If you are not sure, do not save it. The list stays here.
along-traces = Your browser keeps a note that a file was saved, with the address of this page.
along-what = The list shows that no line was changed or taken away after you saved it. Nobody can change it without being found out, not even the people who run this service.
along-forked = Right now the service can not sign the list. Something about it is not right. Tell someone you trust here.
along-lines = The list
along-lines-what = All your lines, with proof for each. The file is called notes.json.
along-take-lines = Save the list
along-page = The page that checks it
along-page-what = A page you can open at any time, also without the internet. It reads the list and tells you if it is whole. It is called check.html. You can also get it from someone else who uses the same program. That is safer, as then it does not come from us.
along-take-page = Save the page
along-key = The key of this service
along-key-what = Write this down, or ask someone outside to keep it. It tells you that a list was signed here, and not by someone else.

## For staff who are asked
asked-title = Questions about openings
place-asked = Questions
asked-intro = Clients can ask why someone opened or wrote something. Here are the questions that wait for you. No names are shown here; opening one leaves a line in that client's ledger.
asked-none = Nothing waits for you.
asked-row = A client asked you something on { $since }
asked-one-title = { $name } asks about an opening
asked-opened = { $name } opened { $what }, { $when }.
asked-wrote = { $name } wrote in { $what }, { $when }.
asked-unexpected = They did not expect this.
asked-answer = Your answer
asked-answer-hint = Say plainly what was opened and why, and what you will do if it should not have been. They read it next to the line. An answer cannot be changed afterwards.
asked-answer-words = Answer
asked-send = Send the answer
asked-answered = { $name } answered, { $when }

## The page that checks a list, which works on its own
check-lines-title = Is this list whole?
check-lines-intro = Choose the file you saved. This page reads it and checks every line in it.
check-lines-alone = Nothing leaves this device. The page needs no internet.
check-lines-choose = Your file, or more than one to compare them
check-lines-key = The key of the service, if you have it
check-lines-key-why = You get it on the page where you save the list. Best is a copy that you wrote down, or that someone outside keeps for you.
check-lines-lines = What the list says
check-lines-names = The names are as the service wrote them. They are not proven. All the rest is.
check-lines-more = Show more
check-lines-someone = Someone
check-lines-you = You
check-lines-opened = { $name } ({ $role }) opened { $what }, { $purpose }.
check-lines-wrote = { $name } ({ $role }) wrote in your record: { $what }, { $purpose }.
check-lines-own-opened = You opened { $what }.
check-lines-own-wrote = You wrote in your record: { $what }.
check-lines-well = This list is whole
check-lines-well-lines = All { $count } lines are as the service signed them. It signed them as part of { $size } lines about everyone there.
check-lines-well-older = Every line of your older file is still there, and is the same.
check-lines-well-seen = { $count } others put their name under it too. This page does not check those names.
check-lines-well-key = It was signed with the key you gave.
check-lines-well-no-key = You gave no key, so this page took the one in the file: { $key }. Compare it with one you wrote down.
check-lines-well-not = What this does not show: if someone read your record in a way that left no line, this page cannot see it.
check-lines-took = It took { $seconds } seconds.
check-lines-wrong = This list is not whole
check-lines-wrong-do = Keep the file as it is. Show it to someone you trust outside the service, such as an advocate.
check-lines-wrong-unreadable = This file can not be read as such a list. It may be another file, or it was changed.
check-lines-wrong-key-wrong = The key in this file, or the one you gave, is not written as a key should be.
check-lines-wrong-other-key = This file was signed with another key than the one you gave.
check-lines-wrong-signature = The signature does not fit. The file was changed, or someone else signed it.
check-lines-wrong-line = At least one line was changed, moved or made up after the service signed the list.
check-lines-wrong-someone-else = These lines are not all of the same person.
check-lines-wrong-compare-key = The files were signed with different keys.
check-lines-wrong-compare-fork = The two files do not tell the same story. The service signed both. That must never happen.
check-lines-wrong-compare-gone = A line of your older file is gone in the newer one, or is not the same.
