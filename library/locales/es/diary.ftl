# El diario: una tarjeta de cada día, la semana que miran los dos, y la propia tarjeta.

diary-title = Mi tarjeta
diary-title-today = Hoy, { $day }
diary-no-card = Tu tarjeta la haces con { $name }. También puedes pedirla aquí.
diary-no-card-nobody = Tu tarjeta la haces con tu terapeuta. También puedes pedirla aquí.
diary-ask-for-card = Decir qué quiero en ella
diary-another-day = Otro día
diary-which-day = Qué día
diary-go = Ir
diary-back = Volver a mi tarjeta

## Quién la lee
diary-readers-ask = Al final tú eliges: enviarla a { $name } o quedártela.
diary-readers-ask-nobody = Al final tú eliges: enviarla o quedártela.
diary-readers-each = Llega a { $name } cuando la guardas.
diary-readers-each-nobody = Llega a tu terapeuta cuando la guardas. Ahora no hay nadie. Podrá leerla quien venga después.
diary-readers-session = La guardas hasta ver a { $name }.
diary-readers-session-nobody = La guardas hasta ver a tu terapeuta.
diary-nobody-watches = Nadie vigila esto cuando llega. { $name } lee lo que envías antes de veros.
diary-nobody-watches-nobody = Nadie vigila esto cuando llega. Ahora no tienes terapeuta aquí.
diary-cannot-wait = Si no puede esperar
diary-plan = Abrir mi plan para días duros
diary-urgent = Si estás en peligro, o podrías hacerte daño, llama al número de emergencias de donde estás o ve al hospital más cercano.

## Las líneas
diary-heading-emotion = Emociones
diary-heading-urge = Impulsos
diary-scale = 0 nada, 5 lo máximo
diary-skip = saltar
diary-yes = Sí
diary-no = No
diary-medicine-none = No tocaba
diary-acted-ask = Lo hice
diary-times = Veces
diary-unit-hours = horas
diary-not-said = Hoy no
diary-hold = Guardarla hasta vernos

diary-skills-0 = No me vino ninguna
diary-skills-1 = Pensé en una
diary-skills-2 = Probé, me atasqué
diary-skills-3 = Usé una, sin cambio
diary-skills-4 = Usé varias, sin cambio
diary-skills-5 = Usé, algo más fácil
diary-skills-6 = Usé, más fácil
diary-skills-7 = Salió sola, más fácil
diary-skills-note = Desde el paso { $used } se usó una habilidad. Desde el paso { $helped } fue más fácil después. Son dos cosas: un paso bajo puede ser un día de mucho esfuerzo.

## La tarjeta con la que se empieza
diary-start-fear = Miedo
diary-start-sad = Tristeza
diary-start-anger = Enfado
diary-start-shame = Vergüenza
diary-start-joy = Alegría
diary-start-hurt-self = De hacerme daño
diary-start-die = De quitarme la vida
diary-start-leave = De dejar la terapia
diary-start-use = De beber o consumir
diary-start-skills = Habilidades
diary-start-sleep = Sueño
diary-start-words = Unas palabras

## Lo que se dijo
diary-acted = Lo hice
diary-not-acted = No lo hice
diary-acted-mark = lo hice
diary-of-five = { $n } de 5
diary-times-said = ({ $n } ×)
diary-hours = { $n } horas
diary-later = Escrito después, { $when }
diary-later-mark = después
diary-changed = Cambiado { $when }
diary-was-called = entonces se llamaba «{ $name }»
diary-called-then = su nombre entonces

## Lo que hay que mirar otra vez
diary-wrong = Hay una línea que mirar otra vez. No se ha perdido nada.
diary-wrong-choice = Elige una de estas, por favor.
diary-wrong-sleep = Escribe horas de 0 a 24, como 7 o 7,5.
diary-wrong-number = Escribe un número, como 3 o 3,5.
diary-wrong-times = Escribe un número entero hasta 999, o déjalo vacío.
diary-wrong-no-times = Elegiste no, y escribiste cuántas veces. ¿Qué es lo correcto?
diary-wrong-long = Escribiste { $was } letras. Caben { $most }. No se ha cortado nada.
diary-wrong-day = Ese día ya no se puede cambiar. Lo que escribiste sigue aquí.
diary-empty = Todavía no hay nada. Con una línea basta.
diary-newer = Este día se guardó también desde otra página. Si guardas ahora, esto ocupa su lugar. Lo otro sigue guardado.
diary-unfinished = Empezaste este día y no lo guardaste.
diary-forget = Dejarlo y empezar de nuevo

## Guardado
diary-sent = Está guardada y enviada.
diary-kept = Está guardada. Solo tú puedes verla.
diary-held = Está guardada. Te la quedas hasta veros.
diary-sent-week = Están enviados.
diary-taken-back = Te la quedas otra vez. Lo que ya se leyó lo encuentras en tu historial.
diary-removed = Está quitado. Nadie más puede leerlo.

## Adónde va
diary-to-goes = Adónde va mi tarjeta
diary-goes-title = Adónde va mi tarjeta
diary-goes-about = Lo dices una vez. Cualquier día puedes elegir otra cosa, y cambiar esto cuando quieras. Los días que ya guardaste quedan como están.
diary-goes-ask-who = ¿Cuándo le llega tu tarjeta a { $name }?
diary-goes-ask-who-nobody = ¿Cuándo le llega tu tarjeta a tu terapeuta?
diary-goes-each = Cada día, cuando la guardo
diary-goes-session = En la sesión: envío entonces todos los días
diary-goes-ask = Elijo cada vez
diary-goes-save = Guardar
diary-goes-saved = Está guardado.
diary-goes-none = Elige una, por favor.

## La semana
diary-to-week = Nuestra semana
diary-to-charts = Mis líneas en el tiempo
diary-week-of = Del { $first } al { $last }
diary-week-caption = Un punto es un hueco: no se dijo nada. Toca un día para leer sus palabras.
diary-week-none = Todavía no hay tarjeta.
diary-week-before = La semana anterior
diary-week-after = La semana siguiente
diary-gap = no se dijo nada
diary-days = Los días
diary-edit = Cambiar
diary-remove = Quitar este día
diary-waits-for-session = Te lo quedas hasta veros. Solo tú puedes verlo.
diary-waiting = { $n ->
    [one] Un día espera a que lo envíes cuando os veáis.
   *[other] { $n } días esperan a que los envíes cuando os veáis.
}
diary-weekday-1 = Lun
diary-weekday-2 = Mar
diary-weekday-3 = Mié
diary-weekday-4 = Jue
diary-weekday-5 = Vie
diary-weekday-6 = Sáb
diary-weekday-7 = Dom
diary-group-life = Lo primero que miramos
diary-group-therapy = Lo que se pone entre nosotros y el trabajo
diary-group-daily = Lo que hace el día más difícil
diary-group-less = De lo que quiero menos
diary-group-more = De lo que quiero más
diary-group-feelings = Emociones
diary-group-day = El día
diary-tally-acted = Lo hice { $days } de { $of } días.
diary-tally-done = Hecho { $days } de { $of } días.
diary-tally-used = Usadas { $days } de { $of } días.
diary-tally-helped = Más fácil después en { $days } de { $of }.
diary-chain = Mirar cómo vino
diary-chain-said = Debajo de un día puedes mirar cómo vino algo, paso a paso, si quieres. Es mejor hacerlo con tu terapeuta.
diary-sheet = { $called }, { $when }
diary-sheet-open = { $called }, empezada, { $when }

## En el tiempo
diary-charts-title = Mis líneas en el tiempo
diary-charts-none = Todavía no hay nada que dibujar.
diary-seen = Dicho en { $n } de { $of } días. El más bajo { $least }, el más alto { $most }.
diary-seen-none = Todavía sin número. Las marcas son días en que lo hice.
diary-end-0 = nada
diary-end-5 = lo más fuerte posible
diary-often = Lo que suele venir junto
diary-often-more = A más «{ $first }» le sigue a menudo más «{ $then }» al día siguiente. De { $days } pares de días.
diary-often-less = A más «{ $first }» le sigue a menudo menos «{ $then }» al día siguiente. De { $days } pares de días.
diary-often-why = Esto no dice nada de por qué. Miramos { $n } pares de líneas. Alguno puede parecerlo por azar.

## La tarjeta
diary-to-card = Cambiar lo que hay en mi tarjeta
diary-card-title = Lo que hay en mi tarjeta
diary-card-about = Ponla como la quieras. { $name } la ve cuando la envías. La tarjeta cambia cuando lo hayáis hablado.
diary-card-about-nobody = Ponla como la quieras. Quien te atienda después la ve cuando la envías. La tarjeta cambia cuando lo hayáis hablado.
diary-card-about-none = Estas líneas son solo un comienzo. Cámbialas como quieras. { $name } las ve cuando las envías. Después hacéis la tarjeta entre los dos.
diary-card-about-none-nobody = Estas líneas son solo un comienzo. Cámbialas como quieras. Quien te atienda después las ve cuando las envías.
diary-card-why = Por qué, si quieres decirlo
diary-card-empty = Una tarjeta necesita una línea.
diary-card-too-many = En una tarjeta caben 30 líneas. No se ha perdido nada: quita alguna.
diary-card-newer = La tarjeta se cambió mientras tanto. Lo que habías puesto sigue aquí.
diary-card-wrong-name = Ponle un nombre, o quita la línea.
diary-card-wrong-kind = Elige qué pregunta. Quita la línea y añádela otra vez.
diary-proposed = Está enviado.
diary-proposed-waits = Enviaste un cambio el { $when }. Espera a que lo habléis.
diary-proposed-taken-up = La tarjeta se cambió después de lo que enviaste el { $when }.
diary-proposed-stays = Hablasteis de lo que enviaste el { $when }. La tarjeta queda como está.
diary-proposed-taken-back = Retiraste lo que enviaste el { $when }.
diary-withdraw = Retirarlo
diary-row-label = Línea
diary-row-class = Cuándo la miramos
diary-row-up = Subir
diary-row-down = Bajar
diary-row-out = Quitar
diary-add = Añadir una línea
diary-add-label = Cómo llamarla
diary-add-kind = Qué pregunta
diary-add-unit = Qué cuenta, si es un número
diary-add-do = Añadir esta línea
diary-class-none = Entre las demás
diary-class-life = Primero: puede costar una vida
diary-class-therapy = Luego: se pone entre nosotros y el trabajo
diary-class-daily = Después: hace el día más difícil
diary-kind-emotion = Una emoción, de 0 a 5
diary-kind-urge = Un impulso, de 0 a 5, y si lo hice
diary-kind-less = Algo que quiero hacer menos: sí o no, cuántas veces
diary-kind-more = Algo que quiero hacer más: sí o no, cuántas veces
diary-kind-skills = Habilidades, de 0 a 7
diary-kind-medicine = La medicación como acordado
diary-kind-sleep = Horas de sueño
diary-kind-yes-no = Sí o no
diary-kind-number = Un número
diary-kind-words = Unas palabras

## Taken along
diary-taken-day = Mi tarjeta, { $day }
diary-taken-readers = Quién puede leerla
diary-taken-sent = La enviaste a quienes te atienden
diary-taken-kept = Solo tú
diary-taken-written = Escrita después
diary-taken-damaged = Un día del diario que no se pudo abrir

## For staff
diary-staff-title = Tarjeta diaria
diary-staff-no-card = Todavía no hay tarjeta. Hacedla entre los dos: qué preguntar, cómo llamarlo y qué mirar primero.
diary-staff-card = La tarjeta
diary-staff-card-first = Líneas para empezar. Cambiadlas entre los dos hasta que cada una encaje. Nada se guarda antes de guardar.
diary-staff-card-about = Guardar hace una versión nueva. Los días ya escritos conservan la tarjeta en la que se escribieron.
diary-staff-card-begin = Hacer la tarjeta entre los dos
diary-staff-card-change = Cambiar la tarjeta
diary-staff-card-save = Guardar la tarjeta
diary-staff-week-caption = Solo lo que se envió. Un punto es un hueco: de eso no se envió nada, lo que no dice que no se escribiera nada.
diary-staff-proposed = { $name } querría un cambio en la tarjeta, { $when }.
diary-staff-proposed-open = Abrirlo y cambiar la tarjeta entre los dos
diary-staff-proposed-stays = Lo hemos hablado; la tarjeta queda
diary-staff-proposed-older = La tarjeta se cambió después de esta propuesta. Mira las dos antes de guardar.
diary-staff-group-life = Riesgo para la vida: mirar primero
diary-staff-group-therapy = Interfiere con la terapia
diary-staff-group-daily = Calidad de vida
diary-staff-group-less = Hacer menos
diary-staff-group-more = Hacer más, y habilidades
diary-staff-group-feelings = Emociones
diary-staff-group-day = El día
diary-staff-chain = Dar la hoja de la cadena para este día
diary-look = Enviado, y nadie lo ha marcado aún como leído:
diary-look-acted = { $day }: escribió que hizo algo con riesgo para la vida. Aquí desde { $when }.
diary-look-strong = { $day }: escribió de un impulso fuerte con riesgo para la vida (4 o 5 de 5). Aquí desde { $when }.
diary-look-read = Lo he leído
diary-look-said = Esto lo quita de la lista. Quién lo leyó consta en el registro. No es una valoración del riesgo: qué hacer después es cosa vuestra.
diary-room-strongest = El más fuerte { $n } de 5.
