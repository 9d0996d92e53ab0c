# Días y horas como se dicen.
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sep
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
date-day = { $weekday } { $day } de { $month }
date-day-year = { $weekday } { $day } de { $month } de { $year }
date-short = { $day } { $month }
date-short-year = { $day } { $month } { $year }
date-with-time = { $date }, { $time }
ago-now = ahora mismo
ago-minutes = { $n ->
    [one] hace un minuto
   *[other] hace { $n } minutos
}
ago-hours = { $n ->
    [one] hace una hora
   *[other] hace { $n } horas
}
in-minutes = { $n ->
    [one] en un minuto
   *[other] en { $n } minutos
}
in-hours = { $n ->
    [one] en una hora
   *[other] en { $n } horas
}
day-today = hoy
day-yesterday = ayer
day-tomorrow = mañana
days-ago = hace { $n } días
days-ahead = en { $n } días
weeks-ago = hace { $n } semanas
weeks-ahead = en { $n } semanas
months-ago = hace { $n } meses
months-ahead = en { $n } meses
years-ago = { $n ->
    [one] hace un año
   *[other] hace { $n } años
}
years-ahead = { $n ->
    [one] en un año
   *[other] en { $n } años
}
