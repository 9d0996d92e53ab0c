# Lo que la dirección ve de la relación: ninguna persona atendida, nadie del equipo, y de cuántos es cada número.
place-service = Servicio
place-teams = Equipos
place-absences = Ausencias
place-sessions = Sesiones
place-promises = Promesas
service-title = Cómo cumplimos lo que decimos
service-said = Recuentos de todo el servicio y de los equipos que son lo bastante grandes. No se nombra a nadie ni se compara a nadie. Lo que es demasiado pequeño para decirlo sin señalar a alguien no se dice.
service-periods = Trimestres
service-quarter = { $from } a { $to } de { $year }
service-so-far = { $quarter }, hasta ahora
service-now = Ahora, o en el tiempo que se indica
service-too-few = Demasiado pocos para decirlo.
service-unread = Una parte de aquello con lo que se cuenta no se puede leer. El número sería falso, así que no hay ninguno. Ejecuta attune verify.
service-promises = Promesas
service-promises-seen = De { $ended } promesas que terminaron, { $kept } se cumplieron a tiempo, { $late } más tarde y { $broken } no se cumplieron.
service-promises-wrong-label = Cuando fue mal
service-promises-wrong = { $told } avisadas antes; se pidió perdón por { $sorry } de { $broken } no cumplidas
service-promises-other-label = Ya no hacían falta
service-promises-other = { $off } anuladas a tiempo, { $released } liberadas por la persona atendida
service-promises-team = { $kept } de { $ended } a tiempo, { $late } más tarde, { $broken } no cumplidas
service-promises-others = En ningún equipo
service-promises-note = Cada promesa cuenta en el trimestre en que terminó: sesiones que empezaron a su hora, mensajes, tareas y lo que se prometió a mano. Un equipo se muestra con al menos tres personas y diez promesas, y solo si de la diferencia no sale otro más pequeño.
service-teams-note = Los equipos cuentan como eran el primer día del trimestre; quien entró o salió después cuenta como ese día.
service-messages = Mensajes
service-messages-seen = De { $ended } mensajes con respuesta prometida para una hora, { $kept } la tuvieron a tiempo, { $late } más tarde y { $broken } no la tenían un día después.
service-messages-note = Los mensajes sin hora prometida y los que aún están en plazo no entran aquí.
service-ruptures = Tensión y reparación
service-ruptures-none = Nadie abrió nada en este tiempo. Puede ser que no hubiera tensión, o que no se dijera.
service-ruptures-seen = Se abrieron { $opened }. Cerradas por la persona atendida: { $repaired }. Abiertas durante tres sesiones: { $unrepaired }. De las { $readable } que pudo leer quien la trata, con respuesta en 48 horas: { $answered }; aún en plazo: { $in-time }.
service-ruptures-seen-less = Se abrieron { $opened }. Cerradas por la persona atendida: { $repaired }. Abiertas durante tres sesiones: { $unrepaired }. Cuántas se pudieron leer y tuvieron respuesta son demasiado pocas para decirlo.
service-ruptures-note = Cuentan en el trimestre en que se abrieron. Que haya muchas no es mala señal: la gente dice lo que va mal donde es seguro decirlo. Solo la persona atendida cierra una.
service-sessions = Sesiones regulares
service-sessions-seen = Para la mitad de { $clients } personas atendidas, los días entre sesiones varían en { $days } o menos (desviación estándar).
service-sessions-gaps = Nueve de cada diez no tuvieron un hueco de más de { $weeks ->
    [one] una semana.
   *[other] { $weeks } semanas.
}
service-sessions-note = En los últimos { $days } días. Los números por debajo de cinco no se dicen.
service-changes = Cambios anunciados
service-changes-in-time = de ellos, un día antes o más
service-called-off = Sesiones que anulamos
service-reason-illness = Motivo: enfermedad
service-reason-urgent = Motivo: otra persona necesitaba ayuda
service-reason-room = Motivo: la sala
service-reason-away = Motivo: ausencia
service-reason-wished = Motivo: lo pidió la persona atendida
service-reason-other = Motivo: otra cosa
service-absences = Ausencias y quién sustituye
service-absences-none = Todo el mundo tiene quien sustituya.
service-absences-seen = { $some ->
    [none] Todo el mundo tiene quien sustituya.
    [few] Unas pocas personas atendidas no tienen quien sustituya, ahora o pronto.
   *[other] { $clients } personas atendidas no tienen quien sustituya, ahora o pronto.
} { $waiting ->
    [0] No te espera ninguna ausencia.
    [one] Te espera una ausencia.
   *[other] Te esperan { $waiting } ausencias.
}
service-absences-note = No se dice por qué alguien no tiene a nadie: puede ser su propio deseo.
service-safety = Próximos pasos de seguridad
service-safety-seen = { $open ->
    [0] No hay ninguno abierto.
    [one] Hay uno abierto; { $late ->
        [0] no va con retraso.
       *[other] va con retraso.
    }
   *[other] Hay { $open } abiertos; { $late ->
        [0] ninguno va con retraso.
        [one] uno va con retraso.
       *[other] { $late } van con retraso.
    }
}
service-safety-note = Cuántos, y nada más.
service-notes = Notas que se esperan
service-notes-seen = { $now-some ->
    [none] Nadie espera ahora una nota.
    [few] Ahora se retienen unas pocas notas.
   *[other] Ahora se retienen { $now } notas.
} { $lately-some ->
    [none] En los últimos 90 días no hubo ninguna.
    [few] En los últimos 90 días fueron unas pocas.
   *[other] En los últimos 90 días fueron { $lately }.
}
service-notes-note = Una nota se retiene donde leerla ahora podría hacer mucho daño, dos semanas como máximo. La persona lo sabe.
