# Charts in words.
chart-table = See the numbers
chart-when = When
chart-value = Answer
chart-not-answered = Not answered
chart-usual = Your usual range
chart-usual-theirs = Usual range
chart-point = { $when }: { $value }
chart-point-open = { $when }: not answered
chart-happened = What happened
chart-event = { $when }: { $words }
