# El segundo paso para entrar, confirmar otra vez quién eres, y las propias formas de entrar.
second-title = Un paso más
second-words = Quien trabaja aquí entra con dos cosas: la frase de paso y un código que solo esa persona tiene a mano.
second-code = Código
second-code-hint = Seis cifras de tu aplicación de códigos, o un código de tu hoja impresa.
second-do = Entrar
second-wrong = Ese código no ha funcionado. Cada código sirve una vez; espera al siguiente e inténtalo otra vez.
second-lost = Si perdiste las dos cosas, pide a quien dirige el servicio una nueva forma de entrar.
second-begin-title = Una segunda forma de entrar
second-begin-words = Quien trabaja aquí entra con dos cosas, para que una frase de paso que alguien vio no abra nada. Son dos minutos, una sola vez.
second-begin-one = Abre en tu teléfono una aplicación de códigos. Sirve cualquiera; si no tienes, pregunta en tu servicio cuál usar.
second-begin-two = Deja que lea esta imagen, o escribe las letras de debajo.
second-begin-three = Escribe las seis cifras que muestra.
second-begin-hint = Las seis cifras que tu aplicación muestra ahora.
second-begin-do = Hacerla mía
second-picture = Una imagen para la aplicación de códigos. Las letras de debajo dicen lo mismo.
second-by-hand = Para escribir a mano
again-title = ¿Sigues siendo tú?
again-words = Hubo una pausa, o lo que viene pide cuidado. No se ha perdido nada.
again-proof = Tu frase de paso, o un código
again-hint = La frase con la que entras, o seis cifras de tu aplicación de códigos.
again-do = Soy yo
again-wrong = No ha funcionado. Míralo e inténtalo otra vez. No se ha perdido nada.
ways-title = Cómo entras
ways-words = Además de tu frase de paso necesitas una de estas. Nadie más puede verlas ni usarlas.
ways-last = Esta es tu última segunda forma. Haz antes otra, y después quita esta.
ways-back = Volver
ways-back-here = Volver a cómo entras
ways-since = Desde { $day }
ways-totp = Aplicación de códigos
ways-totp-none = Ninguna.
ways-totp-begin = Añadir una aplicación
ways-totp-anew = Cambiar a otra
ways-forget-totp = Quitarla
ways-codes = Códigos impresos
ways-codes-none = Ninguno. Una hoja con diez códigos ayuda cuando el teléfono se pierde o se queda sin batería.
ways-codes-left = { $left ->
    [0] Todos los códigos de tu hoja están usados.
    [one] Queda un código de tu hoja.
   *[other] Quedan { $left } códigos de tu hoja.
}
ways-codes-do = Hacer una hoja nueva
codes-sheet-title = Notas
codes-sheet-words = Imprime esta página o apunta los códigos ahora: se muestran una vez y no se guardan en ningún sitio. Cada uno sirve una vez. La hoja anterior ya no sirve. Nada en el papel dice para qué es; guárdala donde solo mires tú.
