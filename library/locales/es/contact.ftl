# Cómo podemos comunicarnos contigo. Palabras sencillas; puede haber alguien que lea al lado.
reach-title = Cómo podemos comunicarnos contigo
reach-way = Cómo podemos comunicarnos contigo
reach-confirm-home = ¿Sigue siendo seguro comunicarnos como dijiste? Míralo, por favor.
reach-lead = Mientras no digas otra cosa aquí, no se te envía nada y nadie te llama.
reach-never-text = Nunca enviamos mensajes de texto. Quedan en la factura y en la pantalla bloqueada, y cualquiera podría enviar uno en nuestro nombre.
reach-honest = Puedes terminar cada una de estas formas en cualquier momento, y vale al instante. Lo que ya ha salido no se puede recoger. Quien administra un buzón o un teléfono puede ver cuándo llegó algo y de dónde.
reach-mail = Correo electrónico
reach-call = Llamada
reach-letter = Carta
reach-off-mail = No. No se te envía ningún correo.
reach-off-call = No. Nadie te llama.
reach-off-letter = No. No se te envía ninguna carta.
reach-on-mail = Sí. Puede llegar un correo que no dice nada de ti ni de ningún cuidado.
reach-on-call = Sí. Alguien de aquí puede llamarte como dijiste.
reach-on-letter = Sí. Alguien de aquí puede escribirte como dijiste.
reach-off-run-out-mail = El plazo que diste ha terminado. No se te envía ningún correo.
reach-off-run-out-call = El plazo que diste ha terminado. Nadie te llama.
reach-off-run-out-letter = El plazo que diste ha terminado. No se te envía ninguna carta.
reach-not-here-mail = Este servicio no envía correo electrónico.
reach-not-here-call = Este servicio no llama.
reach-not-here-letter = Este servicio no envía cartas.
reach-sees-mail = Quien pueda abrir este buzón, o vea en una pantalla el aviso de un correo nuevo, ve quién lo envió, el asunto y el texto. Su proveedor de correo también lo ve.
reach-sees-call = Quien esté cerca del teléfono puede oír que suena y oírle hablar. El número puede quedar en la lista de llamadas y en la factura.
reach-sees-letter = Quien recoja el correo puede ver el sobre, y puede abrirlo.
reach-run-out = El plazo que diste ha terminado, así que ya no se hace nada. ¿Sigue siendo segura esta forma?
reach-runs-out = El plazo que dio termina pronto. ¿Sigue siendo segura esta forma?
reach-still = Sí, sigue siendo segura
reach-change = Cambiar
reach-allow = Permitir esto
reach-stop = Terminar esto ahora
reach-kept = Guardado. Vale desde ahora.
reach-stopped = Terminado. Vale desde ahora.
reach-arrives = Qué llegaría exactamente
reach-mail-from = De
reach-mail-subject = Asunto
reach-mail-text = Texto
reach-none = nada
reach-and = { $first } y { $last }
reach-every-day = todos los días
reach-when = { $days }, de { $from } a { $until }
reach-when-all-day = { $days }, a cualquier hora
reach-day-0 = lunes
reach-day-1 = martes
reach-day-2 = miércoles
reach-day-3 = jueves
reach-day-4 = viernes
reach-day-5 = sábado
reach-day-6 = domingo
reach-for-waits = hay algo para mí dentro
reach-for-appointment = se acerca una cita o ha cambiado
reach-for-change = algo del servicio ha cambiado
reach-for-way-in = alguien está cambiando cómo entro
reach-label-for = Para qué
reach-label-when = Cuándo
reach-label-ask-for = Preguntar por
reach-label-say = Decir que es
reach-label-first = Preguntar primero
reach-label-until = Vale hasta
reach-to-mail = Dirección de correo
reach-to-call = Número de teléfono
reach-to-letter = Dirección postal
reach-to-hint-mail = Una que solo tú puedas abrir, si la tienes. Los buzones del trabajo y de la familia los leen a menudo otras personas.
reach-to-hint-call = Uno que solo contestes tú, si lo tienes.
reach-to-hint-letter = Como estaría en el sobre.
reach-mode-mail = email
reach-mode-call = tel
reach-form-title-mail = Correo electrónico
reach-form-title-call = Llamada
reach-form-title-letter = Carta
reach-ask-for = ¿Para qué puede ser?
reach-ask-days = ¿Qué días es seguro?
reach-ask-hours = ¿A qué horas es seguro?
reach-hours-hint-mail = El correo solo se envía a estas horas. Cuándo lo muestra tu buzón no lo sabemos.
reach-hours-hint-call = Nadie llama fuera de estas horas.
reach-from = De
reach-until = A
reach-ask-cover = ¿Qué correo puede llegar?
reach-ask-cover-hint = Siempre llega el mismo, palabra por palabra, sea por lo que sea. No lleva ningún nombre ni ningún enlace.
reach-ask-for-call = ¿Por quién deben preguntar?
reach-ask-for-hint-call = Un nombre, el suyo u otro. Déjelo vacío para no dar ninguno.
reach-ask-for-letter = ¿Qué nombre debe estar en el sobre?
reach-ask-for-hint-letter = El suyo u otro que llegue a esta dirección.
reach-say-call = ¿Quién deben decir que es?
reach-say-hint-call = Por ejemplo: la biblioteca. Se lo dicen a quien conteste.
reach-say-letter = ¿Qué debe estar como remitente?
reach-say-hint-letter = Por ejemplo una calle y un número. Déjelo vacío para no poner remitente.
reach-first-call = ¿Qué deben preguntar primero, para que digas si es seguro?
reach-first-hint-call = Por ejemplo: ¿tienes todavía el libro? Se puede acordar qué significan el sí y el no.
reach-ask-holds = ¿Por cuánto tiempo vale esto?
reach-ask-holds-hint = Después no se hace nada hasta que digas otra vez que es seguro. Te lo preguntamos aquí dentro, antes de que termine.
reach-holds-days = { $days } días
reach-keep-mail = Permitir este correo
reach-keep-call = Permitir llamadas así
reach-keep-letter = Permitir cartas así
reach-wrong-to-mail = Escribe una dirección de correo, como nombre@example.org.
reach-wrong-to-call = Escribe un número de teléfono.
reach-wrong-to-letter = Escribe la dirección como estaría en el sobre.
reach-wrong-reason = Elige al menos una cosa para la que puede ser.
reach-wrong-day = Elige al menos un día.
reach-wrong-hours = Elige dos horas, la primera antes que la segunda.
reach-wrong-long = Usa menos de 80 letras, en una línea.
reach-wrong-holds = Elige por cuánto tiempo vale.

## Personal
reach-staff-title = Cómo comunicarse con esta persona
relationship-reach = ¿Puedo llamar o escribir?
reach-staff-lead = Como lo dijo. Hacer más que esto no es seguro.
reach-staff-nothing = No ha dicho que te puedas comunicar con ella. No llames, no escribas ni envíes nada. Háblalo con ella en persona.
reach-staff-honest = No dejes nunca un mensaje, ni digas de dónde llamas, si no está escrito aquí.
reach-may-mail = El servicio puede enviar ahora un correo neutro, por sí mismo. No escribas ninguno propio.
reach-may-call = Sí, puedes llamar ahora.
reach-may-letter = Sí, puedes escribir.
reach-may-not-mail = Ningún correo.
reach-may-not-call = No. No llames.
reach-may-not-letter = No. No escribas.
reach-may-not-now = Ahora no. Otra vez desde { $next }.
reach-may-run-out = No. El plazo que dio ha terminado; pregúntaselo en persona.
letters-title = Lo que no se pudo entregar
letters-lead = Por qué forma, desde cuándo y por qué. Lo que decía no se guarda: nunca dice nada.
letters-none = Nada. Todo lo que había que enviar se ha enviado.
letters-line = { $way }, en cola { $queued }, abandonado { $given-up }
letters-why-refused = El servidor de correo de la dirección no lo acepta.
letters-why-not-reached = Se intentó { $tries ->
    [one] una vez
   *[other] { $tries } veces
} y no llegó.
letters-why-no-way = Este servicio ya no envía por esta forma.
letters-to = A quién
letters-again = Enviar otra vez
letters-drop = Dejarlo
letters-again-done = Está otra vez en cola, para la próxima hora que permite.
letters-dropped = Dejado.
letters-no = Ya no permite esto, así que se dejó.
letters-damaged = { $count ->
    [one] Una entrada está dañada y no se puede leer. No está vacía. Avisa a quien cuida la máquina.
   *[other] { $count } entradas están dañadas y no se pueden leer. No están vacías. Avisa a quien cuida la máquina.
}

## Un calendario propio
calendar-title = En tu propio calendario
calendar-way = Llevarme una cita como entrada de calendario
calendar-lead = Puedes llevarte la hora de una cita a un calendario tuyo, con las palabras que elijas.
calendar-sees = Quien vea ese calendario ve estas palabras y la hora. Los calendarios se comparten a menudo entre aparatos, familia y trabajo. No cambia por sí mismo cuando cambia una cita.
calendar-none = No hay ninguna cita prevista.
calendar-called = ¿Cómo debe llamarse?
calendar-called-hint = Por ejemplo: dentista. No lleva nada más: ningún nombre, ningún lugar, ningún aviso.
calendar-which = ¿Qué cita?
calendar-take = Llevármela
calendar-wrong = Elige una cita, y palabras de hasta 60 letras.

## Los correos que se pueden enviar. Se revisan juntos: ninguno dice quién escribe, a quién ni sobre qué.
mail-1-subject = Una nota para usted
mail-1-body = Hola:

    hay algo nuevo en su página. Puede mirarlo cuando le venga bien. No hay prisa.

    Esta nota la envía una máquina. Nadie lee las respuestas.
mail-2-subject = Su recordatorio
mail-2-body = Hola:

    este es el recordatorio que pidió. No tiene que hacer nada ahora.

    Esta nota la envía una máquina. Nadie lee las respuestas.
mail-3-subject = La lista ha cambiado
mail-3-body = Hola:

    la lista ha cambiado desde la última vez. Puede mirarla cuando le venga bien.

    Esta nota la envía una máquina. Nadie lee las respuestas.
mail-4-subject = Novedades
mail-4-body = Hola:

    hay una entrada nueva. Puede leerla cuando quiera.

    Esta nota la envía una máquina. Nadie lee las respuestas.
