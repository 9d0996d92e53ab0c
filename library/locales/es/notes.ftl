# Las notas de proceso de cada terapeuta: la palabra que las abre, las notas y lo que se dice de ellas.

notes-title = Notas de proceso
notes-way = Mis notas de proceso
notes-kicker = Aparte del expediente, solo para ti

## La palabra
notes-word = Tu palabra de las notas
notes-word-new = Una palabra nueva para las notas
notes-word-again = La misma palabra otra vez
notes-word-hint = Al menos { $least } letras; pueden ser varias palabras. No la frase con la que entras.
notes-open-title = Abrir tus notas de proceso
notes-open-said = Siguen abiertas mientras las usas y se cierran diez minutos después de la última vez, o cuando sales.
notes-open-do = Abrir
notes-begin-title = Una palabra para tus notas de proceso
notes-begin-said = Las notas de proceso son tus propios apuntes sobre una sesión. Se guardan aparte del expediente, bajo una palabra que solo tú conoces. La eliges una vez, para todos tus clientes.
notes-begin-who = Aquí nadie más las lee: ni tu cliente, ni tus colegas, ni quien te supervisa, ni en una emergencia. No están en ninguna copia que tu cliente se lleve. La lista de accesos de tu cliente dice que abriste tus notas, nunca lo que dicen.
notes-begin-blind = Este servicio no se guarda ninguna entrada propia. Si olvidas la palabra, o te vas sin dejarla, lo que escribiste se pierde para siempre. Nadie puede recuperarlo.
notes-begin-both = Este servicio se guarda una entrada propia: si olvidas la palabra, no se pierde nada. Quien tenga la clave raíz del servicio podría leerlas.
notes-begin-do = Quedarme con esta palabra
notes-change-title = Cambiar tu palabra de las notas
notes-change-said = Lo que has escrito se seguirá leyendo, con la palabra nueva.
notes-change-do = Cambiarla
notes-change-done = Tu palabra de las notas está cambiada.
notes-lost-way = Olvidé mi palabra
notes-lost-title = Si olvidaste tu palabra de las notas
notes-lost-blind = Lo que escribiste con la palabra olvidada ya no se puede abrir, ni tú ni nadie. Si quizá la recuerdes, espera y prueba más tarde. Con una palabra nueva empiezas de nuevo; las notas antiguas se quedan en su sitio, cerradas.
notes-lost-both = Este servicio se guarda una entrada propia. Eliges una palabra nueva, y lo que has escrito se abre con ella.
notes-lost-do = Elegir esta palabra nueva
notes-lost-done = Empiezas de nuevo con esta palabra. Lo que se escribió con la anterior sigue cerrado.
notes-wrong-word = Esta no es tu palabra de las notas. Prueba otra vez, por favor.
notes-wrong-many = Se ha fallado demasiadas veces. Espera diez minutos y prueba otra vez. No se pierde nada.
notes-wrong-short = Usa al menos { $least } letras, por favor.
notes-wrong-long = Es demasiado larga. Usa como mucho 200 letras, por favor.
notes-wrong-differ = No son iguales. Escribe las dos otra vez, por favor.
notes-wrong-closed = Tus notas se cerraron mientras escribías. Lo que escribiste sigue aquí. Escribe tu palabra de las notas para guardarlo.

## Las notas
notes-new = Escribir una nota
notes-new-title = Una nota de proceso
notes-new-said = Hasta que la guardes, no queda nada de ella en ningún sitio más que en esta página.
notes-words = Nota
notes-save = Guardar
notes-close = Cerrar las notas
notes-none = No hay notas de proceso tuyas sobre este cliente.
notes-closed = { $count ->
    [one] Una nota está cerrada: se escribió con una palabra que se olvidó. Ya no se puede abrir.
   *[other] { $count } notas están cerradas: se escribieron con una palabra que se olvidó. Ya no se pueden abrir.
}
notes-damaged = { $count ->
    [one] Una nota está dañada y no se abre. Díselo a quien cuida de este servicio; no se ha borrado nada.
   *[other] { $count } notas están dañadas y no se abren. Díselo a quien cuida de este servicio; no se ha borrado nada.
}
notes-apart = La medicación, las horas y los tipos de sesión, los resultados, los diagnósticos, los planes y el progreso van en el expediente, donde tu cliente puede leerlos.
notes-amend = Corregirla
notes-amend-title = Corregir una nota
notes-amend-said = Lo que decía antes se queda al lado.
notes-before = Lo que decía antes
notes-newer = Esta nota se cambió mientras tenías abierta la página. Lo que escribiste sigue aquí. Mira la nota y guarda otra vez.
