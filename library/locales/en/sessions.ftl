# Sessions.
session-plan-title = Plan a session
session-plan-lead = The client sees it on their first screen: when, where, how long and what is planned.
session-day = Day
session-time = Time
session-minutes = How many minutes
session-place = Where
session-plan = What you plan (you can leave this empty)
session-plan-keep = Plan it
session-wrong-when = Please give a day and a time.
session-wrong-past = That time is past. Please give one that is to come.
session-wrong-overlaps = There is already a session at that time. Please give another.
session-wrong-length = Please give between 10 and 240 minutes.
session-wrong-elsewhere = You have another session at that time. Please give another.
