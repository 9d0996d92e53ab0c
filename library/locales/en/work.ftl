# The person's work: words that every tool shares.
work-readers = At the end you choose: send this to { $name }, or keep it for yourself. Nobody reads it while you write.
work-readers-nobody = At the end you choose: send this, or keep it for yourself. Nobody is your therapist here at the moment. If you send it, whoever treats you next can read it. Nobody reads it while you write.
work-send = Send to { $name }
work-send-nobody = Send it
work-keep = Keep it for myself
work-only-you = Only you can see this.
work-seen-by = { $name } can see this.
work-seen-by-nobody = Whoever treats you can see this.
work-share = Send it to { $name } after all
work-share-nobody = Send it after all
work-take-back = Keep it for myself again
work-own-words = In your own words
work-title = My work
work-staff = The work
work-nothing-shared = { $name } has sent nothing from here yet.
work-damaged = A part of this could not be opened. Nothing else is lost. Please tell someone on the team.
