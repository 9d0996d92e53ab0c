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
form-skipped = Saltada
form-choose-several = Elige todas las que encajen
form-which = { $number } de { $count }
form-add = Añadir otra
form-remove = Quitar esta
form-new = Nueva aquí
form-brought-up = Lo que dijiste trae alguna pregunta más. Está marcada con «Nueva aquí». Todavía no se ha enviado nada y tus respuestas siguen todas aquí.
form-unit = Unidad
form-not-known-yet = Aún no se sabe
form-from = { $first } o después
form-until = { $last } o antes
form-day = { $day } de { $month } de { $year }
form-month = { $month } de { $year }
form-places = { $count ->
    [0] Solo números enteros
    [one] Como mucho una cifra después de la coma
   *[other] Como mucho { $count } cifras después de la coma
}
form-try = Probar estas respuestas
form-preview = Estás probando este formulario. No se guarda nada.
form-tried = Qué resultó
form-trouble = No se pudo calcular { $question }: { $what }
form-change-none = No hay nada distinto de la anterior.
form-change-added = Nuevo
form-change-altered = Cambiado
form-change-removed = Quitado
form-change-before = Antes:
form-change-after = Ahora:
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
wrong-not-decimal = Escribe un número, como 3 o 3,5.
wrong-places = { $count ->
    [0] Escribe un número entero, como 3.
    [one] Escribe como mucho una cifra después de la coma, por favor.
   *[other] Escribe como mucho { $count } cifras después de la coma, por favor.
}
wrong-not-a-date = Escribe la fecha como año, mes y día, por ejemplo 2026-03-01.
wrong-not-a-date-and-time = Escribe una fecha y una hora, por ejemplo 2026-03-01T14:30.
wrong-not-a-time = Escribe una hora, por ejemplo 14:30.
wrong-too-early = Pon { $first } o después, por favor.
wrong-too-late = Pon { $last } o antes, por favor.
wrong-not-a-link = Escribe una dirección web, como https://example.org.
wrong-not-a-unit = Elige qué cuenta ese número, por favor.
wrong-too-few = Da al menos { $least }, por favor. Por ahora hay { $was }.
wrong-too-many = Da como mucho { $most }, por favor. Ahora hay { $was }.
wrong-not-together = Una de estas solo se puede elegir sola. Elige otra vez, por favor.
