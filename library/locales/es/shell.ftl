# Lo que rodea a cada pantalla. Palabras sencillas.
exit = Salir
exit-hint = Sale de esta página enseguida. También puedes pulsar Mayús tres veces.
skip-to-screen = Ir a la página
back = Volver
places = Lugares
place-today = Hoy
place-my-record = Mi registro
saved = Guardado
not-saved = Aún no se ha guardado. Tus palabras siguen en esta página.
not-sent = Eso no nos llegó. Tus palabras siguen aquí. Inténtalo otra vez, por favor.
working = Un momento
staff-places = Secciones
sign-out = Cerrar sesión
