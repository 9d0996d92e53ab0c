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
