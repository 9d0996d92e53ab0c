# El acuerdo de trabajo: lo escriben quien viene a terapia y su terapeuta, y lo firman los dos.

## Para quien viene a terapia
agreement-title = Nuestro acuerdo
agreement-you = Tú
agreement-by-you = ti
agreement-none = Todavía no rige ningún acuerdo.
agreement-about = Aquí tú y tu terapeuta escribís cómo trabajáis juntos. Lo escribís entre los dos. Lo que no esté claro puede quedar abierto.
agreement-in-force = La versión { $number } rige desde el { $when }. La firmasteis tú y { $name }.
agreement-not-yet = Todavía no
agreement-review-due = Queríais volver a mirarlo el { $when }. Sigue rigiendo. Puedes cambiarlo o solo hablarlo.
agreement-again-when = Cuándo mirarlo la próxima vez
agreement-again = Sigue valiendo. Firmar con este día
agreement-to-sign = { $name } escribió la versión { $number }
agreement-to-sign-said = Nada cambia si no la firmas tú también. No tienes por qué hacerlo. Cambiaría esto:
agreement-to-sign-first = Rige cuando tú también la firmes. No tienes por qué hacerlo. Puedes cambiarla antes.
agreement-sign = Estoy de acuerdo y firmo
agreement-change-first = Cambiarla y devolverla
agreement-waits = Firmaste la versión { $number } el { $when }. Tu terapeuta todavía no la ha firmado.
agreement-waits-said = Hasta entonces no cambia nada.
agreement-begin = Empezar nuestro acuerdo
agreement-edit = Cambiar nuestro acuerdo
agreement-versions = Qué cambió cada vez
agreement-versions-said = No se pierde nada. Cada una está al lado de la que regía antes.
agreement-back = Volver a nuestro acuerdo
agreement-send = Firmar y enviar
agreement-readers = Tu terapeuta puede leerlo cuando lo envíes. También quien acompaña su trabajo, y tu defensora o defensor. En una planta de hospital, también las enfermeras que te cuidan. Enviarlo es firmarlo. Rige cuando tu terapeuta también lo firme. Nadie lo lee mientras escribes.
agreement-begins = Empieza con la versión { $number }, tal como la escribió { $name }.
agreement-sent = Enviado, con tu firma. Rige cuando tu terapeuta también lo firme.
agreement-signed = Habéis firmado los dos. Este es ahora vuestro acuerdo.
agreement-same = Rige tal como está. No había nada nuevo que enviar.
agreement-newer = El acuerdo cambió mientras tenías abierta esta página. Todavía no se ha enviado nada, y lo que escribiste sigue aquí. Míralo otra vez y envíalo.
agreement-empty = Escribe al menos una línea, por favor. Todo lo demás puede quedar abierto.
agreement-beside = Yo lo veo de otra manera
agreement-beside-ask = Cómo lo ves
agreement-beside-hint = Queda al lado de esta parte. Tu terapeuta puede leerlo. No detiene nada. Déjalo vacío para retirar tus palabras.
agreement-beside-send = Ponerlo al lado
agreement-beside-kept = Guardado. Tus palabras están al lado de esa parte.
agreement-beside-gone = No hay palabras tuyas al lado de esa parte.
agreement-beside-yours = Tú lo ves de otra manera. Escribiste el { $when }:
agreement-beside-said = { $who } lo ve de otra manera ({ $when }):
agreement-version = Versión { $number }, de { $who }, { $when }
agreement-version-signed = Firmada por { $one } y, el { $when }, por { $other }.
agreement-version-waits = Firmada por { $one }. La otra parte todavía no ha firmado.
agreement-version-past = Firmada solo por { $one }. Nunca rigió.
agreement-waits-home = Una versión nueva de vuestro acuerdo te espera.
agreement-review-home = Queríais volver a mirar vuestro acuerdo.

## Lo que te llevas
agreement-taken = Acuerdo de trabajo, versión { $number }
agreement-taken-signed = Firmado
agreement-taken-beside = Al lado del acuerdo de trabajo: visto de otra manera
agreement-taken-by = Quién

## Para el equipo
agreement-link = Acuerdo de trabajo
agreement-staff-title = Acuerdo de trabajo
agreement-staff-none = No hay ninguna versión en vigor
agreement-staff-in-force = Versión { $number }, en vigor desde el { $when }, firmada por { $one } y { $other }
agreement-staff-review-due = La revisión tocaba el { $when }. El acuerdo sigue en vigor.
agreement-staff-again = Sigue valiendo: firmar y proponer este día
agreement-staff-to-sign-said = La versión anterior sigue en vigor hasta que firmes. Cambiaría esto:
agreement-staff-to-sign-first = Entra en vigor cuando tú también la firmes.
agreement-staff-sign = Firmarla
agreement-staff-waits = Versión { $number } de { $name }, { $when }: espera la firma de la clienta o del cliente
agreement-staff-waits-staff = Versión { $number } de { $name }, { $when }: espera la firma de la terapeuta o del terapeuta
agreement-staff-begin = Escribir juntos una primera versión
agreement-staff-propose = Proponer un cambio
agreement-staff-send = Firmar y proponer
agreement-staff-readers = La persona lo lee y decide. Enviarlo lo firma por tu parte. Hasta que también firme, sigue en vigor la versión anterior. Pueden leerlo su supervisora o supervisor, su defensora o defensor y, en una planta, las enfermeras.
agreement-staff-beside = Anotar otra opinión
agreement-staff-beside-hint = La persona lo lee al lado de esta parte. No detiene nada. Déjalo vacío para retirar tus palabras.
