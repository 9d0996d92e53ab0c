# The second step of coming in, proving again who one is, and one's own ways in.
second-title = One more step
second-words = Whoever works here comes in with two things: the passphrase, and a code that only they have at hand.
second-code = Code
second-code-hint = Six digits from your authenticator app, or one code from your printed sheet.
second-do = Come in
second-wrong = That code did not work. Each code works once; wait for the next one and try again.
second-lost = If you have lost both, ask your service lead for a new way in.
second-begin-title = A second way in
second-begin-words = Whoever works here comes in with two things, so that a passphrase someone saw opens nothing. It takes two minutes, once.
second-begin-one = Open an authenticator app on your phone. Any of them works; if you have none, ask at your service which one to use.
second-begin-two = Let it read this picture, or type the letters below it.
second-begin-three = Type the six digits that it shows.
second-begin-hint = The six digits that your authenticator shows now.
second-begin-do = Make it mine
second-picture = A picture for the authenticator app. The letters below say the same.
second-by-hand = To type by hand
again-title = Is this still you?
again-words = There was a pause, or what comes next asks for care. Nothing was lost.
again-proof = Your passphrase, or a code
again-hint = The passphrase you come in with, or six digits from your authenticator app.
again-do = It is me
again-wrong = That did not work. Look at it and try again. Nothing was lost.
ways-title = How you come in
ways-words = Beside your passphrase you need one of these. Nobody else can see or use them.
ways-last = This is your last second way. Make another one first, then take this one away.
ways-back = Back
ways-back-here = Back to how you come in
ways-since = Since { $day }
ways-totp = Authenticator app
ways-totp-none = None.
ways-totp-begin = Add an authenticator
ways-totp-anew = Change to another one
ways-forget-totp = Take it away
ways-codes = Printed codes
ways-codes-none = None. A sheet of ten codes helps when your phone is lost or empty.
ways-codes-left = { $left ->
    [0] Every code of your sheet is used.
    [one] One code of your sheet is left.
   *[other] { $left } codes of your sheet are left.
}
ways-codes-do = Make a new sheet
codes-sheet-title = Notes
codes-sheet-words = Print this page or write the codes down now: they are shown once and kept nowhere. Each works once. The sheet before this one no longer works. Nothing on the paper says what it is for; keep it where only you look.
