# Sesiones.
session-plan-title = Planear una sesión
session-plan-lead = La persona atendida la ve en su primera pantalla: cuándo, dónde, cuánto dura y qué haréis.
session-day = Día
session-time = Hora
session-minutes = Cuántos minutos
session-place = Dónde
session-plan = Lo que haréis (puedes dejarlo vacío)
session-plan-keep = Planearla
session-wrong-when = Indica un día y una hora, por favor.
session-wrong-past = Esa hora ya pasó. Indica una que esté por venir, por favor.
session-wrong-overlaps = Ya hay una sesión a esa hora. Indica otra, por favor.
session-wrong-length = Indica entre 10 y 240 minutos, por favor.
session-wrong-elsewhere = Tienes otra sesión a esa hora. Da otra, por favor.
