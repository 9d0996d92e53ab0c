# Lo que dispara algo, las tarjetas y las palabras que la persona no quiere encontrar.
trigger-title = Disparadores
trigger-about = Cosas que disparan algo, y lo que ayuda. Escribe tanto o tan poco como quieras.
trigger-write = Algo me ha disparado
trigger-cards = Mis tarjetas
trigger-cards-none = Todavía no hay tarjetas. Una tarjeta dice lo que ayuda y lo que otras personas no deben hacer.
trigger-card-new = Escribir una tarjeta
trigger-entries = Anotado
trigger-entries-none = Todavía no hay nada anotado.
trigger-entries-all = Todo
trigger-patterns = Lo que viene junto
trigger-quiet-way = Palabras que no quiero encontrar aquí
trigger-open = Abrir
trigger-sent-mark = Enviado
trigger-own-mark = Solo para ti
trigger-back = Volver a los disparadores

## Anotarlo
trigger-log-title = ¿Qué lo ha disparado?
trigger-log-short = Elige uno y luego envíalo o guárdalo. Todo lo demás puede quedar vacío.
trigger-log-first = Ponle nombre con tus palabras y luego envíalo o guárdalo. Todo lo demás puede quedar vacío.
trigger-cue-own = De tu propia lista
trigger-cue-new = Con palabras nuevas
trigger-cue-missing = Elige uno de tu lista o ponle nombre con palabras nuevas.
trigger-more = Más, si quieres
trigger-kind = Qué tipo de cosa
trigger-kind-none = Sin decir
trigger-kind-place = Un lugar
trigger-kind-sound = Un sonido o una voz
trigger-kind-smell = Un olor o un sabor
trigger-kind-touch = Un contacto, o alguien cerca
trigger-kind-person = Un tipo de persona
trigger-kind-date = Una fecha o una hora
trigger-kind-words = Palabras
trigger-kind-picture = Una imagen o una película
trigger-kind-body = Algo en mi cuerpo
trigger-kind-other = Otra cosa, o no lo sé
trigger-signs = Primeras señales
trigger-body = En mi cuerpo
trigger-did = Lo que hice
trigger-helped = Lo que ayudó
trigger-strong = Con qué fuerza, de 0 a 10
trigger-strong-wrong = Escribe un número entero de 0 a 10, o déjalo vacío.
trigger-of-ten = { $n } de 10
trigger-when = Cuándo
trigger-when-now = Ahora
trigger-when-was = Antes
trigger-when-at = Cuándo fue, si fue antes
trigger-when-earlier = { $when }, anotado más tarde
trigger-earlier-wrong = Di cuándo fue. No puede ser después de ahora.
trigger-place = Dónde
trigger-place-home = En casa
trigger-place-outside = Fuera
trigger-place-on-the-way = De camino
trigger-place-work = En el trabajo o donde estudio
trigger-place-care = Donde me atienden
trigger-place-elsewhere = En otro sitio
trigger-with = Con quién
trigger-with-alone = A solas
trigger-with-one = Con una persona
trigger-with-several = Con varias personas
trigger-slept = La noche anterior
trigger-slept-bad = Dormí mal
trigger-slept-okay = Dormí regular
trigger-slept-good = Dormí bien
trigger-another = Antes ya se guardó algo desde esta página. Envíalo para guardar también esto.
trigger-kept = Guardado.
trigger-sent = Enviado.
trigger-taken-back = Vuelve a ser solo tuyo. Lo que ya se leyó queda en la lista de quién ha visto tu registro.
trigger-out = Quitarlo
trigger-out-done = Quitado.
trigger-make-card = Hacer una tarjeta con esto

## Tarjetas
trigger-card-title = Una tarjeta
trigger-card-unnamed = Una tarjeta sin nombre
trigger-card-hint = Mejor breve: una tarjeta se lee con prisa. Cada línea puede quedar vacía.
trigger-card-empty = Todavía no hay nada en la tarjeta. Escribe al menos una línea.
trigger-card-newer = La tarjeta cambió mientras tanto. Tus palabras siguen aquí. Envíalas otra vez para ponerlas en lugar de las más nuevas.
trigger-card-change = Cambiarla
trigger-card-send-hint = Si la envías, quien te trata puede leerla y cambiarla contigo.
trigger-card-away = Retirarla
trigger-card-away-hint = Si la retiras, también termina lo que se comparte de ella.
trigger-away-done = Retirada.
trigger-line-cue = Lo que me dispara
trigger-line-not = Lo que otras personas no deben hacer
trigger-line-helps = Lo que ayuda
trigger-line-signs = Primeras señales
trigger-you = ti
trigger-versions = Versiones anteriores
trigger-version = De { $who }, { $when }

## Compartir líneas
trigger-share = Dejar que otras personas lean líneas
trigger-share-about = Tú eliges las líneas y quién puede leerlas. Puedes terminarlo cuando quieras. Leen las líneas como están hoy.
trigger-share-team = Personas de mi equipo
trigger-share-team-readers = Solo pueden leerla las personas que marques, con las líneas que marques. La tarjeta misma queda cerrada para ellas.
trigger-share-ward = Una planta
trigger-share-ward-readers = Si te quedas en una planta aquí, pueden leerla las personas de enfermería que trabajan contigo allí. También quien te trata.
trigger-share-lines = Qué líneas
trigger-share-people = Quién puede leerlas
trigger-share-yes = Compartir estas líneas
trigger-share-wrong = Marca al menos una línea y a alguien que pueda leerla.
trigger-share-wrong-ward = Marca al menos una línea.
trigger-share-done = Compartido.
trigger-share-end = Terminar esto
trigger-share-ended = Terminado. Ya no pueden abrirlo.
trigger-share-none = La tarjeta todavía no tiene líneas que compartir.
trigger-shared-title = Compartido de esta tarjeta
trigger-shared-team = { $names } puede leer estas líneas, como estaban el { $when }.
trigger-shared-ward = Una planta puede leer estas líneas, como estaban el { $when }.
trigger-shared-older = La tarjeta dice ya otra cosa. Compártela otra vez para ponerla al día.

## Lo que viene junto
trigger-times =
    { $n ->
        [one] Anotado una vez.
       *[other] Anotado { $n } veces.
    }
trigger-patterns-about = Solo se cuenta lo que se anotó. Dos cosas pueden venir juntas sin que una sea la razón de la otra.
trigger-patterns-chance = Con tantas cuentas, algunas vienen juntas por azar.
trigger-patterns-few = Son pocas para decir qué viene junto. Aquí están las cuentas simples.
trigger-together-title = Esto viene junto a menudo
trigger-together = { $heading }: { $what }. Fuerte ({ $from } o más de 10) { $strong } de { $of } veces. En lo demás, { $otherstrong } de { $otherof } veces.
trigger-counts = Cuentas
trigger-by-time = Hora del día
trigger-by-place = Dónde
trigger-by-with = Con quién
trigger-by-slept = La noche anterior
trigger-by-cue = Lo que lo disparó
trigger-time-morning = Mañana
trigger-time-afternoon = Tarde
trigger-time-evening = Última hora de la tarde
trigger-time-night = Noche

## Palabras e imágenes
quiet-title = Palabras que no quiero encontrar aquí
quiet-about = Escribe una palabra o un nombre en cada línea. Donde tendría que estar en tus pantallas de aquí, hay una pequeña marca en su lugar. Puedes tocar la marca para verla.
quiet-limits = Solo se dejan fuera palabras enteras, con mayúsculas y acentos o sin ellos. Lo que tú escribes queda como está, y también lo que otras personas han guardado. Las páginas que ves antes de abrir el candado no cambian.
quiet-list = Las palabras
quiet-list-hint = Hasta { $most } palabras, cada una con hasta { $letters } letras.
quiet-pictures = Mostrar las imágenes de los mensajes solo cuando las toque
quiet-known = Quién conoce esta lista
quiet-send-hint = Si la envías, quien te trata ve qué palabras dejar fuera.
quiet-kept = Guardado. Vale desde ahora.
quiet-damaged = No se pudo abrir tu lista. Si la escribes otra vez, ocupa el lugar de la anterior.
quiet-wrong-many = Hay { $was } palabras. Caben { $most }.
quiet-wrong-long = «{ $word }» es demasiado larga. Caben { $most } letras.
quiet-wrong-short = «{ $word }» es demasiado corta: necesita dos letras o más.
quiet-unreadable = No se pudo abrir tu lista de palabras que dejar fuera. En esta pantalla puede haber palabras que pediste no ver.
quiet-some = En esta pantalla se deja algo fuera, como pediste.
quiet-show = Mostrarlo aquí
quiet-shown = En esta pantalla se muestra todo.
quiet-hide = Dejarlo fuera otra vez
quiet-word = una palabra que pediste no ver
quiet-word-show = una palabra que pediste no ver; mostrarla
quiet-picture = Una imagen. Mostrarla
quiet-form = Las preguntas que siguen tienen una palabra que pediste no encontrar. Se hacen con palabras fijas, así que no se puede dejar fuera. Puedes dejarlas.
quiet-form-show = Mostrar las preguntas
quiet-form-skip = Ahora no

## For staff
trigger-staff-nothing = { $name } todavía no ha enviado nada desde aquí.
trigger-staff-sent-only = Ves lo que se envió. Puede haber más.
trigger-staff-cards = Tarjetas
trigger-staff-write = Escribir una tarjeta en común
trigger-staff-change = Cambiarla en común
trigger-staff-readers = { $name } lo lee enseguida. Otras personas leen solo las líneas que { $name } comparte con ellas.
trigger-staff-save = Guardar la tarjeta
trigger-staff-damaged = Una parte de esto no se abre. No está contada abajo.
trigger-staff-quiet = Palabras que dejar fuera
trigger-staff-quiet-hint = { $name } no quiere encontrarlas por escrito aquí. En las pantallas de { $name } no se muestran. Déjalas fuera también de lo que escribas.
trigger-staff-pictures = Las imágenes aparecen solo al tocarlas.
trigger-lines-title = Tarjetas
trigger-lines-none = { $name } no comparte ahora contigo líneas de ninguna tarjeta.
trigger-lines-about = { $name } comparte contigo estas líneas y puede terminarlo cuando quiera.

## Taken along
trigger-taken-entry = Algo que lo disparó
trigger-taken-card = Una tarjeta
