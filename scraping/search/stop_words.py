"""Words that say nothing of what a text is about, folded; those that only ask are among them."""

from __future__ import annotations

_SPANISH = """
a al algo alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos aqui asi
aun aunque bien cada como con cual cuales cualquier cuando cuanta cuantas cuanto cuantos de del
desde donde durante e el ella ellas ello ellos en entonces entre era eran eras eres es esa esas ese
eso esos esta estaba estaban estamos estan estar estas este esto estos estoy fue fueron fui ha haber
habia habian han has hasta hay he hemos hola i la las le les lo los mas me mi mia mias mientras mio
mios mis mucha muchas mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o
os otra otras otro otros para pero poca pocas poco pocos por porque pq pues que quien quienes se sea
sean segun ser sera seran si sido siempre sin sino sobre sois solo somos son soy su sus suya suyas
suyo suyos tal tales tambien tampoco tan tanto te teneis tenemos tener tengo ti tiene tienen tienes
toda todas todavia todo todos tu tus tuya tuyo u un una unas uno unos usted ustedes va vamos van vas
vosotros voy xq y ya yo q d k x favor gracias puedo puede pueden puedes podria hago hace hacen hacer
"""

_ENGLISH = """
a about above after again against all am an and any are aren as at be because been before being
below between both but by can cannot could couldn d did didn do does doesn doing don down during
each few for from further had hadn has hasn have haven having he her here hers herself him himself
his how i if in into is isn it its itself just ll m me more most my myself no nor not of off on once
only or other our ours ourselves out over own please re s same she should so some such t than that
the their theirs them themselves then there these they this those through to too under until up ve
very was we were what when where which while who whom why will with would you your yours yourself
hello hi get there
"""

_PORTUGUESE = """
a ainda algum alguma algumas alguns ao aos aquela aquelas aquele aqueles aquilo as ate cada com como
da das de dela delas dele deles depois do dos e ela elas ele eles em entre era eram essa essas esse
esses esta estao estas estava este estes estou eu foi foram ha isso isto ja lhe lhes mais mas me
mesmo meu meus minha minhas muito na nao nas nem no nos nos nossa nossas nosso nossos num numa o os
ou para pela pelas pelo pelos por porque pode posso qual quais quando quanto que quem sao se seja
sem ser sera seu seus so somos sou sua suas tambem te tem tenho ter teu teus tu tua tuas um uma umas
uns vai voce voces vos onde ola obrigado obrigada
"""

STOP_WORDS = {
    "es": frozenset(_SPANISH.split()),
    "en": frozenset(_ENGLISH.split()),
    "pt": frozenset(_PORTUGUESE.split()),
}
