# Lo que cualquiera puede ver, antes de abrir nada. Aquí nada dice de qué se trata.
cover-title = Hoy
cover-next = Lo que viene
cover-none = No hay nada pendiente.
cover-damaged = Ahora mismo algo de aquí no se puede leer. Sigue aquí y no está vacío.
cover-practical = Conviene saber
cover-calm = Unos minutos de calma
cover-urgent = Si algo no puede esperar
cover-urgent-anywhere = Llama al número de emergencias del país en el que estás.
cover-open = Abrir lo demás
