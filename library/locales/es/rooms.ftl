# Pantallas que reúnen: la primera de la persona atendida, la lista del terapeuta, una relación.

home-title = Hola, { $name }
home-next = Lo que viene ahora
home-no-next = Todavía no hay ninguna sesión prevista. Cuando la haya, estará aquí.
home-with = Con
home-where = Dónde
home-how-long = Cuánto dura
home-minutes = { $count } minutos
home-plan = Lo que haremos
home-check-in = Tu sesión del { $when } ha terminado. Puedes decir cómo fue para ti. Lleva menos de un minuto.
home-check-in-go = Decir cómo fue
home-open = Sigue abierto
home-could = Algo que podrías hacer
home-felt-wrong = Algo no fue bien
home-course = Cómo ha ido
home-repaired = Reparado
home-damaged = Una parte de tus datos no se puede leer ahora. Sigue ahí y no está vacía. Díselo a tu servicio, por favor.
home-rupture-open = Dijiste que algo no fue bien, o lo notamos
home-rupture-answered = Tu terapeuta respondió
home-rupture-offered = Tu terapeuta pregunta si está reparado
home-rupture-not-yet = Dijiste «todavía no»
home-rupture-closed = Lo cerraste tú
draft-kept = Tus palabras están guardadas. Estarán aquí cuando vuelvas.
place-caseload = Mis relaciones
place-people = Personas

course-title = Cómo ha ido
course-title-theirs = Cómo se ha sentido en la relación
course-title-chart = Respuestas, de 0 a 10
course-low = Nada
course-high = Del todo
course-not-a-test = Está dibujado con lo que dijiste después de las sesiones. Sirve para hablar; no es una prueba.
course-own-wording = Son preguntas nuestras, no una medida validada. Para un margen hacen falta cuatro respuestas anteriores.
course-seen-none-own = Aquí no hay nada todavía. Después de una sesión puedes decir cómo fue.
course-seen-none-theirs = Todavía no hay respuestas que puedas ver.
course-seen-ceiling-own = Todas tus respuestas están en lo más alto. Un número quizá no lo diga todo.
course-seen-ceiling-theirs = Todo está en lo más alto. Aquí los números no muestran tensiones: pregunta.
course-seen-early-own = Tu última respuesta da { $score } de 10. Has respondido { $count }.
course-seen-early-theirs = La última respuesta da { $score } de 10. Hay { $count } hasta ahora, pocas para un margen habitual.
course-seen-open-own = La última no la respondiste. Tu respuesta más reciente da { $score } de 10.
course-seen-open-theirs = La última sesión no tiene respuesta que puedas ver. La más reciente da { $score } de 10, de { $count }.
course-seen-below-own = Tu última respuesta, { $score } de 10, fue más baja de lo habitual en ti.
course-seen-below-theirs = La última respuesta, { $score } de 10, está por debajo de su margen habitual, en { $count } respuestas.
course-seen-usual-own = Tu última respuesta, { $score } de 10, fue como sueles.
course-seen-usual-theirs = La última respuesta, { $score } de 10, está en su margen habitual, en { $count } respuestas.
course-event-rupture = Algo no fue bien
course-event-answered = Respuesta
course-event-offered = Reparación propuesta
course-event-not-yet = «Todavía no»
course-event-closed = Reparado, dijo la persona atendida

caseload-title = Mis relaciones
caseload-count = { $count ->
    [one] Una relación
   *[other] { $count } relaciones
}
caseload-empty = Todavía no hay nadie en tu lista. La dirección del servicio dice quién trabaja con quién.
caseload-quiet = No hay nada abierto. Ninguna relación pide cuidado antes que otra.
caseload-care-first = Estas piden cuidado primero
caseload-others = Las demás
caseload-something-waits = Ha llegado algo nuevo para ti desde la última vez que miraste.
caseload-name-unreadable = El nombre no se puede leer
caseload-damaged = Una parte de estos datos está dañada. No está vacía. Avisa a quien cuida el servicio.
caseload-no-session-yet = Todavía sin sesiones
caseload-last-session = Última sesión { $when }
caseload-no-next = Sin sesión prevista

relationship-damaged = { $count ->
    [one] Aquí hay un registro dañado que no se puede leer. No está vacío. Avisa a quien cuida el servicio.
   *[other] Aquí hay { $count } registros dañados que no se pueden leer. No están vacíos. Avisa a quien cuida el servicio.
}
relationship-open = Pide cuidado
relationship-latest = La última respuesta, pregunta a pregunta
relationship-repaired = Reparado
relationship-regularity = Los días entre sesiones varían en { $days } (desviación estándar, { $count } sesiones)
relationship-plan-session = Planear una sesión
relationship-day = Día
relationship-time = Hora
relationship-minutes = Minutos
relationship-plan-keep = Planearla
relationship-session-kept = La sesión está prevista. La persona atendida la ve en su primera pantalla.
relationship-name-it = Señalar tú una ruptura
relationship-name-words = Lo que crees que fue mal
relationship-name-hint = Empieza por tu parte. La persona atendida lo lee.
relationship-name-keep = Señalarla
relationship-wrong-when = Indica un día, una hora y entre 10 y 240 minutos. No se ha planeado nada.
relationship-wrong-past = Esa hora ya pasó. Planea la sesión para más adelante. No se ha planeado nada.
relationship-wrong-overlaps = Ya hay una sesión a esa hora. No se ha planeado nada.
relationship-wrong-place = Di dónde, en un máximo de 80 letras. No se ha planeado nada.
