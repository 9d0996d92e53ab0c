# El trabajo de la persona: palabras que comparten todas las herramientas.
work-readers = Al final tú eliges: enviarlo a { $name } o quedártelo. Nadie lo lee mientras escribes.
work-readers-nobody = Al final tú eliges: enviarlo o quedártelo. Ahora mismo nadie es tu terapeuta aquí. Si lo envías, podrá leerlo quien te atienda después. Nadie lo lee mientras escribes.
work-send = Enviar a { $name }
work-send-nobody = Enviarlo
work-keep = Quedármelo
work-only-you = Solo tú puedes ver esto.
work-seen-by = { $name } puede ver esto.
work-seen-by-nobody = Quien te atienda puede ver esto.
work-share = Enviarlo a { $name } después de todo
work-share-nobody = Enviarlo después de todo
work-take-back = Quedármelo otra vez
work-own-words = Con tus propias palabras
work-title = Mi trabajo
work-staff = El trabajo
work-nothing-shared = { $name } todavía no ha enviado nada de aquí.
work-damaged = Una parte de esto no se pudo abrir. No se ha perdido nada más. Díselo a alguien del equipo.
