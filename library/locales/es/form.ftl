# Preguntas y respuestas.
form-skip = Saltar esta
form-not-answered = Sin responder
form-take-back = Retirar mi respuesta
form-yes = Sí
form-no = No
form-other = Con mis palabras
form-choose = Elige una
form-only-if = Solo si encaja con lo que dijiste en «{ $question }»
form-least = { $least } o más
form-most = { $most } o menos
form-between = De { $least } a { $most }
form-longest = Hasta { $count } letras
form-of = { $value } de { $most }
form-send = Enviar
form-stop = Parar aquí y guardar mis palabras
form-some-wrong = { $count ->
    [one] Hay una respuesta que conviene mirar otra vez. Lo demás sigue aquí.
   *[other] Hay { $count } respuestas que conviene mirar otra vez. Lo demás sigue aquí.
}
wrong-required = Responde a esta o marca «Saltar esta», por favor.
wrong-not-yes-or-no = Elige sí o no, por favor.
wrong-not-a-number = Escribe un número entero, como 3.
wrong-too-low = Pon { $least } o más, por favor.
wrong-too-high = Pon { $most } o menos, por favor.
wrong-between-places = Pon { $least }, o sube desde ahí de { $step } en { $step }.
wrong-not-an-option = Elige una de estas, por favor.
wrong-too-long = Tiene { $was } letras. Déjalo en { $most }, por favor. No se ha cortado nada.
wrong-one-line = Escríbelo en una sola línea, por favor.
wrong-not-text = Hay signos que no podemos guardar. Escríbelo otra vez, por favor.
wrong-twice = Llegaron dos respuestas. Elige una, por favor.
wrong-another-kind = No pudimos leer esta respuesta. Dala otra vez, por favor.
