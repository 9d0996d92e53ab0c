# Los gráficos en palabras.
chart-table = Ver los números
chart-when = Cuándo
chart-value = Respuesta
chart-not-answered = Sin responder
chart-usual = Lo habitual en ti
chart-usual-theirs = Lo habitual
chart-point = { $when }: { $value }
chart-point-open = { $when }: sin responder
chart-happened = Qué pasó
chart-event = { $when }: { $words }
