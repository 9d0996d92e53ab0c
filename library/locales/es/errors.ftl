# Cuando algo no funcionó. Primero qué pasó, luego qué hacer.
error-not-found-title = Aquí no hay nada
error-not-found-words = Puede que la página se haya movido o que no sea para esta entrada. Puedes volver al inicio.
error-too-large-title = Es más de lo que podemos recibir de una vez
error-too-large-words = No se guardó. Hazlo más corto o envíalo en dos partes.
error-too-many-title = Demasiados intentos por ahora
error-too-many-words = Espera unos minutos y vuelve a probar. No se ha avisado a nadie y nada queda bloqueado para siempre.
error-not-understood-title = No pudimos leer eso
error-not-understood-words = No se guardó. Vuelve atrás e inténtalo de nuevo.
error-older-title = Esta página es de antes
error-older-words = Algo ha cambiado desde que la abriste. No se envió. Ábrela de nuevo, por favor.
error-fault-title = Algo falló de nuestro lado
error-fault-words = No es por nada que hayas hecho. Puede que lo último que enviaste no se haya guardado. Inténtalo otra vez o da este número a tu servicio: { $number }
error-not-saving-title = Ahora mismo no podemos guardar
error-not-saving-words = Puedes seguir leyendo todo. Lo que acabas de escribir no se guardó. Guarda una copia si puedes y prueba más tarde.
error-damaged-title = Parte de este registro está dañada
error-damaged-words = Está aquí, pero no se puede leer. No está vacía. Avisa a quien cuida del servicio y da este número: { $number }
error-to-start = Ir al inicio
