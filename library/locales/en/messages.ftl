# Messages between a client and those who work with them.

messages-title = Messages
messages-you = You
messages-none = There are no messages yet. What you write here, those who work with you can read.
messages-none-staff = There are no messages yet.
messages-damaged = One or more messages cannot be read any more. Nothing was changed. Please tell whoever looks after this service.
messages-earlier = Show earlier messages
messages-new = New
messages-picture = Picture from { $who }, { $when }
messages-save = Save the { $what }
messages-file-pdf = PDF, { $size } KB
messages-file-picture = picture, { $size } KB
messages-and = { $first } and { $last }
messages-promises = What was promised to you

## What became of one's own message
messages-you-by = You will have an answer by { $when }.
messages-you-past = We said you would have an answer by { $when }. You do not have one yet.
messages-you-open = It waits for an answer. We have not agreed by when.
messages-you-answered = Answered, { $when }.
messages-you-released = You said that it needs no answer.
messages-you-took-back = You took this back, { $when }. Nobody here can read it any more.
messages-release = No answer needed
messages-release-done = Saved. Nobody owes you an answer to it now.
messages-take-back = Take it back
messages-back-title = Take this message back?
messages-back-said = Then nobody here can read it any more, or look at what came with it. They still see that there was a message, and that you took it back. Someone may have read it already. You cannot undo this.
messages-back-do = Take it back
messages-back-not = Leave it as it is
messages-back-done = It is taken back.

## Writing
messages-write = Write a message
messages-readers = { $names } can read this once you send it. Nobody reads it while you write.
messages-nobody = Nobody works with you as a therapist right now, so nobody would read a message. Please call us.
messages-by-agreed = { $name } answers within { $long }, as you agreed. If you send it now, that is by { $when }.
messages-by-service = { $name } answers within { $long }. If you send it now, that is by { $when }.
messages-by-nobody-said = We have not agreed by when. It may take a while.
messages-days = { $count ->
    [one] one day
   *[other] { $count } days
}
messages-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
messages-not-urgent = Messages are not for when you need help now. Nobody may look at them for days. If it cannot wait:
messages-urgent = If you are in danger, or might hurt yourself, call the emergency number where you are, or go to the nearest hospital.
messages-plan = My plan for hard days
messages-words = Your message
messages-files = Send something along, if you like
messages-files-hint = Up to { $files } pictures or PDFs, together no more than { $size } MB; a PDF no more than { $pdf } MB. We take out where, when and with what a picture was taken. What a PDF says about who made it stays in it.
messages-send = Send
messages-sent = Sent and saved. By when an answer comes stands below your message.
messages-sent-open = Sent and saved.
messages-another = The message before this one is sent already. If you send this, it is another one.
messages-empty = There is nothing in it yet. Write something, or choose a picture or a PDF.

## What cannot be sent along
messages-busy = Too many pictures and PDFs are being sent at once. Please choose yours again in a minute. Your words are here.
messages-choose-again = The pictures or PDFs you chose are not here any more. Please choose them again. Your words are here.
messages-wrong-many = That was too much at once. Up to { $files } pictures or PDFs go with one message. Nothing was sent, and your words are here.
messages-wrong-large = That was too large. All together can have { $size } MB, and a PDF { $pdf } MB. Nothing was sent, and your words are here.
messages-wrong-kind = This kind of file cannot be sent. You can send pictures (JPEG, PNG, WebP, GIF) and PDFs. Nothing was sent, and your words are here.
messages-wrong-damaged = This file could not be read to its end. Try to save it once more on your device, then choose it again. Nothing was sent, and your words are here.
messages-wrong-pixels = This picture is too large to open. Try a smaller one, or a screenshot of it. Nothing was sent, and your words are here.
messages-wrong-locked = This PDF is locked with a password. Save it without one, then choose it again. Nothing was sent, and your words are here.
messages-wrong-active = This PDF holds programs or other files, and we do not take those. Print it to a new PDF, then choose that one. Nothing was sent, and your words are here.

## For those who work with them
messages-waits = Waits for an answer
messages-waits-open = Waits for an answer since { $since }. No time was agreed.
messages-waits-by = Waits for an answer since { $since }. Promised by { $by }.
messages-waits-past = The answer was promised by { $by } and has not come. Waiting since { $since }. Answer now, or say in the promises that it will be later.
messages-answer-way = To the answer
messages-answer = Answer
messages-answers = This answers
messages-one-of = The message of { $when }
messages-not-open = One of these waits for no answer any more: it was answered, or taken back. Please look at it again. Nothing was sent, and your words are here.
messages-staff-readers = { $name } reads this, and whoever else works with them as a therapist. They hear that something waits for them, and nothing else. What you send cannot be taken back.
messages-staff-by = Promised by { $when }.
messages-staff-past = Promised by { $when }. Not answered.
messages-staff-open = No time was agreed.
messages-staff-answered = Answered, { $when }.
messages-staff-released = They said that it needs no answer.
messages-took-back = Taken back, { $when }.

## Taken along
messages-taken = Message
messages-taken-file = Sent along
messages-taken-reply-by = Answer promised by
messages-taken-released = No answer needed, said
messages-taken-back = Taken back
