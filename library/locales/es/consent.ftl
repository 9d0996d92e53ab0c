# Quién ha visto mi registro. Palabras sencillas, sin códigos.
seen-title = Quién ha visto mi registro
seen-intro = Cuando alguien abre tu registro o escribe en él, antes queda aquí una línea. Puedes leer cada línea.
seen-may-title = Quién puede verlo ahora
seen-may-relation = { $name }, { $how }, desde el { $since }
seen-may-grant = { $name } puede ver { $what } hasta el { $until }. Tú lo permitiste.
seen-may-lead = Quien dirige el servicio puede ver tu nombre y quién trabaja contigo. Dice quién trabaja con quién.
seen-yours = Lo que puedes hacer con tu registro
seen-was-title = Quién lo ha visto
seen-none = Nada todavía.
seen-someone = Alguien
seen-earlier = Antes
seen-newest = Volver a lo más nuevo
seen-damaged = { $count ->
    [one] Una línea está dañada y no se puede leer. No está vacía. Avisa a tu servicio.
   *[other] { $count } líneas están dañadas y no se pueden leer. No están vacías. Avisa a tu servicio.
}
seen-list = { $first } y { $last }
seen-times = a las { $times }
seen-times-again = { $count } veces, a las { $times }
seen-times-many = { $count } veces, entre las { $first } y las { $last }
seen-who = { $name } ({ $how })
seen-opened = Abrió { $what }, { $purpose }, { $when }.
seen-wrote = Escribió en tu registro: { $what }, { $purpose }, { $when }.
seen-own-looked = { $count ->
    [one] Miraste tu propio registro una vez.
   *[other] Miraste tu propio registro { $count } veces.
}
seen-own-wrote = { $count ->
    [one] Escribiste en tu propio registro una vez: { $what }.
   *[other] Escribiste en tu propio registro { $count } veces: { $what }.
}

## Qué relación tiene conmigo
seen-who-relation-therapist = tu terapeuta
seen-who-relation-supervisor = quien supervisa a tu terapeuta
seen-who-relation-advocate = tu persona de apoyo
seen-who-relation-team = de tu equipo de atención

## Qué hace aquí
seen-role-client = en atención aquí
seen-role-therapist = terapeuta de aquí
seen-role-supervisor = quien supervisa aquí
seen-role-advocate = persona de apoyo de aquí
seen-role-peer-supporter = apoyo entre iguales de aquí
seen-role-facilitator = quien lleva grupos aquí
seen-role-ward-nurse = enfermería de planta de aquí
seen-role-service-lead = quien dirige el servicio
seen-role-administrator = quien mantiene la máquina en marcha

## Para qué
seen-purpose-own-record = para ver su propio registro
seen-purpose-treatment = para trabajar contigo
seen-purpose-caseload = para mirar la lista de personas con las que trabaja
seen-purpose-supervision = para pensar el trabajo contigo
seen-purpose-advocacy = para estar a tu lado
seen-purpose-assignment = para decir quién trabaja contigo
seen-purpose-emergency = en una emergencia
seen-purpose-proceedings = para un juzgado o una autoridad

## Con qué derecho
seen-basis-own = Es su propio registro.
seen-basis-relation-therapist = Puede, porque es tu terapeuta.
seen-basis-relation-supervisor = Puede, porque supervisa a tu terapeuta.
seen-basis-relation-advocate = Puede, porque es tu persona de apoyo.
seen-basis-relation-team = Puede, porque es de tu equipo de atención.
seen-basis-grant = Puede, porque tú lo permitiste.
seen-basis-break-glass = Pudo, porque dijo que era una emergencia.
seen-basis-duty = Puede, porque dirige el servicio.

## Las partes de un registro
seen-section-identity = tus datos personales
seen-section-overview = la vista corta de tu registro
seen-section-sessions = cuándo son tus sesiones
seen-section-check-ins = lo que dijiste después de las sesiones
seen-section-relationship = cómo trabajan juntos
seen-section-notes = las notas que puedes leer
seen-section-psychotherapy-notes = las notas propias de tu terapeuta
seen-section-messages = tus mensajes
seen-section-measures = tus cuestionarios
seen-section-work = tus planes
seen-section-circle = tu parte privada
seen-section-crisis-plan = tu plan de crisis
seen-section-ledger = quién ha visto tu registro
seen-section-consent = quién puede ver tu registro
seen-section-drafts = tus palabras a medio escribir
