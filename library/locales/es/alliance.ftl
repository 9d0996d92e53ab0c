# La relación: cómo fue, lo que se notó, ruptura y reparación.

## Después de la sesión
check-in-title = ¿Qué tal el { $when }?
check-in-with = Tu sesión con { $name }.
check-in-readers = Al final eliges quién puede leer esto: { $name }, otra persona o solo tú.
check-in-readers-choice = Si lo dejas en blanco, solo podrás leerlo tú. Mientras escribes no lo lee nadie.
check-in-instead = Si eliges que lo lea otra persona: ¿quién?
check-in-instead-one = Si eliges a otra persona, es { $name }.
check-in-nobody-instead = Elige quién puede leerlo en su lugar. Todavía no se ha enviado nada y tus palabras siguen aquí.
check-in-nobody-beside = Todavía no hay nadie más que pueda leerlo. Vuelve a elegir al final, por favor. No se ha enviado nada y tus palabras siguen aquí.
check-in-send = Enviar
check-in-none-title = Ahora no hay nada que responder
check-in-none = Después de tu próxima sesión podrás decir aquí cómo fue para ti.
check-in-kept-now = Gracias. Está guardado. Tu terapeuta ya puede leerlo.
check-in-kept-later = Gracias. Está guardado. Tu terapeuta podrá leerlo después de vuestra próxima sesión.
check-in-kept-instead = Gracias. Está guardado. La persona que elegiste ya puede leerlo; tu terapeuta no.
check-in-kept-only-me = Está guardado. Solo tú puedes leerlo.
check-in-already = Ya respondiste a esto. Está guardado.
check-in-older = La sesión cambió mientras tenías abierta esta página. Todavía no se ha enviado nada y lo que escribiste sigue aquí. Míralo otra vez, por favor, y luego envíalo.
check-in-earlier-draft = Empezaste esto después de una sesión anterior. Tus palabras están abajo. Lo demás está vacío, para que trate de esta.
check-in-not-yet = Esta sesión se movió y todavía no ha sido. Lo que escribiste sigue aquí y nadie puede leerlo.
someone-on-the-team = Alguien del equipo

answer-skipped = Sin responder, por elección

## Por qué puede merecer una conversación: para el equipo, primero el motivo
reason-said = Dijo que algo no fue bien.
reason-named-by-staff = Lo señaló su terapeuta.
reason-below = Por debajo de lo que suele dar: { $score } de 10. Lo habitual es { $against } o más, en { $count } respuestas.
reason-early-drop = Una caída fuerte al principio: { $score } de 10, tras { $against } la vez anterior.
reason-slide = Una bajada a lo largo de varias respuestas: { $score } de 10 ahora, { $against } antes.
reason-promise = El servicio no cumplió algo que prometió.
reason-silence = Calla más que antes: deja más sin responder, o responde más tarde.

## Lo mismo, para la persona atendida
noticed-said = Dijiste que algo no fue bien.
noticed-named = { $name } cree que algo fue mal entre vosotros.
noticed-below = Una de tus respuestas fue más baja de lo habitual en ti. Puede merecer una conversación.
noticed-early-drop = Una de tus respuestas fue bastante más baja que la anterior. Puede merecer una conversación.
noticed-slide = Tus últimas respuestas fueron más bajas que las anteriores. Puede merecer una conversación.
noticed-promise = Dijimos que haríamos algo y no lo hicimos.
noticed-silence = Dejas más sin responder que antes, o respondes más tarde. Es tu elección. Si hay algo que lo hace difícil, puedes decirlo.

## Algo no fue bien
felt-wrong-title = Algo no fue bien
felt-wrong-lead = Puedes decirlo cuando quieras, sobre una sesión o sobre ninguna. No tienes que explicarlo.
felt-wrong-readers = Tu terapeuta podrá leerlo cuando lo guardes, a menos que abajo elijas a otra persona o solo a ti. Mientras escribes no lo lee nadie.
felt-wrong-words = ¿Qué no fue bien?
felt-wrong-words-hint = Bastan unas palabras. Puedes dejarlo vacío.
felt-wrong-fit = ¿Qué se parece más a lo que pasó?
fit-pulled-back = Me eché atrás o me guardé cosas
fit-clashed = Chocamos, o sentí que me presionaban o me herían
fit-not-sure = Ninguna de las dos, o no lo sé
felt-wrong-who = ¿Quién puede leer esto?
felt-wrong-nobody-instead = Vuelve a elegir quién puede leer esto, por favor. Todavía no se ha guardado nada y tus palabras siguen aquí.
who-therapist-now = Mi terapeuta, ya
who-after-next = Mi terapeuta, después de nuestra próxima sesión
who-instead = { $name }, y no mi terapeuta
who-only-me = Solo yo, por ahora
felt-wrong-send = Guardar
felt-wrong-already = Esto ya está guardado.
felt-wrong-another = Ya lo guardaste antes, con otras palabras. Si quieres guardar también esto, pulsa «Guardar» otra vez.
felt-wrong-kept-now = Está guardado. Tu terapeuta ya puede leerlo y puede responder aquí.
felt-wrong-kept-later = Está guardado. Tu terapeuta podrá leerlo después de vuestra próxima sesión.
felt-wrong-kept-instead = Está guardado. La persona que elegiste ya puede leerlo; tu terapeuta no.
felt-wrong-kept-only-me = Está guardado. Solo tú puedes leerlo.

## Una ruptura, para la persona atendida
rupture-title-client = Algo no fue bien
rupture-title-noticed = Un cambio que notamos
rupture-your-words = Lo que dijiste
rupture-words-of = Lo que escribió { $name }
rupture-readers-now = Tu terapeuta puede leer esto.
rupture-readers-from = Tu terapeuta podrá leer esto desde el { $when }.
rupture-readers-only = Solo tú y { $names } podéis leer esto.
rupture-readers-nobody = Solo tú puedes leer esto.
rupture-no-answer-yet = Nadie ha respondido todavía. Cuando tu terapeuta lo haga, lo verás aquí.
rupture-no-answer-later = Tu terapeuta podrá responder cuando pueda leerlo.
rupture-no-answer-instead = { $names } no puede responder aquí, pero podéis hablarlo.
rupture-since-then = Desde entonces
rupture-ask-offered = ¿Está reparado para ti?
rupture-ask-open = ¿Esto ya está bien para ti?
rupture-only-you = Solo tú puedes cerrar esto. No hay prisa, y puedes dejarlo abierto.
rupture-reply-words = Algo que quieras decir (puedes dejarlo vacío)
rupture-say-not-yet = Todavía no
rupture-say-closed = Sí, cerrarlo
reply-kept-not-yet = Sigue abierto. Tu terapeuta puede ver que dijiste «todavía no».
reply-kept-closed = Está cerrado, como dijiste. Puedes volver a verlo en tus datos.
reply-already-closed = Esto ya se cerró. Si algo vuelve a ir mal, puedes decirlo de nuevo.
reply-nothing-offered = Todavía no te han propuesto nada. Puedes cerrarlo o dejarlo abierto.

## Lo que se escribió, para ambos
rupture-answered-by = { $name } respondió
rupture-noticed = Lo que noté: { $words }
rupture-discussed = Lo que hablamos: { $words }
rupture-not-discussed = Todavía no lo hemos hablado.
rupture-plan = Lo que voy a hacer: { $words }
rupture-step-by = { $name } anotó un paso
rupture-offered-by = { $name } cree que está reparado y pregunta
rupture-reply-not-yet-client = Dijiste: todavía no
rupture-reply-closed-client = Lo cerraste tú
rupture-reply-not-yet-staff = Dijo: todavía no
rupture-reply-closed-staff = Lo cerró la persona atendida
rupture-state-open = Sin respuesta todavía
rupture-state-answered = Con respuesta
rupture-state-offered = Reparación propuesta
rupture-state-not-yet = Todavía no
rupture-state-closed = Reparado

## Una ruptura, para el equipo
rupture-title-staff = Ruptura con { $name }
rupture-why = Por qué está aquí
rupture-their-words = Con sus propias palabras
rupture-your-own-note = Lo que se escribió al señalarla
fit-pulled-back-staff = Eligió: «Me eché atrás o me guardé cosas».
fit-clashed-staff = Eligió: «Chocamos, o sentí que me presionaban o me herían».
fit-not-sure-staff = No sabe bien qué clase de tensión fue.
rupture-answer = Notado, hablado, plan
rupture-answer-hint = Mejor antes de la próxima sesión. La persona atendida lo lee.
rupture-field-noticed = Lo que notaste
rupture-field-discussed = Lo que hablasteis (déjalo vacío si aún no)
rupture-field-plan = Lo que vas a hacer
rupture-answer-keep = Guardar la respuesta
rupture-changed = Esta página cambió desde que la abriste. Todavía no se ha guardado nada y tus palabras siguen aquí. Lee lo nuevo, por favor, y guarda otra vez.
rupture-closed-meanwhile = La persona atendida lo cerró después de que abrieras la página. No se ha guardado nada. Estas eran tus palabras:
rupture-name-title = Lo que crees que fue mal
rupture-name-lead = Empieza por tu parte. La persona atendida lo lee en su primera pantalla, y solo ella puede cerrarlo.
rupture-name-words = Con tus palabras
rupture-name-keep = Guardar y mostrárselo
repair-log = Anotar una reparación
repair-step = Lo que se hizo
repair-offer = Creo que está reparado: preguntarle
repair-keep = Guardar la reparación
rupture-only-client = Solo la persona atendida puede cerrar esto. «Todavía no» es una respuesta.
wrong-required-staff = Escribe aquí unas palabras, por favor.
guide-title = Lo que puede ayudar
guide-source = Con nuestras palabras, a partir de trabajos publicados sobre ruptura y reparación de la alianza (Safran y Muran 2000; Eubanks, Muran y Safran 2018). No es un guion.
guide-pulled-back-1 = Empieza por lo que notas, con suavidad, y por tu parte en ello.
guide-pulled-back-2 = Haz sitio a lo que se calló. No lo agradezcas: acógelo.
guide-pulled-back-3 = Pregunta qué habría hecho más fácil decirlo, y cambia justo eso.
guide-clashed-1 = Deja que la queja se diga entera antes de explicar nada.
guide-clashed-2 = Di qué parte es tuya, en una frase sencilla.
guide-clashed-3 = Busca la necesidad que hay detrás del enfado y dila para ver si encaja.
guide-not-sure-1 = Pregunta cómo fue la última sesión antes que nada.
guide-not-sure-2 = Ofrece las dos: que algo se calló, o que algo dolió.
guide-not-sure-3 = Acordad una cosa que hacer de otro modo, y anótala aquí.

## Planear una sesión
not-now = Ahora no
