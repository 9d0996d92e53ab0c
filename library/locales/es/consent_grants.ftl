# Quién puede ver qué: permitir, reservar, nombrar a alguien para quien no existo, y emergencias.

## Quién puede ver qué
who-title = Quién puede ver qué
who-intro = Todas las personas que ahora pueden abrir una parte de tu registro, y por qué. Aquí puedes cambiarlo. Lo que cambies vale en el acto, y a nadie se le dice que puede ver menos.
who-allow = Permitir a alguien
who-never = Nombrar a alguien que nunca debe verla
who-relation = Desde el { $since }: { $how }. Puede ver { $what }, { $purpose }.
who-lead = Dirige el servicio y puede ver { $what }, para decir quién trabaja contigo.
who-emergency = Abrió { $what } en una emergencia. Eso termina solo hoy a las { $until }.
who-by-role = También puede ver { $what }, porque lo permitiste a todas las personas de aquí que hacen ese trabajo.
who-allowed = Lo permitiste el { $since }: { $what }, { $purpose }, hasta el { $until }.
who-kept = No dejas que vea: { $what }.
who-keep = Reservar una parte
who-keep-for = Reservar una parte de mi registro para que { $name } no la vea
who-change = Cambiar
who-change-for = Cambiar lo que { $name } puede ver
who-end = Terminarlo ahora
who-end-for = Terminar ahora lo que { $name } puede ver
who-role-title = En tu equipo
who-every-ward-nurse = Todo el personal de enfermería de mi equipo
who-every-peer-supporter = Todas las personas de apoyo entre iguales de mi equipo
who-every-facilitator = Quienes llevan grupos en mi equipo
who-never-title = Para estas personas no existes aquí
who-never-words = No te encuentran, en ninguna lista ni en ninguna emergencia. No se les dice.
who-by-part = Lo mismo, parte por parte
who-nobody = nadie más que tú
who-process-notes = Un terapeuta puede tener notas propias, para pensar. Nadie más las lee, y no son parte de lo que ves aquí.
who-ended-title = Lo que permitiste antes
who-ended = { $name } pudo ver { $what }, desde el { $since } hasta el { $until }.
who-was-read = Qué se leyó
who-card-title = Un número para tu tarjeta
who-card-words = En una emergencia, un terapeuta o alguien de enfermería de aquí puede abrir tu plan de crisis con tu nombre de entrada o con este número. Puedes escribirlo en una tarjeta. No dice nada de ti, y por sí solo no abre nada.
who-seen = Quién ha visto mi registro

## Permitir a alguien
allow-title = Permitir que alguien vea una parte
allow-intro = Tú eliges a quién, qué y hasta cuándo. Después lo ves todo una vez más. Nada queda permitido antes de tu sí.
allow-whom = ¿A quién?
allow-whom-wrong = Elige a alguien, por favor. Para un juzgado tiene que ser una sola persona. Todavía no se ha permitido nada.
allow-parts = ¿Qué puede ver?
allow-parts-hint = Solo lo que elijas. Si trabaja contigo, también ve tu nombre y la vista breve de tu registro, para poder encontrarte.
allow-parts-wrong = Elige al menos una parte, por favor. Todavía no se ha permitido nada.
allow-days = ¿Hasta cuándo?
allow-days-7 = Una semana
allow-days-30 = 30 días
allow-days-90 = 90 días
allow-days-182 = Medio año
allow-days-365 = Un año
allow-more = Para un juzgado, o para que pase a otros
allow-court = Es para un juzgado o una autoridad, y para nada más
allow-pass-on = Puede pasarlo a otras personas
allow-look = Ver lo que verá
allow-stop = Dejarlo como está
allow-given = Guardado. Desde ahora puede verlo, y tú puedes terminarlo cuando quieras.
allow-ended = Ha terminado. Desde ahora no se abre nada con ese permiso.

## Antes del sí
check-title = ¿Es así?
check-changed = Esto no es lo que viste hace un momento: entretanto ha cambiado. No se ha permitido nada. Léelo otra vez, por favor.
check-intro = Todavía no se ha permitido nada.
check-sees = Verá
check-who = { $name } podrá ver { $what }, { $purpose }.
check-until = Termina solo el { $until }.
check-before-too = Es todo lo guardado en esas partes, también lo de antes de hoy. Lo que dijiste que es para una sola persona queda con esa persona.
check-look-only = Puede mirar. Con este permiso no puede escribir nada en tu registro.
check-not-on = No puede pasarlo a nadie.
check-pass-on = Puede pasarlo a otras personas. Entonces ya no estará solo aquí, y no podrás retirarlo.
check-court = Es para un juzgado o una autoridad, y para nada más.
check-end-any-time = Puedes terminarlo cuando quieras. Tu atención sigue igual, digas sí o no. Lo que haya leído hasta entonces lo sabrá.
check-yes = Sí, permitirlo
check-change = Cambiar algo
check-no = No, dejarlo como está

## Qué se leyó
ended-title = Qué se leyó
ended-says = { $name } pudo ver { $what }, desde el { $since } hasta el { $until }.
ended-nothing = No se abrió nada con ese permiso.
ended-was-read = Se abrió esto:
ended-read = { $name }: { $what }, { $day }, { $time }.
ended-remember = Lo que alguien ha leído puede recordarlo.
ended-more = Puede haber más de antes. Lo encuentras en «Quién ha visto mi registro».
ended-back = Volver a quién puede ver qué

## Reservar una parte
keep-title = Lo que { $name } no debe ver
keep-intro = Vale por encima de todo lo demás que pueda ver, también en una emergencia. No se le dice. Puede notar que falta algo.
keep-parts = Que no vea
keep-hint = Una página que muestra varias partes juntas queda cerrada entera si una de ellas está reservada. Si es quien te trata, puede ser la página con la que trabaja.
keep-yes = Que no vea esto
keep-kept = Guardado, y vale desde ahora.

## Alguien para quien no existo
never-title = Alguien que nunca debe verla
never-intro = Para esta persona no existirás aquí: en ninguna lista, en ninguna búsqueda y tampoco en una emergencia. Si ahora trabaja contigo, desde ese momento ya no puede ver nada.
never-quietly = No se le dice. Quien decide quién trabaja con quién solo oye que hay que elegir a otra persona. No tienes que decir por qué.
never-here = Alguien que trabaja aquí
never-name = O alguien que un día podría trabajar aquí: su nombre
never-name-hint = Como lo conozcas. Las mayúsculas, los acentos y el orden no importan; cada letra, sí. Si se puede escribir de dos maneras, añade las dos. Nadie aquí puede consultarlo.
never-yes = Nunca debe verla
never-nobody = Elige a alguien o escribe un nombre, por favor. Todavía no se ha cambiado nada.
never-kept = Guardado. Para esa persona no existes aquí.
never-full = No caben más nombres. Quita uno antes, por favor. No se ha perdido nada.
never-undo = Retirarlo
never-undo-for = Que { $name } pueda ver otra vez lo que su trabajo permite
never-undone = Se ha retirado.
never-may-be = { $name } trabaja aquí, { $how }. ¿Es esa persona?
never-is-them = Sí

## Una emergencia
emergency-title = Una emergencia
emergency-intro = Abre el nombre y el plan de crisis de alguien durante cuatro horas, aunque no trabajes con esa persona. Nada más, y no más tiempo.
emergency-told-to = Se le dice enseguida y puede leer tu motivo. Otra persona lo revisa en 72 horas.
emergency-whom = ¿De quién se trata?
emergency-whom-hint = Su nombre de entrada exacto, o el número de su tarjeta.
emergency-nobody = No se puede abrir a nadie con eso. Mira cómo está escrito. Si es urgente, pide ayuda ahora.
emergency-reason = ¿Por qué?
emergency-reason-danger = Está en peligro.
emergency-reason-danger-to-others = Otra persona está en peligro.
emergency-reason-they-asked = Lo pidió y no puede abrirlo por su cuenta.
emergency-reason-other = Otro motivo.
emergency-choose = Elige una opción, por favor.
emergency-own-words = Con tus palabras
emergency-own-words-hint = Qué pasó y para qué necesitas el plan. La persona lo leerá.
emergency-do = Abrirlo ahora
emergency-told = { $name } abrió tu nombre y tu plan de crisis el { $day }, { $time }. Dijo que era una emergencia.
emergency-due = Otra persona de aquí mira si estuvo bien, a más tardar el { $day }.
emergency-late = Otra persona de aquí tenía que revisarlo a más tardar el { $day }. No se ha hecho. Lo sentimos. Puedes preguntar a quien dirige el servicio.
emergency-found-right = { $name } lo revisó el { $day } y vio que estuvo bien.
emergency-found-not-right = { $name } lo revisó el { $day } y vio que no estuvo bien.

## Revisar emergencias
reviews-title = Emergencias
reviews-intro = Alguien abrió un plan de crisis sin otro derecho. Otra persona revisa cada caso en 72 horas.
reviews-none = No ha habido ninguna.
reviews-row = { $name }, { $day }, { $time }. { $reason }
reviews-due = Por revisar a más tardar: { $when }
reviews-was-due = Había que revisarlo a más tardar: { $when }
reviews-again = Se volvió a abrir antes de que nadie hubiera revisado la vez anterior.
reviews-done = { $name } lo revisó el { $day }
reviews-look = Leer el motivo
reviews-own = Fuiste tú. Lo revisa otra persona.
reviews-late = { $count ->
    [one] Una emergencia no se revisó a tiempo. A la persona se le ha dicho.
   *[other] { $count } emergencias no se revisaron a tiempo. A esas personas se les ha dicho.
}
reviews-figures = Los últimos 90 días
reviews-count = Emergencias
reviews-per-thousand = Por cada 1000 días de atención de alguien
reviews-in-time = Revisadas a tiempo, en porcentaje
reviews-none-yet = todavía no
reviews-one-title = Una emergencia, revisada
reviews-one-intro = La persona lee lo que encuentres, con tus palabras.
reviews-back = Todas las emergencias
reviews-found = ¿Estuvo bien abrirlo?
reviews-found-right = Sí
reviews-found-not-right = No
reviews-words = ¿Qué encontraste, y qué pasa ahora?
reviews-words-hint = La persona lo lee.
reviews-do = Guardar lo que encontré

## Para llevar
taken-permission = Un permiso que diste
taken-parts = Qué se podía ver
taken-purpose = Para qué
taken-from = Desde
taken-until = Hasta
taken-words = Con sus palabras
taken-found = Lo que encontró otra persona

## Where staff find them
place-emergency = Una emergencia
place-reviews = Emergencias
