# Pantallas que reúnen: la primera de la persona atendida, la lista del terapeuta, una relación.

home-title = Hola, { $name }
home-next = Lo que viene ahora
home-no-next = Todavía no hay ninguna sesión prevista. Cuando la haya, estará aquí.
home-with = Con
home-where = Dónde
home-how-long = Cuánto dura
home-minutes = { $count } minutos
home-plan = Lo que haremos
home-check-in = Puedes decir cómo fue para ti. Lleva menos de un minuto y tú eliges quién lo lee.
home-check-in-go = Decir cómo fue
home-measure-kicker = Unas preguntas
home-measure = { $count ->
    [one] Lo pregunta { $name }. Lleva más o menos un minuto. Al final eliges tú quién lo lee.
   *[other] Lo pregunta { $name }. Lleva unos { $count } minutos. Al final eliges tú quién lo lee.
}
home-measure-more = { $count ->
    [one] Después hay otra más, si quieres.
   *[other] Después hay otras { $count }, si quieres.
}
home-open = Sigue abierto
home-could = Algo que podrías hacer
home-felt-wrong = Algo no fue bien
home-course = Cómo ha ido
home-repaired = Reparado
home-emergency = Alguien abrió una parte de tu registro en una emergencia.
home-look-at-it = Mirarlo
home-damaged = Una parte de tus datos no se puede leer ahora. Sigue ahí y no está vacía. Díselo a tu servicio, por favor.
home-rupture-open = Algo de lo que hablar, si quieres
home-named-by-staff = Tu terapeuta cree que algo fue mal entre vosotros.
home-rupture-answered = Tu terapeuta respondió
home-rupture-offered = Tu terapeuta pregunta si está reparado
home-rupture-not-yet = Dijiste «todavía no»
home-rupture-closed = Lo cerraste tú
home-others = También estará
home-will-not = Lo que no va a pasar
home-session = Todo sobre esta sesión
home-change-kicker = Tu sesión ha cambiado
home-change-was = Antes era: { $was }.
home-change-choice = Puedes decir si te va bien, pedir otra hora o anularla.
home-change-go = Mirarlo y elegir
home-promises = Lo que dijimos que haríamos
home-waiting = Aquí lo tienes, cuando quieras
home-next-day-offered = Después del { $when } podemos hacerte unas preguntas al día siguiente, si quieres.
home-next-day = ¿Cómo ha ido desde el { $when }? Puedes decirlo.
home-agreement-waits = Cómo trabajamos juntos: hay algo nuevo que puedes mirar.
home-agreement-review = Toca mirar otra vez cómo trabajamos juntos.
home-message = Escribiste el { $when }. La respuesta no ha llegado todavía.
home-message-due = Escribiste el { $when }. Dijimos que tendrás respuesta como tarde el { $due }.
home-message-past = Escribiste el { $when }. Dijimos que tendrías respuesta el { $due }. Todavía no la tienes.
home-message-answer = Te escribieron el { $when }.
home-more = Más cosas tuyas
more-together = Trabajar juntos
more-record = Cómo ha ido
more-safety = A salvo y en contacto
more-sessions = Tus sesiones
more-messages = Mensajes
more-promises = Lo que dijimos que haríamos
more-agreement = Cómo trabajamos juntos
more-team = Quién trabaja contigo
more-notes = Notas sobre tus sesiones
more-co-written = Lo que escribes con otra persona
draft-kept = Tus palabras están guardadas. Estarán aquí cuando vuelvas.
place-caseload = Mis relaciones
place-people = Personas

course-title = Cómo ha ido
course-title-theirs = La relación a lo largo del tiempo
course-title-chart = Respuestas, de 0 a 10
course-low = Nada
course-high = Del todo
course-not-a-test = Está dibujado con lo que dijiste después de las sesiones. Sirve para hablar; no es una prueba.
course-own-wording = Son preguntas nuestras, no una medida validada. Para un margen hacen falta cuatro respuestas anteriores.
course-seen-none-own = Aquí no hay nada todavía. Después de una sesión puedes decir cómo fue.
course-seen-none-theirs = Todavía no hay respuestas que puedas ver.
course-seen-ceiling-own = Todas tus respuestas están en lo más alto. Un número quizá no lo diga todo.
course-seen-ceiling-theirs = Todo está en lo más alto. Aquí los números no muestran tensiones: pregunta.
course-seen-early-own = { $count ->
    [one] Tus respuestas dan { $score } de 10. Fue la primera vez que respondiste.
   *[other] Tus últimas respuestas dan { $score } de 10. Has respondido { $count } veces hasta ahora.
}
course-seen-early-theirs = { $count ->
    [one] La primera respuesta da { $score } de 10. Para un margen habitual hacen falta más.
   *[other] La última respuesta da { $score } de 10. Hay { $count } hasta ahora, pocas para un margen habitual.
}
course-seen-open-own = No respondiste después de la última sesión. Antes, tus respuestas daban { $score } de 10.
course-seen-open-theirs = La última sesión no tiene respuesta que puedas ver. La más reciente da { $score } de 10, de { $count }.
course-seen-below-own = Tus últimas respuestas, { $score } de 10, fueron más bajas de lo habitual en ti.
course-seen-below-theirs = La última respuesta, { $score } de 10, está por debajo de su margen habitual, en { $count } respuestas.
course-seen-usual-own = Tus últimas respuestas, { $score } de 10, fueron como sueles.
course-seen-usual-theirs = La última respuesta, { $score } de 10, está en su margen habitual, en { $count } respuestas.
course-event-rupture-own = Algo no fue bien
course-event-rupture-theirs = Algo no fue bien
course-event-noticed-own = Notamos un cambio
course-event-noticed-theirs = Se notó un cambio
course-event-answered-own = Tu terapeuta respondió
course-event-answered-theirs = Respuesta
course-event-offered-own = Tu terapeuta preguntó si está reparado
course-event-offered-theirs = Reparación propuesta
course-event-not-yet-own = Dijiste «todavía no»
course-event-not-yet-theirs = «Todavía no»
course-event-closed-own = Lo cerraste tú
course-event-closed-theirs = Reparado, dijo la persona atendida
course-next-step = Siguiente paso: { $what }
course-plan-every-own = Desde aquí, cada { $days } días
course-plan-every-theirs = Desde aquí, cada { $days } días
course-plan-rests-by-client-own = Lo dejaste descansar
course-plan-rests-by-client-theirs = Lo dejó descansar
course-plan-rests-own = Tu terapeuta lo dejó descansar
course-plan-rests-theirs = En descanso
course-plan-stopped-by-client-own = Lo quitaste
course-plan-stopped-by-client-theirs = Lo quitó
course-plan-stopped-own = Tu terapeuta dejó de preguntarlo
course-plan-stopped-theirs = Ya no se pregunta
course-plan-again-own = Se pregunta otra vez
course-plan-again-theirs = Se pregunta otra vez

measure-course-not-a-test = Está dibujado con tus respuestas. Sirve para hablar; no es una prueba, y ningún número dice quién eres.
measure-course-no-number = Estas respuestas no dan un número. Están para hablar de ellas.
measure-not-validated = La redacción es nuestra; no es una medida validada.

caseload-title = Mis relaciones
caseload-count = { $count ->
    [one] Una relación
   *[other] { $count } relaciones
}
caseload-empty = Todavía no hay nadie en tu lista. La dirección del servicio dice quién trabaja con quién.
caseload-quiet = No hay nada abierto. Ninguna relación pide cuidado antes que otra.
caseload-care-first = Estas piden cuidado primero
caseload-others = Las demás
caseload-also = { $count ->
    [one] Hay otra cosa abierta.
   *[other] Hay otras { $count } cosas abiertas.
}
caseload-overdue = Tenía que ser como tarde el { $when }.
caseload-something-waits = Ha llegado algo nuevo para ti desde la última vez que miraste.
caseload-name-unreadable = El nombre no se puede leer
caseload-damaged = Una parte de estos datos está dañada. No está vacía. Avisa a quien cuida el servicio.
caseload-no-session-yet = Todavía sin sesiones
caseload-last-session = Última sesión { $when }
caseload-next = Próxima: { $when }
caseload-no-next = Sin sesión prevista
caseload-today = Hoy
caseload-prepare = Preparar
caseload-away = Decir que no estarás
caseload-agreement-waits = Escribió en vuestro acuerdo de trabajo. Espera tu respuesta desde el { $when }.
caseload-agreement-review = Ha llegado el día en que queríais mirar otra vez vuestro acuerdo de trabajo.
caseload-promise-late = Prometiste { $what } como tarde el { $when }. Va con retraso.
caseload-promise-broken = Prometiste { $what } como tarde el { $when }. No se cumplió y nadie ha pedido perdón.
caseload-promise-session = Nadie ha escrito que la sesión del { $when } empezara a su hora, y nadie ha pedido perdón.
caseload-promises-late = { $count } cosas que prometiste van con retraso, la primera desde el { $when }.
caseload-promises-broken = { $count } promesas tuyas no se cumplieron, la primera del { $when }, y nadie ha pedido perdón.
caseload-message = Escribió el { $when }. No tiene respuesta y no se prometió hora.
caseload-message-due = Escribió el { $when }. Dijiste que tendría respuesta como tarde el { $due }.
caseload-message-past = Escribió el { $when } y no tiene respuesta. Se prometió para el { $due }.
caseload-wish = Pide otra hora en vez del { $when }.
caseload-note-asked = Pide que cambies algo en una nota.
caseload-session-unsaid = Nadie ha anotado si hubo sesión el { $when }.
caseload-note-missing = Todavía no hay nota del { $when }.
caseload-unrepaired = Abierta durante tres sesiones, sin reparar.
caseload-brought = Te la trajeron. Nadie la ha mirado todavía.

relationship-damaged = { $count ->
    [one] Aquí hay un registro dañado que no se puede leer. No está vacío. Avisa a quien cuida el servicio.
   *[other] Aquí hay { $count } registros dañados que no se pueden leer. No están vacíos. Avisa a quien cuida el servicio.
}
relationship-open = Pide cuidado
relationship-latest = Respuesta a respuesta, hasta donde lo comparte
relationship-repaired = Reparado
relationship-regularity = Los días entre sesiones varían en { $days } (desviación estándar, { $count } sesiones)
relationship-plan-session = Planear una sesión
relationship-session-kept = La sesión está prevista. La persona atendida la ve en su primera pantalla.
relationship-measures = Cuestionarios: lo que se pregunta
relationship-name-it = Señalar una ruptura
relationship-together = Trabajar juntos
relationship-record = Registro
relationship-safety = Seguridad
relationship-room = La sala de la sesión: preparar
relationship-sessions = Sesiones
relationship-messages = Mensajes
relationship-promises = Promesas
relationship-agreement = Acuerdo de trabajo
relationship-team = Quién trabaja con la persona
relationship-notes = Notas
relationship-gap = El tiempo más largo entre dos sesiones fue de { $days } días.

machine-title = La máquina
machine-no-records = Tu función mantiene el servicio en marcha. No abre los datos de nadie, y nadie puede darle más.
machine-where = La salud y los recuentos están en la dirección de vigilancia de esta máquina. Qué hacer cuando algo va mal está en el manual de operación.
place-machine = La máquina
