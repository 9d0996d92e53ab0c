# Llevarse el propio registro: cómo se llama cada entrada y sus partes.

taken-you = Tú
taken-session = Sesión
taken-with = Con
taken-minutes = Minutos
taken-place = Lugar
taken-plan = Lo que estaba previsto
taken-check-in = Preguntas después de una sesión
taken-mean = En conjunto, de 10
taken-noticed = Observado
taken-stands = Cómo está
taken-measure = { $called }
taken-measure-paper = { $called }, contestado en papel
taken-score = Puntuación: { $name }
taken-score-none = quedó demasiado sin contestar para decirlo
taken-only-me = Quién puede leerlo
taken-only-me-said = Solo tú
taken-signal = Algo para mirar: { $called }
taken-became = Qué pasó con ello
taken-plan-of-measures = Qué se te pregunta y cada cuánto
taken-every = { $days ->
    [one] cada día
   *[other] cada { $days } días
  }
taken-once = una vez
taken-paused = en pausa
taken-stopped = ya no se pregunta
