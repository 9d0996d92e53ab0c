# Preguntas y respuestas.
form-skip = Saltar esta
form-skipped = Saltada. Está bien así.
form-not-answered = Sin responder
form-take-back = Retirar mi respuesta
form-yes = Sí
form-no = No
form-other = Con mis palabras
form-choose = Elige una
form-only-if = Solo si encaja: { $question }
form-at-least = { $least } o más
form-at-most = { $most } o menos
form-between = De { $least } a { $most }
form-longest = Hasta { $count } letras
form-of = { $value } de { $most }
form-send = Enviar
form-stop = Parar aquí y guardar mis palabras
form-some-wrong = { $count ->
    [one] Hay una respuesta que conviene mirar otra vez. Lo demás sigue aquí.
   *[other] Hay { $count } respuestas que conviene mirar otra vez. Lo demás sigue aquí.
}
wrong-missing = Responde a esta o marca «Saltar esta», por favor.
wrong-not-a-number = Escribe un número entero, por favor.
wrong-too-small = Elige { $least } o más, por favor.
wrong-too-large = Elige { $most } o menos, por favor.
wrong-not-an-option = Elige una de estas, por favor.
wrong-too-long = Es demasiado largo. Usa menos de { $count } letras, por favor.
wrong-not-understood = No pudimos leer esta respuesta. Dala otra vez, por favor.
wrong-not-here = Esto no es de las preguntas de aquí.
