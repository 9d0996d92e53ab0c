# El equipo: equipos, ausencias y quién sustituye, supervisión, y lo que lee de ello una clienta o un cliente.

team-list = { $first } y { $last }

## Decir que una estará fuera
absence-title = Cuando no estoy
absence-about = Quienes atiendes leerán el motivo tal como lo escribas. La dirección del servicio dice quién te sustituye; entonces se enteran y pueden elegir. Termina por sí solo.
absence-new = Decir que no estarás
absence-who = Quién no estará
absence-choose = Elige a alguien
absence-from = Primer día fuera
absence-from-hint = Desde el comienzo de este día
absence-until = Último día fuera
absence-until-hint = Hasta el final de este día
absence-reason = Por qué, en palabras que leerán quienes atiendes
absence-reason-hint = Tanto como quieras que sepan. "Estoy de vacaciones" basta.
absence-cover = Quién podría sustituirte
absence-nobody-named = Nadie por ahora
absence-say = Enviar a la dirección del servicio
absence-when = Del { $from } al { $until }
absence-own-waits = Espera a la dirección del servicio. Para sustituirte: { $name }.
absence-own-covered = Confirmado. Te sustituye { $name }. Quienes atiendes ya lo saben.
absence-own-nobody = Confirmado, sin nadie que te sustituya todavía. Quienes atiendes ya lo saben.
absence-own-back = Dijiste que has vuelto. La dirección del servicio pone fin a la sustitución.
absence-back = He vuelto
absence-withdraw = Retirarlo
team-wrong-day = Elige un día.
team-wrong-who = Elige quién no estará.
team-wrong-past = Este día ya pasó. Elige hoy o un día posterior.
team-wrong-backwards = El último día es anterior al primero. Elige uno posterior.
team-wrong-long = Es más de un año. Elige un último día anterior, o traspasa a quienes se atiende.
team-wrong-overlaps = Ya hay otra ausencia en ese tiempo. Termina esa primero, o elige otros días.
team-wrong-self = Nadie se sustituye a sí mismo. Elige a otra persona.
team-wrong-therapist = Elige a una persona terapeuta que trabaje aquí.
team-wrong-away = Tampoco está en esos días. Elige a otra persona.

## Lo que ve la dirección de las ausencias
absences-title = Ausencias y sustituciones
absences-about = Al confirmar, cada persona atendida se entera de quién no estará, por qué, quién sustituye y qué puede abrir. Puede aceptarlo, pedir a otra persona o no querer a nadie.
absences-none = Nadie está fuera, ni ahora ni pronto.
absences-look = Conviene mirarlo
absences-proposed = Propuesta para sustituir: { $name }
absences-none-proposed = No se propone a nadie para sustituir.
absences-covered = Confirmado: sustituye { $name }.
absences-nobody = Confirmado, sin nadie que sustituya todavía.
absences-back = Ha vuelto antes de tiempo. Pon fin a la sustitución ahora.
absences-ended = Se puso fin. A algunos expedientes no pudo llegar quien lo hizo.
absences-count-covered = { $some ->
    [all] Todas las personas atendidas tienen quien sustituye.
    [few] Unas pocas personas atendidas tienen quien sustituye.
    [many] Varias personas atendidas tienen quien sustituye.
   *[number] { $count } personas atendidas tienen quien sustituye.
}
absences-count-without = { $some ->
    [all] Ninguna de ellas tiene a nadie todavía. Elige abajo a otra persona para ellas.
    [few] Unas pocas personas atendidas no tienen a nadie todavía. Elige abajo a otra persona para ellas.
    [many] Varias personas atendidas no tienen a nadie todavía. Elige abajo a otra persona para ellas.
   *[number] { $count } personas atendidas no tienen a nadie todavía. Elige abajo a otra persona para ellas.
}
absences-count-declined = { $some ->
    [all] Ninguna de ellas quiere que alguien sustituya.
    [few] Unas pocas personas atendidas no quieren a nadie.
    [many] Varias personas atendidas no quieren a nadie.
   *[number] { $count } personas atendidas no quieren a nadie.
}
absences-count-beyond = { $some ->
    [few] A unas pocas personas atendidas no pudo llegar esta dirección. Otra persona de la dirección tiene que pulsar también el botón.
   *[number] A { $count } personas atendidas no pudo llegar esta dirección. Otra persona de la dirección tiene que pulsar también el botón.
}
absences-cover = Quién sustituye
absences-nobody-yet = Nadie todavía
absences-confirm = Confirmar y avisar a quienes atiende
absences-someone-else = Nombrar a alguien para quienes no tienen a nadie
absences-end = Poner fin ahora a la sustitución
absences-for-someone = Alguien no puede decirlo por sí mismo

## Equipos y supervisión
teams-title = Equipos y supervisión
teams-about = Las cifras se muestran por equipo, nunca por persona.
teams-list = Equipos
teams-new = Un equipo nuevo
teams-change = Cambiar { $name }
teams-name = Cómo se llama el equipo
teams-members = Quién forma parte
teams-keep = Guardar
teams-forget = Deshacer este equipo
teams-forget-for = Deshacer el equipo { $name }
teams-wrong-name = Otro equipo se llama así. Elige otro nombre.
teams-wrong-members = Elige al menos a una persona que trabaje aquí.
teams-supervision = Quién supervisa a quién
teams-supervision-about = Lo que dos personas no pueden resolver entre ellas llega a quien se nombra aquí. No abre ningún expediente.
teams-supervision-nobody = Nadie
teams-supervision-keep = Guardar
teams-supervision-keep-for = Guardar quién supervisa a { $name }

## La pantalla de la persona atendida
home-absence = Alguien de tu equipo no estará. Puedes decir qué prefieres.
team-title = Quién trabaja conmigo
team-damaged = Algo de aquí no se pudo leer. No se ha perdido nada. Díselo a alguien de tu equipo, por favor.
team-none = Todavía nadie trabaja contigo aquí.
team-since-therapist = Tu terapeuta, desde el { $from }.
team-since-supervisor = Aconseja a tu terapeuta, desde el { $from }.
team-since-advocate = Tu persona de apoyo, desde el { $from }.
team-since-team = En tu equipo, desde el { $from }.
team-until-therapist = Tu terapeuta, del { $from } al { $until }.
team-until-supervisor = Aconseja a tu terapeuta, del { $from } al { $until }.
team-until-advocate = Tu persona de apoyo, del { $from } al { $until }.
team-until-team = En tu equipo, del { $from } al { $until }.
team-stands-in = Sustituye a { $away }, del { $from } al { $until }. Luego termina por sí solo.
team-sees = Puede abrir: { $what }.
team-last = Último contacto contigo: { $when }.
team-who = Quién puede ver qué
team-away-soon = { $away } no estará
team-away-now = { $away } no está
team-away-back = { $away } ha vuelto antes
team-cover = { $name } sustituye a { $away } hasta el { $until }.
team-cover-anyway = { $name } sustituye a { $away } hasta el { $until }. Ya trabajas con { $name }, y nada de eso cambia.
team-cover-sees = En ese tiempo { $name } puede abrir: { $what }.
team-cover-agreed = Dijiste que está bien.
team-cover-none = Todavía no hemos encontrado quién sustituye para ti. Estamos buscando.
team-cover-other = Pediste a otra persona. Estamos buscando. Hasta entonces nadie sustituye.
team-cover-declined = No quieres que nadie sustituya. Así que nadie lo hace.
team-choice-about = Tú eliges. Si dices otra persona o nadie, esto termina enseguida. Puedes cambiar de idea.
team-agree = Está bien así
team-else = Otra persona, por favor
team-nobody = Nadie, por favor
team-said-agree = Gracias. Lo hemos anotado.
team-said-else = Gracias. Ha terminado. Buscaremos a otra persona y te lo diremos aquí.
team-said-nobody = Gracias. Nadie sustituye para ti. Aquí puedes cambiar de idea.

## El equipo de una persona, para quienes trabajan aquí
team-staff-title = Equipo
team-staff-about = Lo que la persona atendida no deja ver a alguien, o permite, no se muestra aquí.
team-staff-damaged = Algo sobre una ausencia no se pudo leer. Díselo a quien cuida el servicio.
team-staff-away = { $away } no está del { $from } al { $until }. Sustituye { $name }.
team-staff-away-nobody = { $away } no está del { $from } al { $until }. Nadie sustituye para esta persona.
team-staff-since-therapist = Terapeuta de esta persona desde el { $from }
team-staff-since-supervisor = Supervisa este trabajo desde el { $from }
team-staff-since-advocate = Persona de apoyo desde el { $from }
team-staff-since-team = En el equipo desde el { $from }
team-staff-until-therapist = Terapeuta de esta persona del { $from } al { $until }
team-staff-until-supervisor = Supervisa este trabajo del { $from } al { $until }
team-staff-until-advocate = Persona de apoyo del { $from } al { $until }
team-staff-until-team = En el equipo del { $from } al { $until }
team-staff-supervised = Le supervisa { $name }
team-staff-unsupervised = No se ha nombrado quién supervisa.
team-staff-last = Último contacto: { $when }
team-staff-no-contact = Ningún contacto anotado todavía
team-holds-promise = { $count ->
    [one] 1 promesa abierta
   *[other] { $count } promesas abiertas
}
team-holds-task = { $count ->
    [one] 1 tarea abierta
   *[other] { $count } tareas abiertas
}
team-holds-safety = { $count ->
    [one] 1 próximo paso sobre seguridad
   *[other] { $count } próximos pasos sobre seguridad
}
team-holds-by = { $what }, lo primero para el { $when }

## Lo que se lleva consigo
team-taken = { $away } no estuvo
team-taken-when = Cuándo
team-taken-reason = Por qué
team-taken-cover = Quién sustituyó
team-taken-nobody = Nadie
team-taken-said = Lo que dijiste el { $when }
team-taken-ended = Terminó antes
