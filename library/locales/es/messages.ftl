# Mensajes entre una persona y quienes trabajan con ella.

messages-title = Mensajes
messages-you = Tú
messages-none = Todavía no hay mensajes. Lo que escribas aquí lo pueden leer quienes trabajan contigo.
messages-none-staff = Todavía no hay mensajes.
messages-damaged = Uno o más mensajes ya no se pueden leer. No se ha cambiado nada. Avisa a quien cuida de este servicio.
messages-earlier = Ver mensajes anteriores
messages-new = Nuevo
messages-picture = Imagen de { $who }, { $when }
messages-save = Guardar: { $what }
messages-file-pdf = PDF, { $size } KB
messages-file-picture = imagen, { $size } KB
messages-and = { $first } y { $last }
messages-promises = Lo que te prometimos

## Qué fue del mensaje propio
messages-you-by = Tendrás una respuesta a más tardar el { $when }.
messages-you-past = Dijimos que tendrías una respuesta a más tardar el { $when }. Todavía no la tienes.
messages-you-open = Espera una respuesta. No hemos acordado para cuándo.
messages-you-answered = Respondido el { $when }.
messages-you-released = Dijiste que no hace falta respuesta.
messages-you-took-back = Lo retiraste el { $when }. Aquí ya nadie puede leerlo.
messages-release = No hace falta respuesta
messages-release-done = Guardado. Ya nadie te debe una respuesta a este mensaje.
messages-take-back = Retirarlo
messages-back-title = ¿Retirar este mensaje?
messages-back-said = Entonces aquí ya nadie puede leerlo ni ver lo que iba con él. Seguirán viendo que hubo un mensaje y que lo retiraste. Puede que alguien ya lo haya leído. Esto no se puede deshacer.
messages-back-do = Retirarlo
messages-back-not = Dejarlo como está
messages-back-done = El mensaje está retirado.

## Escribir
messages-write = Escribir un mensaje
messages-readers = { $names }: puede leerlo cuando lo envíes. Nadie lo lee mientras escribes.
messages-nobody = Ahora mismo nadie trabaja contigo como terapeuta, así que nadie leería un mensaje. Llámanos, por favor.
messages-by-agreed = { $name } responde en un plazo de { $long }, como acordasteis. Si lo envías ahora, será a más tardar el { $when }.
messages-by-service = { $name } responde en un plazo de { $long }. Si lo envías ahora, será a más tardar el { $when }.
messages-by-nobody-said = No hemos acordado para cuándo. Puede tardar.
messages-days = { $count ->
    [one] un día
   *[other] { $count } días
}
messages-hours = { $count ->
    [one] una hora
   *[other] { $count } horas
}
messages-not-urgent = Los mensajes no son para cuando necesitas ayuda ahora. Puede que nadie los mire en varios días. Si no puede esperar:
messages-urgent = Si estás en peligro, o podrías hacerte daño, llama al número de emergencias del lugar donde estás, o ve al hospital más cercano.
messages-plan = Mi plan para los días difíciles
messages-words = Tu mensaje
messages-files = Enviar algo más, si quieres
messages-files-hint = Hasta { $files } imágenes o PDF, en total no más de { $size } MB; un PDF, no más de { $pdf } MB. Quitamos de las imágenes dónde, cuándo y con qué se hicieron. Lo que un PDF dice de quién lo hizo se queda en él.
messages-send = Enviar
messages-sent = Enviado y guardado. Debajo de tu mensaje dice para cuándo llega la respuesta.
messages-sent-open = Enviado y guardado.
messages-another = El mensaje anterior ya está enviado. Si envías este, será otro más.
messages-empty = Todavía no hay nada. Escribe algo, o elige una imagen o un PDF.

## Lo que no se puede enviar
messages-busy = Se están enviando demasiadas imágenes y PDF a la vez. Elige los tuyos otra vez dentro de un minuto, por favor. Tus palabras están aquí.
messages-choose-again = Las imágenes o los PDF que elegiste ya no están aquí. Elígelos otra vez, por favor. Tus palabras están aquí.
messages-wrong-many = Era demasiado de una vez. Con un mensaje van hasta { $files } imágenes o PDF. No se ha enviado nada, y tus palabras están aquí.
messages-wrong-large = Era demasiado grande. Todo junto puede tener { $size } MB, y un PDF { $pdf } MB. No se ha enviado nada, y tus palabras están aquí.
messages-wrong-kind = Este tipo de archivo no se puede enviar. Puedes enviar imágenes (JPEG, PNG, WebP, GIF) y PDF. No se ha enviado nada, y tus palabras están aquí.
messages-wrong-damaged = Este archivo no se pudo leer hasta el final. Prueba a guardarlo otra vez en tu aparato y elígelo de nuevo. No se ha enviado nada, y tus palabras están aquí.
messages-wrong-pixels = Esta imagen es demasiado grande para abrirla. Prueba con una más pequeña, o con una captura de pantalla. No se ha enviado nada, y tus palabras están aquí.
messages-wrong-locked = Este PDF está cerrado con una contraseña. Guárdalo sin ella y elígelo otra vez. No se ha enviado nada, y tus palabras están aquí.
messages-wrong-active = Este PDF lleva programas u otros archivos dentro, y eso no lo aceptamos. Imprímelo como un PDF nuevo y elige ese. No se ha enviado nada, y tus palabras están aquí.

## Para quienes trabajan con la persona
messages-waits = Espera respuesta
messages-waits-open = Espera respuesta desde el { $since }. No se acordó un plazo.
messages-waits-by = Espera respuesta desde el { $since }. Prometida a más tardar el { $by }.
messages-waits-past = La respuesta se prometió a más tardar el { $by } y no ha llegado. Espera desde el { $since }. Responde ahora, o di en las promesas que será más tarde.
messages-answer-way = Ir a la respuesta
messages-answer = Responder
messages-answers = Esto responde a
messages-one-of = El mensaje del { $when }
messages-not-open = Uno de estos ya no espera respuesta: se respondió o se retiró. Míralo otra vez, por favor. No se ha enviado nada, y tus palabras están aquí.
messages-staff-readers = Lo lee { $name }, y quien más trabaje con esta persona como terapeuta. Se le avisa de que algo espera, y nada más. Lo que envíes no se puede retirar.
messages-staff-by = Prometida a más tardar el { $when }.
messages-staff-past = Prometida a más tardar el { $when }. Sin responder.
messages-staff-open = No se acordó un plazo.
messages-staff-answered = Respondido el { $when }.
messages-staff-released = Dijo que no hace falta respuesta.
messages-took-back = Retirado el { $when }.

## Lo que se lleva consigo
messages-taken = Mensaje
messages-taken-file = Enviado con él
messages-taken-reply-by = Respuesta prometida a más tardar
messages-taken-released = Dicho que no hace falta respuesta
messages-taken-back = Retirado
