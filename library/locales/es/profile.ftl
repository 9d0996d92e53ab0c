# Tres partes de la vida que el daño de otros puede tocar, y cómo cambia cada una.
profile-title = Confianza y cercanía
profile-about = El daño que hacen otras personas puede tocar tres partes de la vida. Aquí ves cada una, a partir de lo que respondiste. No hay un total y nadie te pone nota.
profile-others = Confianza en los demás
profile-others-about = Si confías en la gente, y estar en guardia.
profile-oneself = Confianza en mí
profile-oneself-about = Lo que crees de ti, y la culpa.
profile-closeness = Sentir y estar cerca
profile-closeness-about = Sentirte sin sentir, lejos de los demás o cerca de ellos.
profile-nothing-yet = Aquí todavía no hay nada. Cuando respondas preguntas que hablan de esto, aparecerán aquí.
profile-not-a-test = Esto es una manera de mirar respuestas sueltas. No es una prueba y no dice nada de ti como persona.
profile-light = pesa lo mínimo
profile-heavy = pesa lo máximo
profile-rests-on = De tus respuestas a: { $called }
profile-part-trust = Confiar en la gente
profile-part-guard = Estar en guardia
profile-part-beliefs = Creencias duras y culpa
profile-part-worth = Cómo te ves
profile-part-far = Sin sentir y lejos
profile-seen-once-own = { $part }: respondiste una vez. Hace falta más para ver cómo cambia.
profile-seen-same-own = { $part }: más o menos como la primera vez, en { $count } veces.
profile-seen-lighter-own = { $part }: pesa menos que la primera vez, en { $count } veces.
profile-seen-heavier-own = { $part }: pesa más que la primera vez, en { $count } veces. Quizá valga la pena hablarlo.
profile-own-title = Tus propias preguntas
profile-own-none = Puedes escribir hasta tres preguntas tuyas. Pueden ser sobre lo que te importe aquí.
profile-own-write = Escribir una pregunta mía
profile-own-seen = La última vez dijiste { $value } de 10. Has respondido { $count ->
    [one] una vez
   *[other] { $count } veces
    }.
profile-ask-about = Una cosa que quieras ir mirando. La respondes de 0 a 10, cuando quieras.
profile-ask-asks = Tu pregunta
profile-ask-low = Qué significa 0
profile-ask-high = Qué significa 10
profile-ask-domain = ¿Dónde va?
profile-ask-domain-wrong = Elige una de las tres. No se ha perdido nada más.
profile-asked = Tu pregunta ya está aquí.
profile-answered = Guardado.
profile-not-answered = No se eligió nada, así que no se guardó nada. Está bien así.
profile-changed = Hecho.
profile-full = Ya hay tres preguntas. Puedes apartar una primero. Tus palabras siguen aquí.
profile-away = Apartar
profile-away-title = Preguntas que apartaste
profile-bring-back = Recuperarla
profile-all = Las tres partes
profile-date-session = Una sesión
profile-date-agreement = Firmasteis los dos
profile-date-boundary = Se puso un límite
profile-date-broken = No se cumplió una promesa
profile-date-mended = Se reparó una promesa
profile-date-rupture = Algo se sintió mal
profile-date-repaired = Se cerró una reparación

## Taken along
profile-taken = Pregunta propia: { $asks }
profile-taken-low = 0 significa
profile-taken-high = 10 significa

## For staff
profile-staff-title = Perfil
profile-staff-about = Tres ámbitos, de lo que te enviaron. Cada línea se ciñe a un cuestionario. Lo que falta, falta.
profile-staff-nothing = No se envió nada que hable de esto.
profile-staff-write = Una pregunta con sus palabras
profile-staff-write-about = Escrita con la persona en la sesión. La responde cuando quiere y elige cada vez quién la lee.
profile-staff-keep = Guardar esta pregunta
profile-full-staff = Ya hay tres preguntas. Aparta una primero.
profile-seen-once-theirs = { $part }: respondido una vez.
profile-seen-same-theirs = { $part }: a menos de 10 puntos de la primera vez, en { $count } veces.
profile-seen-lighter-theirs = { $part }: al menos 10 puntos menos que la primera vez, en { $count } veces.
profile-seen-heavier-theirs = { $part }: al menos 10 puntos más que la primera vez, en { $count } veces.
