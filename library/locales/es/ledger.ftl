# Qué se abrió, sobre qué se preguntó y qué se llevó. Palabras sencillas, sin códigos.

## En la página de quién ha visto mi registro
seen-who-can = Quién puede ver qué
seen-along = Llevarme esta lista
seen-service = El propio servicio
seen-basis-service = Tú dijiste cómo puede contactarte.
seen-contact = Te envió una nota breve que no dice nada de ti, o lo intentó, { $when }.
seen-purpose-contact = para contactarte
seen-basis-keeping = Comprueba si hacemos lo que dijimos. Puede ver nuestras promesas y cuándo se ven, y lo que se dijo cuando algo se sintió mal. No puede ver notas ni mensajes.
seen-keeping = El propio servicio miró las promesas que te hicimos, { $when }. Ninguna persona lo hizo.
seen-keeping-wrote = El propio servicio anotó qué pasó con una promesa, { $when }. Ninguna persona lo hizo.
seen-purpose-keeping = para ver si se cumplen las promesas
seen-basis-grant-of = Puede, porque lo permitiste el { $day }.
seen-ask = Preguntar por esto
seen-unexpected = No me lo esperaba
seen-asked = Preguntaste por esto el { $day }.
seen-answered = { $name } respondió el { $day }:

## Preguntar
ask-title = Preguntar por esto
ask-line = { $day }: { $name }. { $did }
ask-lead = Puedes preguntar por qué. También puedes decir que no te lo esperabas. Está bien preguntar. No cambia nada de tu atención.
ask-words = ¿Qué quieres preguntar o decir?
ask-unexpected = No me lo esperaba
ask-whom = ¿Quién debe responder?
ask-person = { $name }. Solo esa persona puede leerlo, nadie más de quienes trabajan aquí.
ask-whoever-leads = Quien dirige el servicio. La persona de la que se trata no puede leerlo.
ask-only-lead = A quien hizo esto no se le puede preguntar aquí ahora, porque no trabaja contigo en este momento.
ask-send = Enviar
ask-back = Volver a la lista
ask-empty = Escribe unas palabras, o di que no te lo esperabas. Todavía no se ha enviado nada.
ask-already = Ya preguntaste por esto. La respuesta estará al lado.
ask-sent = Enviado. Solo puede leerlo la persona a la que preguntaste. La respuesta estará aquí, junto a la línea.
ask-sent-lead = Enviado. Puede leerlo quien dirige el servicio. La respuesta estará aquí, junto a la línea.

## Llevarse la lista
along-title = Llevarme esta lista
along-first = Primero: ¿dónde estará este archivo?
along-where = Quien abra el archivo puede leer quién trabaja contigo y cuándo. Guárdalo solo en un teléfono u ordenador que no use nadie más. Si tienes dudas, no lo guardes. La lista sigue aquí.
along-traces = Tu navegador recuerda que se guardó un archivo, con la dirección de esta página.
along-what = La lista muestra que ninguna línea se cambió ni se quitó después de que la guardaras. Nadie puede cambiarla sin que se note, tampoco quienes llevan este servicio.
along-forked = Ahora mismo el servicio no puede firmar la lista. Hay algo que no está bien. Díselo a alguien de confianza aquí.
along-lines = La lista
along-lines-what = Todas tus líneas, con una prueba para cada una. El archivo se llama notes.json.
along-take-lines = Guardar la lista
along-page = La página que la comprueba
along-page-what = Una página que puedes abrir cuando quieras, también sin internet. Lee la lista y te dice si está entera. Se llama check.html. También puedes pedirla a otra persona que use el mismo programa. Es más seguro, porque así no viene de nosotros.
along-take-page = Guardar la página
along-key = La clave de este servicio
along-key-what = Apúntala, o pide a alguien de fuera que la guarde. Te dice que una lista se firmó aquí y no la firmó otra persona.

## Para el personal a quien se pregunta
asked-title = Preguntas sobre accesos
place-asked = Preguntas
asked-intro = Los clientes pueden preguntar por qué alguien abrió o escribió algo. Estas son las preguntas que te esperan. Aquí no hay nombres; abrir una deja una línea en el registro de esa persona.
asked-none = No te espera nada.
asked-row = Un cliente te preguntó algo el { $since }
asked-one-title = { $name } pregunta por un acceso
asked-opened = { $name } abrió { $what }, { $when }.
asked-wrote = { $name } escribió en { $what }, { $when }.
asked-unexpected = No se lo esperaba.
asked-answer = Tu respuesta
asked-answer-hint = Di claramente qué se abrió y por qué, y qué harás si no debía abrirse. Se lee junto a la línea. Una respuesta no se puede cambiar después.
asked-answer-words = Respuesta
asked-send = Enviar la respuesta
asked-answered = { $name } respondió, { $when }

## La página que comprueba una lista y funciona sola
check-lines-title = ¿Está entera esta lista?
check-lines-intro = Elige el archivo que guardaste. Esta página lo lee y comprueba cada línea.
check-lines-alone = Nada sale de este dispositivo. La página no necesita internet.
check-lines-choose = Tu archivo, o más de uno para compararlos
check-lines-key = La clave del servicio, si la tienes
check-lines-key-why = Está en la página donde guardas la lista. Lo mejor es una copia que apuntaste, o que alguien de fuera guarda por ti.
check-lines-lines = Lo que dice la lista
check-lines-names = Los nombres son los que escribió el servicio. No están probados. Todo lo demás, sí.
check-lines-more = Mostrar más
check-lines-someone = Alguien
check-lines-you = Tú
check-lines-opened = { $name } ({ $role }) abrió { $what }, { $purpose }.
check-lines-wrote = { $name } ({ $role }) escribió en tu registro: { $what }, { $purpose }.
check-lines-own-opened = Abriste { $what }.
check-lines-own-wrote = Escribiste en tu registro: { $what }.
check-lines-well = Esta lista está entera
check-lines-well-lines = Las { $count } líneas son como el servicio las firmó. Las firmó como parte de { $size } líneas sobre todas las personas de allí.
check-lines-well-older = Cada línea de tu archivo anterior sigue ahí y es la misma.
check-lines-well-seen = Otros { $count } también la firmaron. Esta página no comprueba esas firmas.
check-lines-well-key = Se firmó con la clave que diste.
check-lines-well-no-key = No diste ninguna clave, así que esta página usó la del archivo: { $key }. Compárala con una que hayas apuntado.
check-lines-well-not = Lo que esto no muestra: si alguien leyó tu registro sin dejar línea, esta página no puede verlo.
check-lines-took = Tardó { $seconds } segundos.
check-lines-wrong = Esta lista no está entera
check-lines-wrong-do = Guarda el archivo tal como está. Enséñaselo a alguien de confianza fuera del servicio, por ejemplo a quien te defiende.
check-lines-wrong-unreadable = Este archivo no se puede leer como una lista así. Puede ser otro archivo, o alguien lo cambió.
check-lines-wrong-key-wrong = La clave del archivo, o la que diste, no está escrita como una clave.
check-lines-wrong-other-key = Este archivo se firmó con otra clave que la que diste.
check-lines-wrong-signature = La firma no encaja. El archivo se cambió, o lo firmó otra persona.
check-lines-wrong-line = Al menos una línea se cambió, se movió o se inventó después de que el servicio firmara la lista.
check-lines-wrong-someone-else = Estas líneas no son todas de la misma persona.
check-lines-wrong-compare-key = Los archivos se firmaron con claves distintas.
check-lines-wrong-compare-fork = Los dos archivos no cuentan la misma historia. El servicio firmó los dos. Eso no debe pasar nunca.
check-lines-wrong-compare-gone = Una línea de tu archivo anterior falta en el nuevo, o no es la misma.
