# Taking one's record along: what each entry is called, and its parts.

taken-you = You
taken-session = Session
taken-with = With
taken-minutes = Minutes
taken-place = Place
taken-plan = What was planned
taken-check-in = Check-in after a session
taken-mean = On the whole, of 10
taken-noticed = Noticed
taken-stands = Where it stands
taken-measure = { $called }
taken-measure-paper = { $called }, answered on paper
taken-score = Score: { $name }
taken-score-none = too much was left out to say
taken-only-me = Who may read it
taken-only-me-said = Only you
taken-signal = Something to look at: { $called }
taken-became = What became of it
taken-plan-of-measures = What you are asked, and how often
taken-every = { $days ->
    [one] every day
   *[other] every { $days } days
  }
taken-once = once
taken-paused = resting
taken-stopped = not asked any more
