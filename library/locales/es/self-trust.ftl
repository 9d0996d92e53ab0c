# Lo que una persona intuyó y lo que pasó, límites, amabilidad consigo, fortalezas.
self-trust-title = Confiar en mí
self-trust-about = Cuatro cosas para usar cuando quieras. Son tuyas, con tus palabras. No hay nota ni meta.
self-trust-all = Todo esto
self-trust-bad-day = Hoy es un mal día. Muéstrame algo mío
self-trust-sensed-title = Lo que intuí
self-trust-sensed-said = Escribe lo que intuyes y, más tarde, lo que pasó.
self-trust-open-count = { $count ->
    [one] Una sigue abierta.
   *[other] { $count } siguen abiertas.
    }
self-trust-boundaries-title = Mis límites
self-trust-boundaries-count = { $count ->
    [0] Lo que está bien para ti y lo que no.
    [one] Uno, con tus palabras.
   *[other] { $count }, con tus palabras.
    }
self-trust-strengths-title = Mis fortalezas
self-trust-strengths-count = { $count ->
    [0] Lo que hay de fuerte en ti, con tus palabras.
    [one] Una, con tus palabras.
   *[other] { $count }, con tus palabras.
    }
self-trust-kindness-title = Tratarme con amabilidad
self-trust-kindness-said = Tres hojas cortas.
self-trust-again-title = Querías volver a mirar esto
self-trust-again-said = Puede esperar. Sigue aquí.

self-trust-sensed-about = Cuando no se estaba a salvo, muchas personas aprenden a dudar de lo que intuyen. Aquí puedes escribirlo primero y mirar más tarde lo que pasó.
self-trust-sense = Escribir lo que intuyo
self-trust-sensed-ask = ¿Qué intuyes?
self-trust-sensed-hint = Puede ser sobre un lugar, un plan o una persona. No hace falta nombrar a nadie.
self-trust-expects-ask = ¿Qué crees que va a pasar?
self-trust-expects-hint = Algo que luego se pueda decir: pasó así, o no.
self-trust-sure-ask = ¿Cuánta seguridad tienes?
self-trust-sure-50 = Puede ser una cosa u otra (50 %)
self-trust-sure-60 = Un poco de seguridad (60 %)
self-trust-sure-70 = Bastante seguridad (70 %)
self-trust-sure-80 = Mucha seguridad (80 %)
self-trust-sure-90 = Muchísima seguridad (90 %)
self-trust-sure-100 = Certeza (100 %)
self-trust-again-ask = ¿Cuándo quieres volver a mirarlo?
self-trust-again-hint = Puede quedar vacío. Nada te lo recordará. Desde ese día está en tu página.
self-trust-again-on = Querías volver a mirarlo: { $day }
self-trust-judgement-title = Lo que intuí
self-trust-thought = Lo que creías que iba a pasar
self-trust-came-title = Lo que pasó
self-trust-came-ask = ¿Pasó como pensabas?
self-trust-came-yes = Pasó como se pensaba
self-trust-came-no = Pasó de otra manera
self-trust-came-partly = En parte
self-trust-came-unknown = No se puede saber
self-trust-happened-ask = ¿Qué pasó?
self-trust-happened-title = Qué pasó
self-trust-tells-ask = ¿Qué te dice eso?
self-trust-tells-title = Qué dice eso
self-trust-can-stay-empty = Esto puede quedar vacío.
self-trust-whole = Vale para todo: lo que intuiste y lo que pasó.
self-trust-sensed-all = Todo lo que intuí
self-trust-open-title = Siguen abiertas
self-trust-answered-title = Lo que tiene respuesta
self-trust-fits-title = Cómo encaja
self-trust-when-50 = Cuando pensabas que podía ser una cosa u otra
self-trust-when-60 = Cuando tenías un poco de seguridad
self-trust-when-70 = Cuando tenías bastante seguridad
self-trust-when-80 = Cuando tenías mucha seguridad
self-trust-when-90 = Cuando tenías muchísima seguridad o certeza
self-trust-fit = { $when }, pasó como pensabas { $came } de { $times } veces.
self-trust-fits-counted = Lo que pasó en parte o no se puede saber no se cuenta. No hay un número al que llegar. Que no encaje también puede querer decir que las personas o las cosas cambiaron.
self-trust-too-few = Son muy pocas para decir algo todavía.
self-trust-fits-more = Verlo en un dibujo y un número
self-trust-curve = Un dibujo de cuánta seguridad tenías y cuántas veces pasó como pensabas. La tabla de abajo tiene los mismos números.
self-trust-curve-said = Hacia la derecha: cuánta seguridad tenías. Hacia arriba: cuántas veces pasó como pensabas. Un punto en la línea cortada quiere decir que las dos cosas eran iguales. Un punto por encima quiere decir que pasó como pensabas más veces de las que te dabas. Cada punto son cinco veces o más.
self-trust-table-sure = Seguridad
self-trust-table-times = Veces
self-trust-table-came = Pasó como se pensaba
self-trust-brier = En la investigación hay un número para esto, la puntuación de Brier. La tuya es { $score }. Es 0 si tenías certeza y pasó así cada vez. Es 0.25 si dices cada vez que puede ser una cosa u otra. Es 1 si tenías certeza y pasó de otra manera cada vez. Habla de cuánta seguridad tenías, y no de ti.

self-trust-boundaries-about = Un límite dice lo que está bien para ti y lo que no. Lo que otras personas hagan con él es cosa suya, y no dice nada de lo que vale ni de lo que vales.
self-trust-boundary-new = Escribir un límite
self-trust-boundary-title = Un límite
self-trust-boundary-ask = Tu límite, como lo dirías
self-trust-boundary-hint = Con tus palabras. No hace falta nombrar a nadie.
self-trust-whom-ask = ¿Con quién? Puedes dejarlo abierto
self-trust-whom-partner = Una pareja, o quien lo fue
self-trust-whom-family = Familia
self-trust-whom-friend = Amistades
self-trust-whom-work = Gente del trabajo o de los estudios
self-trust-whom-care = Quienes me atienden aquí
self-trust-whom-stranger = Gente que no conozco bien
self-trust-whom-myself = Conmigo
self-trust-whom-other = Otra persona
self-trust-tried = Lo intenté
self-trust-held-ask = ¿Qué fue de él?
self-trust-held-held = Se mantuvo
self-trust-held-partly = Se mantuvo en parte
self-trust-held-not = No se respetó
self-trust-held-counts = Se mantuvo: { $held }. En parte: { $partly }. No se respetó: { $not }.
self-trust-not-respected = Si no se respetó, eso lo hizo otra persona. Tú lo dijiste, y eso cuenta igual.
self-trust-day-ask = ¿Cuándo fue?
self-trust-day-hint = Si queda vacío, es hoy.
self-trust-followed-ask = ¿Qué pasó después?
self-trust-followed-title = Qué pasó después
self-trust-next-ask = ¿Qué dirías la próxima vez?
self-trust-next-title = La próxima vez
self-trust-reword = Decirlo con otras palabras
self-trust-reword-hint = Lo que decía antes se queda al lado.
self-trust-before = Lo que decía antes
self-trust-whole-boundary = Vale para todo el límite, con cada vez que lo intentaste.
self-trust-put-away = Guardarlo por ahora
self-trust-bring-back = Traerlo de vuelta
self-trust-away-title = Límites que guardaste
self-trust-boundaries-all = Todos mis límites

self-trust-strengths-about = Lo que hay de fuerte en ti, grande o pequeño. Escríbelo un día en que lo veas. Un mal día puedes pedir que vuelva.
self-trust-strength = Escribir una fortaleza
self-trust-strength-ask = Una fortaleza, con tus palabras
self-trust-strength-hint = O lo que te dijo alguien de confianza, con sus palabras.
self-trust-from-ask = ¿De quién son las palabras?
self-trust-from-me = Mías
self-trust-from-other = De alguien de confianza
self-trust-from-other-said = Te lo dijo alguien de confianza.
self-trust-one-title = Algo tuyo
self-trust-one-said = Esto lo escribiste tú. No tiene que parecerte verdad hoy.
self-trust-one-none = Aquí no hay nada todavía. Está bien. Puedes escribir algo otro día.
self-trust-another-one = Muéstrame otra

self-trust-kindness-about = Tres hojas cortas para tratarte como tratarías a alguien a quien quieres.
self-trust-kindness-stop = A algunas personas la amabilidad les resulta rara o incluso peor al principio, sobre todo si han conocido poca. Si es demasiado, para. También está bien.
self-trust-kindness-none = Aquí no hay hojas.

self-trust-sent = Enviado.
self-trust-kept = Guardado. Solo tú puedes verlo.
self-trust-taken-back = Ahora solo tú puedes verlo. Si alguien lo leyó antes, eso queda en la lista de quién miró.
self-trust-changed = Hecho.
self-trust-gone = Se ha quitado.
self-trust-out = Quitar esto
self-trust-out-said = Desaparece de aquí para ti y para todo el mundo, y no vuelve.
self-trust-out-do = Quitarlo
self-trust-another = Desde esta página ya se envió otra cosa. Tus palabras siguen aquí. Puedes enviarlas ahora.
self-trust-newer = Esto cambió mientras tanto. Tus palabras siguen aquí. Mira las dos cosas y envía otra vez si todavía quieres.
self-trust-full = Aquí ya no cabe más. Puedes escribir otro nuevo.
self-trust-wrong-sure = Elige cuánta seguridad tienes. No se ha perdido nada más.
self-trust-wrong-choose = Elige una de estas. No se ha perdido nada más.
self-trust-wrong-past = Ese día ya pasó. Elige hoy o un día posterior.
self-trust-wrong-to-come = Ese día todavía no ha llegado. Elige hoy o un día anterior.

## Taken along
self-trust-taken-judgement = Lo que intuí
self-trust-taken-sensed = Intuí
self-trust-taken-expects = Pensaba que pasaría
self-trust-taken-sure = Seguridad
self-trust-taken-again = Volver a mirarlo el
self-trust-taken-happened = Qué pasó
self-trust-taken-tells = Qué dice eso
self-trust-taken-boundary = Un límite
self-trust-taken-whom = Con quién
self-trust-taken-followed = Qué pasó después
self-trust-taken-next = La próxima vez
self-trust-taken-strength = Una fortaleza

## For staff
self-trust-staff-title = Confianza en sí
self-trust-staff-about = Lo que se te envió, con sus palabras. Puede haber más que sea solo suyo. Aquí no se cuenta nada sobre lo que intuyó.
self-trust-staff-boundaries = Límites
self-trust-staff-judgements = Lo que intuyó
self-trust-staff-strengths = Fortalezas
self-trust-staff-away = guardado
