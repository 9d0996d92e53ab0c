# Questions and answers.
form-skip = Skip this one
form-skipped = Skipped. That is fine.
form-not-answered = Not answered
form-take-back = Take my answer back
form-yes = Yes
form-no = No
form-other = In my own words
form-choose = Choose one
form-only-if = Only if it fits: { $question }
form-at-least = { $least } or more
form-at-most = { $most } or less
form-between = From { $least } to { $most }
form-longest = Up to { $count } letters
form-of = { $value } of { $most }
form-send = Send
form-stop = Stop here and keep my words
form-some-wrong = { $count ->
    [one] One answer needs another look. The rest is still here.
   *[other] { $count } answers need another look. The rest is still here.
}
wrong-missing = Please answer this, or tick "Skip this one".
wrong-not-a-number = Please write a whole number.
wrong-too-small = Please choose { $least } or more.
wrong-too-large = Please choose { $most } or less.
wrong-not-an-option = Please choose one of these.
wrong-too-long = This is too long. Please keep it under { $count } letters.
wrong-not-understood = We could not read this answer. Please give it again.
wrong-not-here = This does not belong to the questions here.
