# El círculo privado: personas con nombres que solo conoce quien escribe, lo que pasó con ellas, palabras para decir.

circle-title = Mi círculo
circle-only-you = Tu palabra abre esto, y nadie de aquí tiene una página que lo abra. Se cierra diez minutos después de usarlo por última vez, y cuando bloqueas o sales.
circle-none = Todavía no hay nadie aquí. Puedes anotar a alguien de tu vida, con un nombre que solo tú conoces, y luego lo que hace con el tiempo.

## Who may see the device
circle-warn-title = Antes de abrir esto
circle-warn-said = Aquí puedes escribir sobre personas de tu vida. Si una de ellas lo ve en este teléfono, podría ponerte en peligro.
circle-warn-names = Usa nombres que solo tú conozcas. Nunca escribas un nombre completo, un lugar de trabajo o una dirección.
circle-warn-ask = ¿Este teléfono es solo tuyo?
circle-warn-yes = Sí, nadie más lo mira
circle-warn-no = No, o no lo sé
circle-seen-title = Mejor no en este teléfono
circle-seen-said = Dijiste que otra persona puede ver este teléfono. Entonces es más seguro no usar esta parte aquí. Puedes hacer esto:
circle-seen-session = Hablar de las personas de tu vida en una sesión, sin escribir nada.
circle-seen-paper = Usar papel, y dejarlo con alguien de aquí o romperlo.
circle-seen-other = Abrir esto en un teléfono o un ordenador que sea solo tuyo.
circle-seen-leave = Dejarlo por ahora
circle-seen-alone = Este teléfono ya es solo mío
circle-seen-anyway = Seguir esta vez
circle-seen-short = Dijiste que otra persona puede ver este teléfono. Usa nombres que solo tú conozcas, y cierra esto cuando acabes.

## The word
circle-word = Tu palabra
circle-word-new = Una palabra tuya
circle-word-again = La misma palabra otra vez
circle-word-hint = Al menos { $least } letras. Pueden ser varias palabras. No la contraseña con la que entras.
circle-passphrase = La contraseña con la que entras
circle-open-title = Tu palabra, por favor
circle-open-said = Esta parte está cerrada. Tu palabra la abre.
circle-open-do = Abrir
circle-open-blind = Solo tu palabra la abre. Si la olvidas, lo que hay aquí se pierde.
circle-open-service = Si olvidas tu palabra, el servicio puede ayudarte a volver a entrar.
circle-begin-title = Una palabra para esta parte
circle-begin-said = Eliges una palabra que abre esta parte. Nadie del equipo tiene una página que la muestre. Tú eliges quién más puede abrirla.
circle-begin-do = Guardar esta palabra
circle-begun = Tu palabra está guardada, y esta parte está abierta.
circle-way = Si olvido mi palabra
circle-way-mine = Solo mi palabra la abre
circle-way-mine-said = Si la olvido, lo que escribí se pierde. Nadie puede recuperarlo.
circle-way-service = El servicio puede ayudar
circle-way-service-said = No se pierde nada. Pero entonces alguien con la llave del servicio podría leerlo.
circle-change-title = Cambiar mi palabra
circle-change-said = Lo que escribiste se queda, y se abre con la palabra nueva.
circle-change-do = Cambiarla
circle-changed = Tu palabra nueva está guardada.
circle-lost-way = Olvidé mi palabra
circle-lost-title = Si olvidaste tu palabra
circle-lost-said = Puedes elegir una palabra nueva. Antes necesitamos saber que eres tú.
circle-lost-blind = Lo que escribiste con la palabra anterior ya no se puede abrir, ni tú ni nadie. Si crees que puedes acordarte, espera y prueba más tarde. Con una palabra nueva empiezas de nuevo.
circle-lost-service = Lo que escribiste se abre con la palabra nueva. No se pierde nada.
circle-lost-do = Elegir esta palabra nueva
circle-anew = Empiezas de nuevo con esta palabra. Lo que escribiste antes sigue cerrado.
circle-wrong-word = Esta no es tu palabra. Prueba otra vez.
circle-wrong-many = Se ha fallado demasiadas veces. Espera diez minutos y prueba otra vez. No se pierde nada.
circle-wrong-short = Usa al menos { $least } letras.
circle-wrong-long = Es demasiado larga. Usa 200 letras como mucho.
circle-wrong-differ = Las dos no son iguales. Escribe las dos otra vez.
circle-wrong-way = Elige una de las dos.
circle-wrong-passphrase = Esta no es la contraseña con la que entras. Prueba otra vez.
circle-shut = Cerrar esto ahora
circle-shut-done = Está cerrado.
circle-closed-words = Esta parte se cerró mientras escribías. Tus palabras no se han perdido. Tu palabra la abre de nuevo.
circle-apart = { $count ->
    [one] Una parte está bajo una palabra olvidada. Ya no se puede abrir.
   *[other] { $count } partes están bajo una palabra olvidada. Ya no se pueden abrir.
}
circle-clear = Borrar eso

## The people
circle-add = Anotar a alguien
circle-edit-title = Cambiar lo que pone aquí
circle-names = Usa un nombre que solo tú conozcas. Nada de nombres completos: si alguien encuentra esto, no puede saber de quién trata.
circle-called = Cómo le llamas aquí
circle-who = Quién es para ti
circle-wants = Qué quieres con esta persona: más cerca, como ahora, más espacio
circle-limits = Qué quieres que sepa, o que deje de hacer
circle-wants-said = Lo que quiero
circle-limits-said = Lo que quiero que sepa, o que deje de hacer
circle-all-free = Solo hace falta el nombre. Lo demás puede quedar vacío.
circle-full-name = Parece un nombre completo. Usa uno que solo tú conozcas. Si ya lo es, guárdalo otra vez.
circle-keep = Guardar
circle-kept = Está guardado.
circle-back = Volver a mi círculo
circle-back-person = Volver a esta persona

## What happened
circle-log-do = Anotar lo que pasó
circle-log-title = Lo que pasó con { $name }
circle-log-said = Un día, y lo que viste. Deja fuera lo que no encaje.
circle-day = Qué día
circle-ask-kept = ¿Hizo lo que dijo?
circle-ask-no = ¿Respetó un no?
circle-ask-serious = ¿Se lo tomó en serio?
circle-ask-kind = ¿Fue amable?
circle-yes-kept = Hizo lo que dijo
circle-not-kept = No hizo lo que dijo
circle-yes-no = Respetó un no
circle-not-no = No respetó un no
circle-yes-serious = Se lo tomó en serio
circle-not-serious = No se lo tomó en serio
circle-yes-kind = Fue amable
circle-not-kind = No fue amable
circle-not-about = Omitir
circle-log-words = Con tus palabras, si quieres
circle-wrong-day = Elige un día que ya haya llegado.
circle-wrong-empty = Elige una de las respuestas de arriba, o escribe una línea.
circle-counts = Con el tiempo
circle-count = { $all ->
    [one] { $yes } de 1 vez sí, { $no } de 1 vez no
   *[other] { $yes } de { $all } veces sí, { $no } de { $all } veces no
}
circle-count-none = nada anotado todavía
circle-few = Donde algo se anotó menos de { $few } veces, es poco. Una vez más podría cambiarlo.
circle-counts-said = Son solo cuentas de lo que anotaste. Lo que significan lo dices tú.
circle-timeline = Lo que pasó, lo más antiguo primero
circle-earlier = { $count ->
    [one] Una de antes
   *[other] { $count } de antes
}
circle-line-more = Compartir o borrar

## Sharing
circle-share-person = Compartir esto con mi terapeuta por un tiempo
circle-share-line = Compartir esto con mi terapeuta por un tiempo
circle-share-title = Compartir esto por un tiempo
circle-share-nobody = Ahora mismo nadie es tu terapeuta aquí. No hay con quién compartirlo.
circle-share-said = Solo { $name } puede leerlo, y solo hasta el día que elijas. El resto de tu círculo sigue cerrado para todos.
circle-share-said-many = Solo la persona que elijas puede leerlo, y solo hasta el día que elijas. El resto de tu círculo sigue cerrado para todos.
circle-share-copy = Se hace una copia de lo que hay en el cuadro. Esa copia no está bajo tu palabra. Lo que hay en el cuadro es lo que se lee. Puedes cambiarlo o recortarlo.
circle-share-words = Esto se comparte
circle-share-to = Con quién
circle-share-long = Por cuánto tiempo
circle-share-days = { $count ->
    [one] Un día
   *[other] { $count } días
}
circle-share-do = Compartir esto
circle-share-done = Está compartido. Termina solo, y puedes terminarlo aquí.
circle-share-end = Terminar ahora
circle-share-end-said = Cuando termina, ya no se puede abrir y la copia se borra. Lo leído, leído está.
circle-share-ended = Ya no está compartido.
circle-shares = Compartido ahora
circle-shared-until = Con { $name } hasta { $when }
circle-shared-opened = Abierto, por primera vez { $when }
circle-shared-not-opened = Todavía sin abrir
circle-shared-words = Lo que se lee
circle-wrong-to = Elige con quién.
circle-wrong-days = Elige por cuánto tiempo.

## Words to say
circle-scripts-way = Palabras para decir
circle-scripts-title = Palabras para decir
circle-scripts-said = Algunas cosas cuesta decirlas. Aquí hay palabras para empezar. Toma lo que te sirva y deja lo demás.
circle-scripts-closed = Abre tu círculo para hacer tuyas estas palabras.
circle-back-scripts = Volver a todas las palabras
circle-script-own = Con tus palabras
circle-script-said = Puedes decirlo, escribirlo o solo leerlo. Si decirlo puede ponerte en peligro, no hace falta.
circle-script-words = Las palabras
circle-script-first = Volver a las primeras palabras
circle-script-first-done = Han vuelto las primeras palabras.
circle-script-first-words = Las primeras palabras
circle-practise = Practicar cómo decirlo
circle-script-ask = Pedir algo
circle-script-ask-words =
    Quiero pedirte algo.
    Me gustaría … Me importa porque …
    Puedes decir sí, no, o ahora no.
circle-script-no = Decir no
circle-script-no-words =
    No, no quiero eso.
    Gracias por preguntarme. Mi respuesta es no.
    No necesito dar una razón.
circle-script-again = Decir no otra vez
circle-script-again-words =
    Te he oído. Mi respuesta sigue siendo no.
    Ya me lo has preguntado, y he dicho que no.
    Si me preguntas una vez más, dejo esta conversación.
circle-script-time = Tomar tiempo
circle-script-time-words =
    Todavía no lo sé. Necesito tiempo para pensar.
    Te digo algo antes de …
    Hasta entonces, por favor, no me preguntes.
circle-script-hurt = Decir lo que dolió
circle-script-hurt-words =
    Cuando tú … me sentí …
    Me gustaría que a partir de ahora …
    No necesito una respuesta ahora mismo.
circle-script-end = Terminar una conversación
circle-script-end-words =
    Quiero parar aquí.
    Me voy ahora. Podemos hablar en otro momento, o no.
    Por favor, no vengas detrás de mí.

## Erasing
circle-erase-person = Borrar a esta persona
circle-erase-line = Borrar esto
circle-erase-person-title = ¿Borrar a { $name }?
circle-erase-person-said = Esto borra el nombre, lo que dijiste de esta persona y cada día que anotaste. Lo que compartiste de ello termina.
circle-erase-line-title = ¿Borrar este día?
circle-erase-line-said = Esto borra lo que escribiste de este día. Si lo compartiste, o compartiste a esta persona, eso termina.
circle-erase-all-title = Borrar todo lo de aquí
circle-erase-all-said = Esto borra a cada persona, cada día, tus palabras para decir y lo que está a medio escribir. Todo lo que compartiste desde aquí termina. Tu palabra se queda.
circle-erase-when = Desaparece de aquí en el acto y no se puede recuperar. Las copias de seguridad de todo el servicio lo guardan, sellado, hasta que se borran. Puedes preguntar al equipo cuánto tarda.
circle-erase-do = Borrarlo
circle-erase-not = Conservarlo
circle-erased = Está borrado.
circle-erased-all = Todo lo de aquí está borrado.

## Taken along
circle-taken = Mi círculo
circle-taken-what = Lo que hay aquí
circle-taken-closed = Tu círculo no está en esta copia, porque estaba cerrado. Ábrelo primero y llévate tu historia otra vez, si quieres que esté.

## For staff
circle-staff-title = Compartido desde el círculo de { $name }
circle-staff-none = Ahora no hay nada compartido contigo aquí.
circle-staff-said = { $name } ha compartido solo contigo, por un tiempo, estas palabras sobre alguien de su vida. Son palabras de { $name }, no hallazgos. No las copies en la historia ni hables de ellas con otras personas. { $name } ve cuándo las abriste por primera vez.
circle-staff-shared = Compartido { $when }
circle-staff-until = Compartido hasta { $when }
