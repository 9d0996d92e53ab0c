# Days and times as people say them.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
date-day = { $weekday } { $day } { $month }
date-day-year = { $weekday } { $day } { $month } { $year }
date-short = { $day } { $month }
date-short-year = { $day } { $month } { $year }
date-with-time = { $date }, { $time }
ago-now = just now
ago-minutes = { $n ->
    [one] a minute ago
   *[other] { $n } minutes ago
}
ago-hours = { $n ->
    [one] an hour ago
   *[other] { $n } hours ago
}
in-minutes = { $n ->
    [one] in a minute
   *[other] in { $n } minutes
}
in-hours = { $n ->
    [one] in an hour
   *[other] in { $n } hours
}
day-today = today
day-yesterday = yesterday
day-tomorrow = tomorrow
days-ago = { $n } days ago
days-ahead = in { $n } days
weeks-ago = { $n } weeks ago
weeks-ahead = in { $n } weeks
months-ago = { $n } months ago
months-ahead = in { $n } months
years-ago = { $n ->
    [one] a year ago
   *[other] { $n } years ago
}
years-ahead = { $n ->
    [one] in a year
   *[other] in { $n } years
}
