# Primer arranque, las propias entradas, volver a entrar y marcharse. Palabras claras: quien lee puede tener miedo.

# Lo que alguien decide sobre su propia entrada.
trust-my-title = Entrada y seguridad
trust-my-words = Aquí decides cómo te reconoce este lugar y cómo lo reconoces tú.
trust-way-phrase = La frase que muestra que somos nosotros
trust-way-lock = Tu palabra para abrir
trust-way-call = Tu frase para el teléfono
trust-way-sign-ins = Dónde tienes la sesión abierta
trust-way-ways = Formas de entrar
trust-back-way = Ha perdido su forma de entrar
trust-place = Mi entrada
trust-way-passphrase = Cambiar tu frase de paso
trust-keep = Guardar
trust-kept = Guardado.

trust-phrase-title = Saber que somos nosotros
trust-phrase-words = Elige unas palabras que solo conozcáis tú y este lugar. Cada página verdadera de aquí las muestra después de entrar. Si una página se parece a esta y no las muestra, sal de ella.
trust-phrase-staff = Tu terapeuta y quien dirige el servicio pueden leerlas. Si alguien de aquí te llama, dice primero estas palabras. Si no las dice, cuelga y llama tú.
trust-phrase-hint = Algo que no diga nada de ti, como «tetera azul». Déjalo vacío para no tener ninguna.
trust-phrase-wrong = Usa de { $least } a { $most } letras, o déjalo vacío.
people-field-phrase = Las palabras que mostramos y decimos
trust-call-title = Si pierdes tu forma de entrar
trust-call-words = Elige una frase que dirás por teléfono cuando te devolvamos la llamada. Elige una que nadie que viva contigo pueda adivinar. La guardamos de forma que nadie pueda leerla, tampoco aquí.
trust-call-chosen = Ya has elegido una. Una nueva ocupa su lugar.
trust-call-none = Todavía no has elegido ninguna. Sin ella tendrías que venir en persona.
trust-call-hint = { $least } letras o más. Las mayúsculas y las comas no cuentan.
trust-call-wrong = Es demasiado corta. Usa { $least } letras o más.
trust-call-wrong-told = El { $when } alguien intentó conseguir una nueva entrada para ti y no sabía tu frase. No ha cambiado nada. Si no fuiste tú, díselo a tu servicio.
people-field-secret-phrase = Lo que dirás
trust-say-first = Si les llamas, di primero esto: { $phrase }

trust-lock-title = Tu palabra para abrir
trust-lock-words = Lo que es privado aquí se abre solo con esta palabra. Se cierra por sí solo a los cinco minutos y cuando miras a otro lado. Elige algo que escribas deprisa y que otros no sepan. Si la olvidas, tu servicio puede hacerte una nueva entrada, y tarda un día.
trust-lock-own = Tienes una palabra tuya.
trust-lock-none = Hasta que elijas una palabra, es tu frase de paso.
trust-lock-hint = { $least } letras o más. Las mayúsculas no importan. Después de cinco intentos fallidos se cierra la sesión y no se pierde nada.
trust-lock-wrong = Usa de { $least } a 64 letras.
people-field-unlock-word = Nueva palabra para abrir
trust-proof-hint = La que usas para entrar, para que nadie más cambie esto.
trust-proof-wrong = Esta no es tu frase de paso. Mírala e inténtalo otra vez.

trust-sign-ins-title = Dónde tienes la sesión abierta
trust-sign-ins-words = Cada una de estas puede abrir lo que tú puedes abrir. No guardamos lugares ni direcciones. Si no conoces alguna, ciérrala y cambia tu frase de paso.
trust-device-phone = Un teléfono
trust-device-tablet = Una tableta
trust-device-computer = Un ordenador
trust-device-unknown = Un dispositivo
trust-sign-in-this = { $device }, desde { $since }. Es la que usas ahora.
trust-sign-in-other = { $device }, desde { $since }
trust-sign-in-end = Cerrar
trust-sign-in-end-for = Cerrar: { $device }, desde { $since }
trust-sign-in-ended = Esa sesión está cerrada.
trust-sign-ins-end = Cerrar todas las demás
trust-sign-ins-ended = Todas las demás están cerradas.

trust-passphrase-title = Cambiar tu frase de paso
trust-passphrase-words = Al hacerlo se cierran todas tus otras sesiones. Esta se queda.
trust-passphrase-kept = Tu frase de paso ha cambiado. Todas tus otras sesiones están cerradas.
people-field-old-passphrase = La frase de paso que usas ahora
people-field-new-passphrase = La frase de paso nueva

# Encima de cada pantalla, mientras se hace una nueva entrada.
trust-above = { $who } empezó una nueva entrada para ti el { $began }. Desde el { $ready } se te puede entregar un código en persona. Si no lo has pedido, detenla ahora.
trust-above-nameless = Se empezó una nueva entrada para ti el { $began }. Desde el { $ready } se te puede entregar un código en persona. Si no lo has pedido, detenla ahora. Quién la empezó está en tu registro.
trust-above-stop = Detenerla
trust-stopped = Está detenida. Nadie consigue con ella una nueva entrada. Si no la pediste, díselo a tu servicio.

# Ayudar a alguien a volver a entrar.
trust-back-title = Una nueva entrada
trust-back-title-staff = Si ha perdido su forma de entrar, aquí puedes hacer una nueva.
trust-back-words = Para quien ha perdido su frase de paso. Tarda un día, para que pueda detenerla si no es quien la pide. Después otra persona, no tú, le entrega un código en persona. No lo envíes nunca.
trust-back-call = Le has devuelto la llamada
trust-back-call-words = Llama al número que conoces, no al que te llamó. Pide la frase que eligió para el teléfono y escribe lo que has oído.
trust-back-hint = Una frase equivocada queda anotada y se le dice a la persona.
trust-back-begin = Empezar
trust-back-wrong = Esta no es su frase. Ha quedado anotado, y se le dice que alguien lo intentó.
trust-back-no-phrase = No ha elegido ninguna frase para el teléfono. Quien dirige el servicio puede empezar cuando venga en persona.
trust-back-too-many = Demasiadas frases equivocadas hoy. Quien dirige el servicio puede empezar cuando venga en persona.
trust-back-here = Está aquí contigo
trust-back-here-words = Solo si conoces a la persona o has visto un papel con su foto. Puede leer que lo empezaste y cómo.
trust-back-here-begin = Empezar, está aquí
trust-back-goes-on = { $who } lo empezó el { $began }. Desde el { $ready } se puede entregar el código. Caduca el { $lapses }.
trust-back-needs-second = Para quien dirige el servicio, otra persona que lo dirija debe estar de acuerdo.
trust-back-another = Quien la empezó no entrega el código. Lo hace otra persona que lleve aquí una semana: si tiene terapeuta, entre su terapeuta y quien dirige el servicio; si no, otra persona que dirija el servicio. Con una sola persona no se puede hacer: que haya una segunda.
trust-back-too-new = Quien llegó hace menos de una semana no puede ser la segunda persona.
trust-back-stopped = La última fue detenida. Ved a la persona antes de volver a empezar.
trust-back-agree = Estoy de acuerdo
trust-back-hand-words = Haz el código cuando esté contigo.
trust-back-handed = Se hizo un código. Uno nuevo ocupa su lugar.
trust-back-hand = Hacer el código
trust-back-stop = Detenerla
people-field-heard = Lo que has oído
trust-code-title = Entrega esto ahora
trust-code-words = Se muestra una sola vez. Entrégalo en persona; no lo envíes ni lo leas por teléfono.
trust-code-where = La persona abre la página de entrada, elige «Me han dado un código» y escoge una frase de paso nueva.
trust-backs-title = Nuevas entradas
trust-backs-words = Todas las personas para quienes se está haciendo una nueva entrada.
trust-backs-row = { $who }, empezada el { $began }, lista desde el { $ready }
trust-backs-none = Nadie en este momento.
trust-set-in-link = Me han dado un código
trust-set-in-title = Volver a entrar
trust-set-in-words = Escribe tu nombre de entrada y el código que te entregaron, y elige una frase de paso nueva. Todo lo que estaba abierto antes se cierra.
trust-set-in-hint = Dieciséis letras y números. Los guiones y los espacios no importan.
trust-set-in-not-these = Este nombre y este código no van juntos, o se acabó el tiempo. Mira los dos e inténtalo otra vez. No ha cambiado nada.
trust-set-in-do = Volver a entrar
trust-set-in-back = Volver a la entrada
trust-set-in-done = Tu frase de paso nueva está guardada
trust-set-in-done-words = Entra ahora con ella. Nadie que supiera la anterior puede entrar ya. Si tenías una palabra para abrir, ahora es tu frase de paso nueva hasta que elijas otra.
people-field-set-in-code = El código

# Marcharse.
trust-staff-self = Eres tú. Otra persona que dirija el servicio puede hacer una nueva entrada para ti o poner fin a tu trabajo aquí.
trust-gone = Su trabajo aquí terminó el { $until }. No puede entrar.
trust-leave-title = Poner fin a su trabajo aquí
trust-leave-words = Se cierran a la vez todas sus sesiones y no puede volver a entrar. Quienes trabajan con esta persona necesitarán a alguien más. Su nombre se queda en lo que escribió y abrió.
trust-leave-hint = Escribe su nombre como está arriba, para que sea la persona correcta.
trust-leave-do = Poner fin a su trabajo aquí
trust-leave-last = Es la última persona que dirige el servicio. Admite antes a otra.
people-field-sure = Su nombre
trust-left-title = { $name } ya no trabaja aquí
trust-left-words = Se cerraron todas sus sesiones y su puerta. Estas personas trabajaban con ella y necesitan a alguien ahora:
trust-left-nobody = No trabajaba con nadie.
trust-left-another = { $count ->
    [one] De una persona más debe ocuparse otra persona que dirija el servicio.
   *[other] De { $count } personas más debe ocuparse otra persona que dirija el servicio.
}

# El primer arranque.
trust-run-words = Prepara este servicio paso a paso. Puedes parar cuando quieras y seguir más tarde en este navegador.
trust-run-step = Paso { $n } de { $all }
trust-run-on = Seguir
trust-run-held = Alguien está preparando este servicio en otro navegador. Si no eres tú, para Attune y arráncalo otra vez: el código nuevo toma el relevo.
trust-run-too-many = Demasiados intentos. Espera unos minutos.
trust-run-service = Cómo se llama este servicio
trust-run-service-words = Abrirán esta página personas que temen a alguien en casa. Lo que se ve en una pestaña y adonde lleva Salir no debe decir nada de atención.
people-field-service = Nombre del servicio
trust-run-hint-service = Se muestra dentro, a quienes han entrado.
trust-run-wrong-service = Escribe un nombre de hasta 80 letras.
people-field-title = Título neutro
trust-run-hint-title = Lo que se ve en la pestaña del navegador. Algo cotidiano, como «Mi página».
trust-run-wrong-title = Escribe un título de hasta 40 letras.
people-field-exit = Adónde lleva Salir
trust-run-hint-exit = La dirección de un sitio cotidiano, como el tiempo. Empieza por https://
trust-run-wrong-exit = Debe ser una dirección que empiece por https://, sin signos especiales.
people-field-zone = Zona horaria
trust-run-hint-zone = Como Europe/Madrid o America/Bogota.
trust-run-wrong-zone = No existe esa zona horaria. Escríbela como Continente/Ciudad, en inglés.
trust-run-key = Dónde está la clave raíz
trust-run-key-words = Una clave abre todo lo que se guarda aquí. Sin ella nadie lee una palabra, y nadie podrá ayudarte nunca a leerla.
trust-run-key-file = Está en este archivo: { $place }. Quien copie ese archivo y los datos puede leerlo todo. Guarda una copia donde no estén ni esta máquina ni tus copias de seguridad.
trust-run-key-passphrase = Se hace con una frase de paso que alguien escribe cada vez que arranca el servicio. No está escrita en ningún sitio, salvo que la escribas tú. Sin ella nadie puede arrancar el servicio.
trust-run-key-command = Un programa la da cada vez que arranca el servicio. Quien pueda usar ese programa y tenga los datos puede leerlo todo.
trust-run-key-memory = Se hace de nuevo en cada arranque y no se guarda nada. Es para probar, nunca para personas de verdad.
trust-run-key-lost = El paso siguiente hace las partes de recuperación: hojas de papel que juntas abren el servicio si se pierde la clave.
trust-run-key-read = Lo he leído
trust-run-shares = Partes de recuperación
trust-run-shares-words = Cada parte es una hoja de papel. Una hoja sola no abre nada. Suficientes juntas, y los datos, lo abren todo.
trust-run-shares-who = Da cada una a una persona o un lugar distinto: quien dirige, una caja fuerte, un notario. Quien cuida la máquina no debería tener suficientes.
people-field-shares = Cuántas
trust-run-shares-of = { $all } hojas, { $need } cualesquiera lo abren
trust-run-shares-make = Hacer las partes
trust-run-printed = Imprímelas ahora
trust-run-printed-words = Se muestran una sola vez y no se guardan en ningún sitio. Imprime esta página o copia cada línea a mano. Las hojas hechas antes ya no abren nada; destrúyelas.
trust-share-title = Hoja { $n }
trust-share-sheet = Guárdala donde solo tú la encuentres. No digas a nadie que la tienes, salvo a quienes lo acordaron contigo.
trust-run-printed-on = Las tengo en papel
trust-run-rehearsal = Pruébalas ahora
trust-run-rehearsal-words = Escribe { $need } de las hojas, leyéndolas del papel. La preparación sigue cuando hayan abierto este servicio.
people-field-share-1 = Una hoja
people-field-share-2 = Otra hoja
people-field-share-3 = Una tercera hoja
trust-run-rehearsal-do = Probarlas
trust-run-again = Hacer partes nuevas
trust-run-share-wrong = Esta línea no es como se imprimió. Mírala letra por letra.
trust-run-shares-wrong = Estas no abren juntas este servicio. ¿Son hojas distintas, y todas del último juego?
trust-run-rehearsed = Las partes abrieron este servicio. Pon cada una en su sitio, hoy.
trust-run-notes = Quién puede abrir las notas de proceso
trust-run-notes-words = Los terapeutas pueden tener notas propias junto al registro. Eliges una vez cómo se cierran.
trust-run-notes-author-words = Solo con el secreto de quien las escribe: nadie más las lee, ni con la clave raíz ni con la orden de un juez a esta máquina. Si olvida el secreto o se marcha, las notas se pierden para siempre.
trust-run-notes-service-words = También con la clave raíz: un secreto perdido no pierde nada. Quien tenga la clave raíz puede leerlas.
people-field-notes = Cerradas
trust-run-notes-service = También con la clave raíz
trust-run-notes-author = Solo con el secreto de quien las escribe
trust-run-lead = La primera persona que dirige el servicio
trust-run-lead-words = Al guardar esto habrás entrado, y la página siguiente prepara tu segunda forma de entrar: todas las personas que trabajan aquí tienen una.
