# Lo que es de la persona: llevarse el registro, corregirlo, hacer que se destruya.

## Corregir algo
statement-title = Corregir algo
statement-lead = Puedes decir algo junto a cualquier cosa de tu registro. Lo que otros escribieron se queda; tus palabras están al lado. También puedes pedir que se cambie.
statement-readers = Puede leerlo quien puede leer lo que hay entre tú y tu terapeuta.
statement-which = ¿De qué se trata?
statement-about-all = Mi registro en conjunto
statement-own-words = ¿Qué quieres decir?
statement-what-then = ¿Qué debe pasar?
statement-wants-beside = Mis palabras quedan al lado
statement-wants-change = Mis palabras quedan al lado, y pido que se cambie
statement-send = Guardar
statement-kept = Está guardado, y queda junto a tu registro.
statement-before = Lo que dijiste antes
statement-waits = Todavía sin respuesta.
statement-take-back = Retirarlo
statement-taken-back-now = Lo has retirado. Ahora solo tú puedes leerlo.
statement-taken-back-on = Lo retiraste el { $when }. Solo tú puedes leerlo.
statement-damaged = { $count ->
    [one] Una declaración está ahí y no se puede abrir. Quienes mantienen este servicio pueden verlo.
   *[other] { $count } declaraciones están ahí y no se pueden abrir. Quienes mantienen este servicio pueden verlo.
  }
statement-changed-by = { $name } lo ha corregido
statement-not-changed-by = { $name } no lo ha cambiado
statement-one = Lo que dijiste sobre tu registro
statement-beside = Junto a
statement-words = Tus palabras
statement-wants = Lo que pediste
statement-taken-back = Retirado
statement-title-staff = Lo que { $name } dice sobre el registro
statement-way = Lo que dice sobre su registro
statement-lead-staff = Sus palabras quedan junto a lo escrito. Donde pide un cambio, di qué hiciste: la persona lee tu respuesta.
statement-none-staff = Todavía nada.
statement-answer = Tu respuesta
statement-answer-changed = Lo he corregido
statement-answer-not-changed = No lo he cambiado, y digo por qué
statement-answer-words = Qué hiciste, o por qué no
statement-answer-keep = Guardar la respuesta
statement-answered-meanwhile = Se respondió o se retiró desde que abriste la página. No se guardó nada, y tus palabras siguen aquí.
statement-choose = Elige una de las dos. Todavía no se guardó nada, y tus palabras siguen aquí.

## Llevárselo
taking-title = Llevarte tu registro
taking-lead = Recibes un archivo con todo lo que aquí es tuyo para llevar: lo que se dijo y se escribió, tus respuestas y puntuaciones, tus planes, quién lo ha leído y lo que permitiste. Se abre en cualquier navegador, también sin conexión, con unas palabras que eliges ahora.
taking-notes = Las notas de trabajo propias de un terapeuta no forman parte de él. Puedes pedirlas en persona.
taking-careful = Antes de hacerlo
taking-careful-where = ¿Dónde va a estar este archivo? En un teléfono o un ordenador que otra persona puede usar, esa persona puede ver que está ahí. No puede abrirlo sin tus palabras.
taking-careful-words = Nadie puede averiguar tus palabras, y nadie puede abrir el archivo sin ellas. No las guardamos.
taking-careful-only = Si no estás segura o seguro, no lo hagas ahora. Puedes volver en cualquier momento, o pedir una copia impresa en persona.
taking-words = Palabras para abrirlo
taking-words-hint = Al menos { $least } letras. Unas cuantas palabras juntas van bien. No tu frase de paso.
taking-words-again = Las mismas palabras otra vez
taking-proof = Tu frase de paso, para saber que eres tú
taking-make = Hacer el archivo
taking-too-short = Estas palabras son demasiado cortas para que nadie entre. Elige al menos { $least } letras. Todavía no se hizo nada.
taking-not-same = Las dos no son iguales. Escríbelas otra vez. Todavía no se hizo nada.
taking-not-you = Esa no era tu frase de paso. Todavía no se hizo nada.
taking-too-many = Demasiados intentos por ahora. Espera unos minutos. Todavía no se hizo nada.
taking-page-title = Tu registro
taking-page-made = Hecho el { $when }.
taking-file-title = Un archivo tuyo
taking-file-lead = Escribe las palabras que elegiste cuando hiciste este archivo.
taking-file-words = Tus palabras
taking-file-open = Abrir
taking-file-wrong = No son esas palabras, o el archivo fue cambiado. No se perdió nada; prueba otra vez.
taking-file-save = Guardar:
taking-file-close = Cerrar
taking-part-other = Otras cosas
taking-part-identity = Sobre ti
taking-part-overview = Resumen
taking-part-sessions = Sesiones
taking-part-check-ins = Preguntas después de las sesiones
taking-part-relationship = Lo que hay entre nosotros
taking-part-notes = Notas
taking-part-psychotherapy-notes = Notas de trabajo
taking-part-messages = Mensajes
taking-part-measures = Preguntas y puntuaciones
taking-part-work = Tu trabajo
taking-part-circle = Tu círculo
taking-part-crisis-plan = Tu plan para los días difíciles
taking-part-ledger = Quién lo ha leído
taking-part-consent = Lo que permitiste
taking-part-drafts = Sin enviar todavía
taking-too-large = Tu registro es demasiado grande para un archivo. Pregunta a quienes llevan este servicio. No se hizo nada.
taking-called = Cómo te llamamos

## Hacer que se destruya
erase-title = Hacer que se destruya tu registro
erase-lead = Puedes pedir que se destruya todo lo que hay aquí sobre ti. Pasa { $days } días después, y hasta entonces puedes pararlo. Después nadie puede recuperarlo, tampoco nosotros.
erase-what = Qué se destruye
erase-what-record = Todo lo de tu registro: palabras, respuestas, puntuaciones, planes, la lista de quién lo ha leído y tu forma de entrar. Se destruye la llave, así que las copias de seguridad tampoco se pueden abrir.
erase-what-copies = La última copia de la llave desaparece como muy tarde { $days } días después. La fecha está en la hoja que puedes imprimir ahora.
erase-stays = Qué queda
erase-stays-marks = Marcas sin palabras: que hubo un registro y cuándo se abrió. Nadie puede leer en ellas de quién era ni qué se hizo.
erase-stays-outside = Lo que no está aquí: papeles, lo que te llevaste, lo que guardan otros servicios, lo que la gente recuerda y lo que otros escribieron sobre ti en sus propios registros.
erase-stays-law = { $years ->
    [one] Las reglas de este servicio dicen que los registros se guardan un año después de terminar la atención. Si lo pides ahora, se destruye cuando pase ese tiempo.
   *[other] Las reglas de este servicio dicen que los registros se guardan { $years } años después de terminar la atención. Si lo pides ahora, se destruye cuando pase ese tiempo.
  }
erase-before = Quizá quieras llevarte antes tu registro.
erase-before-link = Llevarte tu registro
erase-proof = Tu frase de paso, para saber que eres tú
erase-sure = Entiendo que nadie puede recuperarlo
erase-not-sure = Marca la casilla si lo tienes claro. Todavía no se pidió nada.
erase-ask = Pedir que se destruya
erase-not-you = Esa no era tu frase de paso. Todavía no se pidió nada.
erase-waits = Pediste que se destruyera tu registro.
erase-waits-on = Se destruirá el { $when }. Hasta entonces todo funciona como antes.
erase-waits-law = Se destruirá cuando { $years ->
    [one] haya pasado un año
   *[other] hayan pasado { $years } años
  } desde que terminó tu atención. Hasta entonces todo funciona como antes.
erase-receipt = El número de tu hoja: { $receipt }
erase-receipt-hint = Con este número el servicio puede decirte que se hizo y cuándo. No dice quién eres.
erase-stop = Pararlo: conservar mi registro
erase-asked-now = Lo has pedido. Hasta entonces puedes pararlo aquí.
erase-stopped = Está parado. Tu registro se queda.

## Para quien dirige el servicio
kept-title = Cuánto tiempo se guardan los registros
place-kept = Plazos
kept-lead = Lo decide la ley que vale para este servicio. Nada se destruye por sí solo si la persona no lo pidió.
kept-rule = { $years ->
    [one] Los registros se guardan un año después de terminar la atención.
   *[other] Los registros se guardan { $years } años después de terminar la atención.
  }
kept-rule-none = No hay tiempo fijado. Hasta que se fije en la configuración (keep_years), aquí no aparece nada.
kept-due = Se cumplió el tiempo
kept-due-none = No hay nada pendiente.
kept-due-since = La atención terminó el { $ended }; el tiempo se cumplió el { $due }.
kept-later = { $count ->
    [0] No se guarda ningún otro registro de alguien cuya atención haya terminado.
    [one] Se guarda un registro más de alguien cuya atención terminó, hasta que se cumpla su tiempo.
   *[other] Se guardan { $count } registros más de personas cuya atención terminó, hasta que se cumpla su tiempo.
  }
kept-destroy = Destruir este registro
kept-destroy-lead = No se puede deshacer. Se destruye la llave, y con ella cada copia en cada copia de seguridad.
kept-destroy-sure = He comprobado que nada lo prohíbe
kept-destroyed = Está destruido. Número: { $receipt }
kept-asked = Pedido por las personas
kept-asked-none = Nadie lo ha pedido.
kept-asked-on = Se destruirá el { $when }. Número: { $receipt }
kept-asked-later = Se destruirá cuando se cumpla el tiempo. Número: { $receipt }
kept-done = Destruidos
kept-done-on = { $when }. No queda ninguna copia de la llave después de { $last }. Número: { $receipt }
kept-done-none = Todavía ninguno.
kept-not-yet = El tiempo de este registro no se ha cumplido, o la persona vuelve a estar en atención. No se destruyó nada.
