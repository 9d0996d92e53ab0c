# What stands around every screen. Plain words, nothing that needs explaining.
exit = Exit
exit-hint = Leaves this page at once. You can also press Shift three times.
skip-to-screen = Skip to the page
back = Back
places = Places
place-today = Today
place-my-record = My record
saved = Saved
not-saved = Not saved yet. Your words are still on this page.
not-sent = That did not reach us. Your words are still here. Please try again.
working = One moment
staff-places = Sections
sign-out = Sign out
