# The working agreement: written by the client and their therapist, signed by both.

## For the client
agreement-title = Our agreement
agreement-you = You
agreement-by-you = you
agreement-none = No agreement holds yet.
agreement-about = Here you and your therapist write down how you work together. You write it as a pair. What is not clear can stay open.
agreement-in-force = Version { $number } holds since { $when }. You and { $name } both signed it.
agreement-not-yet = Not yet
agreement-review-due = You both wanted to look at this again on { $when }. It still holds. You can change it, or just talk about it.
agreement-again-when = When to look at it next
agreement-again = It still fits. Sign it with this day
agreement-to-sign = { $name } wrote version { $number }
agreement-to-sign-said = Nothing changes unless you sign it too. You do not have to. This would change:
agreement-to-sign-first = It holds once you sign it too. You do not have to. You can change it first.
agreement-sign = I agree and sign it
agreement-change-first = Change it and send it back
agreement-waits = You signed version { $number } on { $when }. Your therapist has not signed it yet.
agreement-waits-said = Nothing changes until they do.
agreement-begin = Begin our agreement
agreement-edit = Change our agreement
agreement-versions = What changed each time
agreement-versions-said = Nothing is lost. Each one stands beside what held before it.
agreement-back = Back to our agreement
agreement-send = Sign it and send it
agreement-readers = Your therapist can read it once you send it. So can the one who helps them with their work, and your advocate. On a ward, the nurses who look after you can too. To send it is to sign it. It holds once your therapist signs it too. Nobody reads it while you write.
agreement-begins = This begins with version { $number }, as { $name } wrote it.
agreement-sent = Sent, with your name to it. It holds once your therapist signs it too.
agreement-signed = You have both signed. This is your agreement now.
agreement-same = This holds as it is. There was nothing new to send.
agreement-newer = The agreement was changed while you had this page open. Nothing was sent yet, and what you wrote is still here. Look at it again, then send it.
agreement-empty = Please write at least one line. All the rest can stay open.
agreement-beside = I see this in another way
agreement-beside-ask = How you see it
agreement-beside-hint = It stands beside this part. Your therapist can read it. It stops nothing. Leave this empty to take your words back.
agreement-beside-send = Put it beside
agreement-beside-kept = Saved. Your words stand beside that part.
agreement-beside-gone = No words of yours stand beside that part.
agreement-beside-yours = You see this in another way. You wrote on { $when }:
agreement-beside-said = { $who } sees this differently ({ $when }):
agreement-version = Version { $number }, by { $who }, { $when }
agreement-version-signed = Signed by { $one } and, on { $when }, by { $other }.
agreement-version-waits = Signed by { $one }. The other side has not signed yet.
agreement-version-past = Signed by { $one } alone. It never held.
agreement-waits-home = A new version of your agreement waits for you.
agreement-review-home = You both wanted to look at your agreement again.

## Taken along
agreement-taken = Working agreement, version { $number }
agreement-taken-signed = Signed
agreement-taken-beside = Beside the working agreement: seen differently
agreement-taken-by = Who

## For staff
agreement-link = Working agreement
agreement-staff-title = Working agreement
agreement-staff-none = No version in force
agreement-staff-in-force = Version { $number }, in force since { $when }, signed by { $one } and { $other }
agreement-staff-review-due = The review was due on { $when }. The agreement stays in force.
agreement-staff-again = Still fits: sign and propose this day
agreement-staff-to-sign-said = The earlier version stays in force until you sign. This would change:
agreement-staff-to-sign-first = It is in force once you sign it too.
agreement-staff-sign = Sign it
agreement-staff-waits = Version { $number } by { $name }, { $when }: waits for the client's signature
agreement-staff-waits-staff = Version { $number } by { $name }, { $when }: waits for the therapist's signature
agreement-staff-begin = Write a first version together
agreement-staff-propose = Propose a change
agreement-staff-send = Sign and propose it
agreement-staff-readers = The client reads this and decides. Sending it signs it for you. Until they sign it too, the earlier version stays in force. Their supervisor, advocate and, on a ward, nurses can read it.
agreement-staff-beside = Note a different view
agreement-staff-beside-hint = The client reads it beside this part. It holds nothing up. Leave it empty to take your words back.
