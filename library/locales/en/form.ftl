# Questions and answers.
form-skip = Skip this one
form-not-answered = Not answered
form-take-back = Take my answer back
form-yes = Yes
form-no = No
form-other = In my own words
form-choose = Choose one
form-only-if = Only if it fits what you said at "{ $question }"
form-least = { $least } or more
form-most = { $most } or less
form-between = From { $least } to { $most }
form-longest = Up to { $count } letters
form-of = { $value } of { $most }
form-send = Send
form-stop = Stop here and keep my words
form-some-wrong = { $count ->
    [one] One answer needs another look. The rest is still here.
   *[other] { $count } answers need another look. The rest is still here.
}
form-skipped = Skipped
form-choose-several = Choose all that fit
form-which = { $number } of { $count }
form-add = Add another
form-remove = Take this one out
form-new = New here
form-brought-up = What you said brings up a little more to ask. It is marked "New here". Nothing is sent yet, and your answers are all still here.
form-unit = Unit
form-not-known-yet = Not known yet
form-from = { $first } or later
form-until = { $last } or earlier
form-day = { $day } { $month } { $year }
form-month = { $month } { $year }
form-places = { $count ->
    [0] Whole numbers only
    [one] Up to one digit after the point
   *[other] Up to { $count } digits after the point
}
form-try = Try these answers
form-preview = You are trying this form out. Nothing is kept.
form-tried = What came of it
form-trouble = { $question } could not be worked out: { $what }
form-change-none = Nothing is different from the one before.
form-change-added = New
form-change-altered = Changed
form-change-removed = Taken out
form-change-before = Before:
form-change-after = Now:
wrong-required = Please answer this, or tick "Skip this one".
wrong-not-yes-or-no = Please choose yes or no.
wrong-not-a-number = Please write a whole number, such as 3.
wrong-too-low = Please give { $least } or more.
wrong-too-high = Please give { $most } or less.
wrong-between-places = Please give { $least }, or go up from there in steps of { $step }.
wrong-not-an-option = Please choose one of these.
wrong-too-long = This is { $was } letters long. Please keep it to { $most }. Nothing was cut.
wrong-one-line = Please keep this to one line.
wrong-not-text = There are signs in this that we cannot keep. Please write it again.
wrong-twice = Two answers came for this. Please choose one.
wrong-another-kind = We could not read this answer. Please give it again.
wrong-not-decimal = Please write a number, such as 3 or 3.5.
wrong-places = { $count ->
    [0] Please write a whole number, such as 3.
    [one] Please write at most one digit after the point.
   *[other] Please write at most { $count } digits after the point.
}
wrong-not-a-date = Please write a date as year, month and day, such as 2026-03-01.
wrong-not-a-date-and-time = Please write a date and a time, such as 2026-03-01T14:30.
wrong-not-a-time = Please write a time, such as 14:30.
wrong-too-early = Please give { $first } or later.
wrong-too-late = Please give { $last } or earlier.
wrong-not-a-link = Please write a web address, such as https://example.org.
wrong-not-a-unit = Please choose what the number counts.
wrong-too-few = Please give at least { $least }. There { $was ->
    [one] is one
   *[other] are { $was }
} so far.
wrong-too-many = Please give at most { $most }. There are { $was } now.
wrong-not-together = One of these can only be chosen on its own. Please choose again.
