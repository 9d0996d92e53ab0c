# A therapist's own process notes: the word in front of them, the notes, and what is said of both.

notes-title = Process notes
notes-way = My process notes
notes-kicker = Kept apart from the record, for you alone

## The word
notes-word = Your notes word
notes-word-new = A new notes word
notes-word-again = The same word again
notes-word-hint = At least { $least } letters; several words are fine. Not the passphrase you sign in with.
notes-open-title = Open your process notes
notes-open-said = They stay open while you use them, and close ten minutes after you last did, or when you sign out.
notes-open-do = Open
notes-begin-title = A word for your process notes
notes-begin-said = Process notes are your own working notes about a session. They are kept apart from the record, under a word that only you know. You choose it once, for all your clients.
notes-begin-who = Nobody else reads them here: not your client, not colleagues, not whoever supervises you, not in an emergency. They are in no copy that your client takes along. Your client’s list of openings says that you opened your notes, never what they say.
notes-begin-blind = This service keeps no way in of its own. If you forget the word, or leave without it, what you wrote is lost for ever. Nobody can bring it back.
notes-begin-both = This service keeps a way in of its own: if you forget the word, nothing is lost. Whoever holds the service’s root key could read them.
notes-begin-do = Keep this word
notes-change-title = Change your notes word
notes-change-said = What you have written stays readable, with the new word.
notes-change-do = Change it
notes-change-done = Your notes word is changed.
notes-lost-way = I forgot my word
notes-lost-title = If you forgot your notes word
notes-lost-blind = What you wrote under the forgotten word cannot be opened any more, by you or by anyone. If you may still remember it, wait and try again later. With a new word you begin anew; the old notes stay in place, closed.
notes-lost-both = This service keeps a way in of its own. You choose a new word, and what you have written opens with it.
notes-lost-do = Choose this new word
notes-lost-done = You begin anew with this word. What was written under the one before stays closed.
notes-wrong-word = This is not your notes word. Please try again.
notes-wrong-many = That was wrong too often. Wait ten minutes, then try again. Nothing is lost.
notes-wrong-short = Please use at least { $least } letters.
notes-wrong-long = This is too long. Please use at most 200 letters.
notes-wrong-differ = The two are not the same. Please write both again.
notes-wrong-closed = Your notes closed while you wrote. What you wrote is still here. Type your notes word to save it.

## The notes
notes-new = Write a note
notes-new-title = A process note
notes-new-said = Until you save, nothing of it is kept anywhere but on this page.
notes-words = Note
notes-save = Save
notes-close = Close the notes
notes-none = There are no process notes of yours about this client.
notes-closed = { $count ->
    [one] One note is closed: it was written under a word that was forgotten. It cannot be opened any more.
   *[other] { $count } notes are closed: they were written under a word that was forgotten. They cannot be opened any more.
}
notes-damaged = { $count ->
    [one] One note is damaged and does not open. Tell whoever looks after this service; nothing was deleted.
   *[other] { $count } notes are damaged and do not open. Tell whoever looks after this service; nothing was deleted.
}
notes-apart = Medication, times and kinds of sessions, results, diagnoses, plans and progress belong in the record, where your client can read them.
notes-amend = Set it right
notes-amend-title = Set a note right
notes-amend-said = What it said before stays beside it.
notes-before = What it said before
notes-newer = This note was changed while you had the page open. What you wrote is still here. Look at the note, then save again.
