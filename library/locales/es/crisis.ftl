# El plan para los días difíciles: en la pantalla, en papel, en el dispositivo; y la hoja sin conexión.

## El plan
plan-title = Mi plan para los días difíciles
plan-you = Tú
plan-none = Todavía no hay ningún plan.
plan-about = Reúne lo que te ayuda, quién está ahí y cómo quieres que te traten cuando las cosas son difíciles. Puedes escribirlo a solas o con alguien. Deja fuera lo que quieras.
plan-stands-yours = Versión { $number }, del { $when }. Es tuyo, y vale tal como está.
plan-stands-waits = Versión { $number }, del { $when }. Es tuyo, y vale tal como está. Tu terapeuta todavía no ha respondido.
plan-stands-both = Versión { $number }, del { $when }. Tú y tu terapeuta la respaldáis.
plan-begin = Empezar mi plan
plan-edit = Cambiar mi plan
plan-print = En papel
plan-device = En este dispositivo
plan-versions = Versiones anteriores
plan-back = Volver a mi plan
plan-send = Guardar mi plan
plan-readers = Tu terapeuta puede leerlo cuando lo guardes. En una planta de hospital, también las enfermeras que te cuidan, y en una emergencia quien abra tu registro para ayudar; verás que lo hizo. Nadie lo lee mientras escribes.
plan-kept = Tu plan está guardado.
plan-newer = El plan cambió mientras tenías abierta esta página. Todavía no se ha guardado nada, y lo que escribiste sigue aquí. Míralo otra vez y guárdalo.
plan-proposed = { $name } propone un cambio
plan-proposed-said = Tu plan sigue como está hasta que digas que sí. Cambiaría esto:
plan-agree = Sí, está bien así
plan-what-change = ¿Qué debería ser distinto?
plan-change = Decir qué debería cambiar
plan-agreed = Guardado. Este es ahora tu plan.
plan-change-sent = Guardado. Tu plan sigue como estaba, y pueden leer lo que quieres que sea distinto.
plan-said-agreed = { $who }, el { $when }: está bien así.
plan-said-change = { $who }, el { $when }, dijo qué debería cambiar:
plan-versions-said = No se pierde nada. Puedes volver a cualquier versión que haya sido tuya.
plan-version = Versión { $number }, de { $who }, { $when }
plan-version-again = Versión { $number }, de { $who }, { $when }: vuelta a la versión { $again }
plan-again = Volver a esta
plan-taken-back = Tu plan vuelve a estar como entonces. Las versiones posteriores se conservan.
plan-copy-older = La copia de tu dispositivo es más antigua que tu plan. Renuévala allí si quieres que sean iguales.
plan-taken = Plan para los días difíciles, versión { $number }
plan-taken-agreed = Está bien así.

## En papel
plan-paper-where = ¿Dónde estará este papel?
plan-paper-where-said = El papel no tiene cerradura. Imprímelo solo si conoces un lugar donde nadie más mira. Si imprimes en el trabajo o en una biblioteca, puede quedar guardado en la impresora.
plan-paper-title = Notas
plan-paper-title-ask = Lo que pone arriba
plan-paper-title-hint = Lo que quieras, o nada. El nombre de este servicio no se imprime.
plan-paper-size = Tamaño
plan-paper-pocket = Pequeño, para doblar y guardar en el bolsillo
plan-paper-page = Una página entera
plan-paper-parts = Lo que lleva
plan-paper-show = Mostrarlo así
plan-paper-so = Así quedará
plan-paper-how = Imprime esta página con tu navegador. Desactiva allí «encabezados y pies de página», para que no se impriman ni la dirección ni la fecha.
plan-paper-print = Imprimir

## En el dispositivo
plan-device-about = Tú eliges si algo de tu plan se queda en este dispositivo. Si otra persona lo revisa, lo más seguro es nada.
plan-device-0 = Nada en este dispositivo
plan-device-0-said = Tu plan está aquí cuando entras, y en ningún otro sitio.
plan-device-now = Así está ahora.
plan-device-kept = El { $when } se puso una copia cerrada en un dispositivo tuyo.
plan-device-take-off = Quitarla
plan-device-1 = Mientras esta página siga abierta
plan-device-1-said = Si se corta la conexión, tu plan aún se puede abrir aquí. Desaparece cuando sales, bloqueas, recargas o cierras la página.
plan-device-1-do = Tenerlo a mano por ahora
plan-device-1-held = A mano hasta que salgas. No se ha escrito nada en este dispositivo.
plan-device-2 = Cerrado, para abrirlo sin conexión
plan-device-2-said = Tu plan se cierra con palabras propias y se guarda en este dispositivo. Sin conexión: abre esta dirección, elige «Mi hoja» y escribe las palabras.
plan-device-2-words = Palabras que lo abren
plan-device-2-hint = Cuatro palabras o más que nadie adivinaría, y no las que usas para entrar. Nunca salen de este dispositivo. Si se pierden, la copia no se puede abrir; tu plan sigue aquí.
plan-device-2-again = Las mismas palabras otra vez
plan-device-2-do = Cerrarlo y guardarlo aquí
plan-device-2-renew = Cerrarlo de nuevo y guardarlo aquí
plan-device-2-working = Cerrándolo. Tarda un momento.
plan-device-2-short = Usa al menos 12 letras, por favor.
plan-device-2-differ = No son iguales. Escríbelas otra vez, por favor.
plan-device-2-long = Tu plan es demasiado largo para guardarlo aquí. En papel cabe entero.
plan-device-2-honest = Cada cuenta tiene en su dispositivo un bloque del mismo tamaño, con un plan dentro o sin él. Nadie puede saber por él si tienes uno. Pero quien pueda obligarte a escribir las palabras, o mire la pantalla, puede leerlo.
plan-device-done = Hay una copia cerrada en este dispositivo.
plan-device-gone = Está quitada. Lo que hay ahora en este dispositivo es azar.
plan-device-no-script = Para guardar una copia en el dispositivo hace falta JavaScript. El papel funciona sin él.

## Para el equipo
plan-staff-title = Plan de crisis y preferencias
plan-staff-none = Todavía no hay ningún plan.
plan-staff-theirs = Versión { $number }, del { $when }: confirmada por la persona
plan-staff-both = Versión { $number }, del { $when }: confirmada por ambas partes
plan-staff-to-answer = Cambió su plan
plan-staff-theirs-said = Ya es su plan, respondas lo que respondas. Lee tu respuesta.
plan-staff-proposed = Propuesto, y aún sin respuesta de la persona
plan-staff-begin = Escribir juntos una primera versión
plan-staff-propose = Proponer un cambio
plan-staff-send = Proponérselo
plan-staff-readers = La persona lee esto y decide. Hasta que diga que sí, su plan sigue como está.
plan-link = Plan de crisis

## La hoja que se abre sin conexión: puede verla cualquiera
sheet-name = Mi hoja
sheet-words = Tus palabras
sheet-open = Abrir
sheet-opening = Un momento.
sheet-wrong = Con eso no se abre nada. No se ha perdido nada.
sheet-wait = Espera { $seconds } segundos antes del próximo intento, por favor. No se ha perdido nada.
sheet-needs-script = Para esto hace falta JavaScript.
sheet-from = A { $when }
sheet-close = Cerrar
sheet-held = Abrir lo que está a mano
offline-title = Sin conexión
offline-said = Esta página funciona sin ella.
offline-again = Probar otra vez
