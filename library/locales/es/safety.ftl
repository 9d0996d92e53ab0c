# El siguiente paso que pide una respuesta sobre seguridad: qué, quién, para cuándo.
safety-title = Siguiente paso
safety-open = { $what } { $who }, antes del { $when }.
safety-late = { $what } { $who }. Era para antes del { $when }, y nadie ha dicho nada todavía.
safety-taken = { $who } se ocupa antes del { $when }.
safety-taken-late = { $who } iba a ocuparse antes del { $when }. Nadie ha dicho que se hiciera.
safety-handed-over = { $what } Se pasó a la siguiente persona y la espera. Es para antes del { $when }.
safety-done = Hecho.
safety-tag-late = Con retraso
safety-step-anew = { $when }: una respuesta nueva lo pide otra vez. { $to }
safety-step-moved = { $when }, { $name }: cambiado. { $to }
safety-step-taken = { $when }, { $name }: { $to } hará esto.
safety-step-handed-over = { $when }, { $name }: pasado a otra persona.
safety-step-done = { $when }, { $name }: hecho.
safety-say-done = Qué se hizo
safety-keep-done = Está hecho
safety-hand-over = No puedo ocuparme
safety-hand-over-said = La siguiente persona del equipo sabe enseguida que algo espera; después, quien dirige el servicio. La persona lee lo que escribas aquí.
safety-say-hand-over = Lo que debería saber
safety-keep-hand-over = Pasarlo
safety-supervisor = Un siguiente paso para esta persona va con retraso. Habla con { $who }, por favor.
safety-counts-title = Siguientes pasos sobre seguridad
safety-counts-open = { $count ->
    [0] No hay ninguno abierto.
    [one] Hay uno abierto.
   *[other] Hay { $count } abiertos.
}
safety-counts-late = { $count ->
    [one] Uno va con retraso; era para { $since }.
   *[other] { $count } van con retraso; el primero era para { $since }.
}
safety-counts-damaged = { $count ->
    [one] Uno no se puede leer. Ejecuta attune verify.
   *[other] { $count } no se pueden leer. Ejecuta attune verify.
}
safety-counts-said = Cuántos y con cuánto retraso, y nada más: de quién son y de qué tratan es para quienes les atienden. Cada uno con retraso se ha llevado a la siguiente persona nombrada.
safety-mine = { $who } va a hablar contigo de esto antes del { $when }.
safety-mine-late = { $who } iba a hablar contigo de esto antes del { $when }, y no ha ocurrido. Se ha avisado a otra persona. Si necesitas a alguien ahora, no nos esperes.

## Respuestas en papel, cuando las palabras no están aquí
paper-numbered = Pregunta { $number }
paper-numbered-title = { $measure }, del papel
paper-numbered-said = Las palabras de esto no están aquí. Pon lo que se respondió en el papel que tienes delante, por sus números. Lo que no se preguntó queda abierto.
paper-numbered-link = Poner un resultado del papel: { $measure }

place-safety = Seguridad
