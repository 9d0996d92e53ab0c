# How we may reach you. Plain words; the reader may live with someone who reads along.
reach-title = How we may reach you
reach-way = How we may reach you
reach-confirm-home = Is it still safe to reach you as you said? Please have a look.
reach-lead = Unless you say otherwise here, nothing is sent to you and nobody calls you.
reach-never-text = We never send text messages. They stand on the bill and on the locked screen, and anyone could send one in our name.
reach-honest = You can end each of these at any time, and it holds at once. What has left already cannot be called back. Whoever runs a mailbox or a telephone can see when something came and from where.
reach-mail = Mail
reach-call = Telephone call
reach-letter = Letter
reach-off-mail = Off. No mail is sent to you.
reach-off-call = Off. Nobody calls you.
reach-off-letter = Off. No letter is sent to you.
reach-on-mail = On. A mail may come that says nothing about you or about care.
reach-on-call = On. Someone from here may call you as you said.
reach-on-letter = On. Someone from here may write to you as you said.
reach-off-run-out-mail = The time you gave has run out. No mail is sent to you.
reach-off-run-out-call = The time you gave has run out. Nobody calls you.
reach-off-run-out-letter = The time you gave has run out. No letter is sent to you.
reach-not-here-mail = This service does not send mail.
reach-not-here-call = This service does not call.
reach-not-here-letter = This service does not send letters.
reach-sees-mail = Anyone who can open this mailbox, or who sees a notice of new mail on a screen, sees who sent it, the subject and the text. Your mail provider sees it too.
reach-sees-call = Anyone near the telephone can hear it ring and hear you speak. The number may stand in the list of calls and on the bill.
reach-sees-letter = Anyone who takes in the post can see the envelope, and can open it.
reach-run-out = The time you gave has run out, so nothing is done any more. Is this way still safe?
reach-runs-out = The time you gave runs out soon. Is this way still safe?
reach-still = Yes, it is still safe
reach-change = Change
reach-allow = Allow this
reach-stop = End this now
reach-kept = Kept. It holds from now on.
reach-stopped = Ended. It holds from now on.
reach-arrives = What exactly would arrive
reach-mail-from = From
reach-mail-subject = Subject
reach-mail-text = Text
reach-none = nothing
reach-and = { $first } and { $last }
reach-every-day = every day
reach-when = { $days }, from { $from } to { $until }
reach-when-all-day = { $days }, at any hour
reach-day-0 = Monday
reach-day-1 = Tuesday
reach-day-2 = Wednesday
reach-day-3 = Thursday
reach-day-4 = Friday
reach-day-5 = Saturday
reach-day-6 = Sunday
reach-for-waits = something waits for me inside
reach-for-appointment = a meeting is near or has changed
reach-for-change = something about the service has changed
reach-for-way-in = someone is changing how I come in
reach-label-for = What for
reach-label-when = When
reach-label-ask-for = Ask for
reach-label-say = Say it is
reach-label-first = Ask first
reach-label-until = Holds until
reach-to-mail = Mail address
reach-to-call = Telephone number
reach-to-letter = Postal address
reach-to-hint-mail = One that only you can open, if you have one. Work and family mailboxes are often read by others.
reach-to-hint-call = One that only you answer, if you have one.
reach-to-hint-letter = As it would stand on the envelope.
reach-mode-mail = email
reach-mode-call = tel
reach-form-title-mail = Mail
reach-form-title-call = Telephone call
reach-form-title-letter = Letter
reach-ask-for = What may it be for?
reach-ask-days = On which days is it safe?
reach-ask-hours = At which hours is it safe?
reach-hours-hint-mail = Mail is only sent in these hours. When your mailbox shows it we do not know.
reach-hours-hint-call = Nobody calls outside these hours.
reach-from = From
reach-until = To
reach-ask-cover = Which mail may come?
reach-ask-cover-hint = You always get the same one, word for word, whatever it is about. It holds no name and no link.
reach-ask-for-call = Whom should they ask for?
reach-ask-for-hint-call = A name, yours or another. Leave it empty for nobody by name.
reach-ask-for-letter = Which name should stand on the envelope?
reach-ask-for-hint-letter = Yours or another that arrives at this address.
reach-say-call = Who should they say it is?
reach-say-hint-call = Such as: the library. They say this to whoever answers.
reach-say-letter = What should stand as the sender?
reach-say-hint-letter = Such as a street and a number. Leave it empty for no sender.
reach-first-call = What should they ask first, so that you can say whether it is safe?
reach-first-hint-call = Such as: is your book still out? You could agree what yes and no mean.
reach-ask-holds = For how long does this hold?
reach-ask-holds-hint = After that nothing is done until you say again that it is safe. We ask you here, inside, before it runs out.
reach-holds-days = { $days } days
reach-keep-mail = Allow this mail
reach-keep-call = Allow calls like this
reach-keep-letter = Allow letters like this
reach-wrong-to-mail = Write one mail address, such as name@example.org.
reach-wrong-to-call = Write a telephone number.
reach-wrong-to-letter = Write the address as it would stand on the envelope.
reach-wrong-reason = Choose at least one thing it may be for.
reach-wrong-day = Choose at least one day.
reach-wrong-hours = Choose two times, the first earlier than the second.
reach-wrong-long = Keep this under 80 letters, on one line.
reach-wrong-holds = Choose for how long it holds.

## Staff
reach-staff-title = How they may be reached
relationship-reach = May I call or write?
reach-staff-lead = As they said it. Nothing beyond it is safe to do.
reach-staff-nothing = They have not said that they may be reached. Do not call, write or send anything. Speak about it when you meet.
reach-staff-honest = Never leave a message, and never say where you are calling from, unless it stands here.
reach-may-mail = The service may send a neutral mail now, by itself. Write none of your own.
reach-may-call = Yes, you may call now.
reach-may-letter = Yes, you may write.
reach-may-not-mail = No mail.
reach-may-not-call = No. Do not call.
reach-may-not-letter = No. Do not write.
reach-may-not-now = Not now. Again from { $next }.
reach-may-run-out = No. The time they gave has run out; ask them when you meet.
letters-title = What could not be delivered
letters-lead = By which way, since when and why. What it said is not kept: it never says anything.
letters-none = Nothing. Everything that was to be sent has been sent.
letters-line = { $way }, queued { $queued }, given up { $given-up }
letters-why-refused = The mail server of the address does not take it.
letters-why-not-reached = It was tried { $tries ->
    [one] once
   *[other] { $tries } times
} and did not get through.
letters-why-no-way = This service does not send by this way any more.
letters-to = To whom
letters-again = Send again
letters-drop = Let it go
letters-again-done = It is queued again, for the next hour they allow.
letters-dropped = Let go.
letters-no = They do not allow this any more, so it was let go.
letters-damaged = { $count ->
    [one] One entry here is damaged and cannot be read. It is not empty. Tell whoever looks after the machine.
   *[other] { $count } entries here are damaged and cannot be read. They are not empty. Tell whoever looks after the machine.
}

## A calendar of one's own
calendar-title = In your own calendar
calendar-way = Take one meeting as a calendar entry
calendar-lead = You can take the time of one meeting into a calendar of your own, under words that you choose.
calendar-sees = Anyone who sees that calendar sees these words and the time. Calendars are often shared between devices, family and work. It does not change by itself when a meeting does.
calendar-none = No meeting is planned.
calendar-called = What should it be called?
calendar-called-hint = Such as: dentist. Nothing else is in the entry: no name, no place, no reminder.
calendar-which = Which meeting?
calendar-take = Take it
calendar-wrong = Choose a meeting, and words of up to 60 letters.

## The mails that can be sent. Reviewed together: none says who writes, to whom, or what about.
mail-1-subject = A note for you
mail-1-body = Hello,

    there is something new on your page. You can look whenever it suits you. There is no hurry.

    This note is sent by a machine. Nobody reads an answer to it.
mail-2-subject = Your reminder
mail-2-body = Hello,

    this is the reminder that you asked for. There is nothing you have to do now.

    This note is sent by a machine. Nobody reads an answer to it.
mail-3-subject = The list has changed
mail-3-body = Hello,

    the list has changed since you last looked. You can look whenever it suits you.

    This note is sent by a machine. Nobody reads an answer to it.
mail-4-subject = News
mail-4-body = Hello,

    there is a new entry. You can read it whenever you like.

    This note is sent by a machine. Nobody reads an answer to it.
