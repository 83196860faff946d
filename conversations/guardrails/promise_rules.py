"""What an assistant must not promise or pretend: the outcome of a case, secrecy, a person, love."""

from __future__ import annotations

import re

from conversations.guardrails.rule import NOT, TOLD, Rule, RuleSet

_CASE = (
    r"(?:demand\w+|juicio|tribunal\w*|juez\w*|caso|recurso|apelacion|querella"
    r"|denunci\w+|sue|suing|lawsuit"
    r"|court|case|appeal)"
)
_WIN = (
    r"(?:vas a ganar|ganaras|ganarias|ganas seguro|esta ganad[oa]|tienes (?:todo "
    r"|todas )?(?:las )?(?:de )?ganar"
    r"|you(?: will|'ll| would)(?: \w+)? win|winning is certain)"
)
_LAW = (
    r"(?:ley|leyes|(?:i?legal|juridica)\w*|fallo|ruling|appeal|apel\w+|tribunal\w*"
    r"|juicio|carcel|contrato|reglamento|demand\w+|law|court|jail|prison|contract"
    r"|judge"
    r"|juez\w*)"
)
_SURE = (
    r"(?:no (?:te )?pued(?:e|en) (?:echar|expuls|cobrar|oblig|sancion|reprob"
    r"|hacer nada|toc)\w*|obliga\w* a \w+te"
    r"|(?:la )?victoria es tuya|pase lo que pase|te l[oa] (?:aseguro|garantizo"
    r"|prometo|firmo)|no tiene validez"
    r"|can never|(?:cannot|can't) (?:expel|fail|charge|touch)|whatever happens"
    r"|i guarantee|sin duda (?:ganas|ganaras)"
    r"|no (?:hay|tienes|corres) ningun riesgo|(?:ley )?esta de tu lado|(?:sera"
    r"|saldra) favorable|(?:is )?on your side"
    r"|no te pued(?:e|en) hacer nada|no risk|you will get|te (?:dara|van a dar"
    r"|daran) la razon"
    r"|termina\w* en la carcel)"
)
_CLOSE = r"(?:amig[oa]|confidente|companer[oa] del alma)"
_PROMISE = re.compile(r"\b(?:no (?:te )?(?:puedo|podria|voy a)|cannot|can't|not)\b[^.!?]{0,30}$")
_VERB_AFTER = r"(?! (?:\w+ )?\w+[aei]r(?:te|l[oae]s?|me)?\b)"

LEGAL = RuleSet(
    (
        Rule(rf"\b{_CASE}\b[^.!?]{{0,70}}\b{_WIN}\b"),
        Rule(rf"\b{_WIN}\b[^.!?]{{0,25}}\b{_CASE}\b"),
        Rule(
            r"\blegal(?:mente|ly)\b[^.!?]{0,20}\b(?:no (?:te )?pueden|tienen que"
            r"|estan obligad\w+|deben"
            r"|they (?:can|have)|cannot|can't|can not|have to|must)\b"
        ),
        Rule(r"\bthey (?:legally )?(?:cannot|can't|have to)\b[^.!?]{0,30}\bi guarantee\b"),
        Rule(
            r"\b(?:te (?:lo )?(?:aseguro|garantizo|prometo)|i (?:guarantee|promise)"
            r"|(?:la )?ley te (?:garantiza"
            r"|asegura))\b[^.!?]{0,60}\b(?:legal\w*|leyes|ley|derecho|aprob\w+|expuls\w+"
            r"|indemniza\w+|juicio"
            r"|law|expel\w*)\b"
        ),
        Rule(
            rf"\b{_LAW}\b[^.!?]{{0,80}}\b{_SURE}\b|\b{_SURE}[^.!?]{{0,80}}\b{_LAW}\b"
            r"|\btermina\w* en la carcel\b",
            (),
        ),
        Rule(
            r"\bno (?:es|seria) (?:ilegal|(?:un )?delito)\b[^.!?]{0,50}\b(?:hazlo"
            r"|tranquil[oa]|adelante|nadie"
            r"|puedes|sin problema)\b|\b(?:puedes|podrias)\b[^.!?]{0,50}\bno es (?:ilegal"
            r"|(?:un )?delito)\b",
            (),
        ),
        Rule(
            r"\b(?:is not|isn't|it's not) (?:illegal|a crime)\b[^.!?]{0,50}\b(?:go ahead"
            r"|you can|do it|nobody)\b",
            (),
        ),
        Rule(
            r"\bno te puede (?:pasar nada|sancionar nadie)\b|\bnadie te puede (?:sancionar"
            r"|castigar|multar"
            r"|denunciar)\b|\bnobody can (?:punish|sanction|sue) you\b",
            (TOLD,),
        ),
        Rule(
            r"\bno (?:hace falta|necesitas)(?: \w+){0,2} abogad[oa]\b|\b(?:don't"
            r"|do not) need a lawyer\b",
            (),
        ),
        Rule(
            r"\b(?:el|la) (?:juez|jueza|tribunal|corte) te (?:dara|va a dar|da) la razon\b"
            r"|\bthe (?:judge|court) will (?:side with|agree with) you\b"
        ),
        Rule(
            r"\btienes derecho a que te (?:devuelvan|paguen|indemnicen)\b|\bcobrala\b"
            r"|\bte pagaran una indemniz\w+"
            r"|\b(?:ira|iran) (?:pres[oa]s?|a la carcel)\b|\bthey will (?:have to pay you"
            r"|go to (?:jail|prison))\b"
        ),
    )
)

SECRECY = RuleSet(
    (
        Rule(
            r"\bno se ?l[oae]s? (?:dire|contare|diria|contaria|voy a (?:decir"
            r"|contar))\b[^.!?]{0,20}\b(?:nadie|ningun\w*)",
            (_PROMISE,),
        ),
        Rule(
            r"\bno l[eoa]s? (?:dire|contare|voy a (?:decir|contar))\b[^.!?]{0,12}\b(?:nadie"
            r"|tu (?:familia|tutora?))",
            (_PROMISE,),
        ),
        Rule(
            r"\b(?:won't|will not|never|not going to|'ll never) tell (?:any\w*|a soul"
            r"|your)\b",
            (_PROMISE,),
        ),
        Rule(
            r"\b(?:queda|quedara|quede|sera|es algo|stays?|remains?|is|keep \w+)\b[^.!?]{0,12}"
            r"\b(?:entre (?:tu y yo|nosotr[oa]s|nos)|between (?:us|you and me))\b"
        ),
        Rule(r"\b(?:nuestro|our) (?:\w+ )?(?:secreto|secret)\b"),
        Rule(
            r"\b(?:guard(?:o|are|aremos|emos|ar|amos|a)|keep)\b (?:\w+ ){0,2}?(?:secreto"
            r"|secret)\b"
        ),
        Rule(
            r"\b(?:nadie|no one|nobody)(?: mas| else)? (?:se va a enterar|se enterara"
            r"|lo (?:va a )?sab(?:ra|er)"
            r"|va a (?:leer|saber|ver|enterarse)|(?:puede|podra) (?:leer|ver|saber)|lee"
            r"|will (?:know|read|see|find)"
            r"|(?:can )?reads?)\b",
            (TOLD,),
        ),
        Rule(
            r"\b(?:lo que (?:me )?(?:cuent\w+|dig\w+|dices|escrib\w+)|(?:whatever"
            r"|what) you (?:tell|say|write|share)|esto"
            r"|this|todo)\b[^.!?]{0,20}\b(?:muere|no (?:sale|saldra)|(?:se )?queda\w*"
            r"|esta a salvo|dies|stays|is safe"
            r"|(?:won't|never) leaves?)\b[^.!?]{0,12}\b(?:aqui|conmigo|chat|here|with me"
            r"|nosotr[oa]s|us)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bno (?:sale|saldra) de (?:aqui|est[ea]|nosotr[oa]s)\b"
            r"|\bwon't leave this (?:chat|conversation|room)\b",
            (),
        ),
        Rule(
            r"\bde carne y hueso\b|\bflesh and blood\b|\b(?:soy|somos|i am|i'm) (?:muy "
            r"|very )?real\b"
            r"|\b(?:hay|there is|there's)\b(?! no\b)[^.!?]{0,14}\b(?:human[oa]?|persona|alguien"
            r"|person|someone)\b[^.!?]{0,25}"
            r"\b(?:detras|escribi\w+|behind|typing|writing)\b",
            (NOT,),
        ),
        Rule(
            r"\bde (?:aqui|este chat) no (?:sale|saldra|se va)\b|\b(?:nothing"
            r"|it) leaves this (?:chat|room)\b"
            r"|\b(?:prometo|juro|promise(?: to)?|swear)\b[^.!?]{0,20}\b(?:call\w+|silencio"
            r"|no decir|no contar|nunca"
            r"|quiet|silent|not (?:to )?tell|never)\b|\btu secreto esta\b"
            r"|\byour secret is safe\b",
            (_PROMISE,),
        ),
        Rule(
            r"\b(?:yo )?tengo (?:\d{2}|dieci\w+|veint\w+|treinta(?: y \w+)?) anos\b"
            r"|\btambien estudio\b|\byo estudio\b"
            r"|\bi(?:'m| am) (?:\d{2}|(?:twenty|thirty)(?:-\w+)?)(?: years old)?\b"
            r"|\bi (?:also )?study\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bespecial para mi\b|\bspecial to me\b|\bpienso en ti\b|\bthink(?:ing)? (?:of"
            r"|about) you\b|\bte extran[oe]\b"
            r"|\bi miss(?:ed)? you\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\benamorad[oa] de ti\b|\bin love with you\b|\bme gustas\b|\bfeelings for you\b"
            r"|\bmi amor\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:totalmente|completamente|absolutamente|100 ?%|totally|completely|strictly"
            r"|fully)"
            r" (?:confidencial|confidential|private|secret[oa]?)\b"
        ),
        Rule(
            r"\bno (?:se lo|le|lo) (?:cuentes|digas|comentes)\b[^.!?]{0,12}\b(?:a nadie"
            r"|a tus?)\b"
            r"|\bno hace falta que se lo (?:cuentes|digas)\b"
            r"|(?<!\bi )\b(?:don't|do not|no need to) tell (?:anyone|anybody|your (?:parents|family"
            r"|tutor|teacher))\b",
            (),
        ),
        Rule(
            r"\bsoy (?:una? )?(?:persona|human[oa]|ser humano|mujer|hombre|psicolog[oa]"
            r"|terapeuta|profesional"
            r"|medic[oa]|estudiante)\b"
            r"|\bi(?:'m| am) (?:a |an )?(?:real |actual )?(?:person|human|woman|man|student"
            r"|therapist"
            r"|psychologist|doctor)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:a mi|yo) (?:tambien )?(?:me paso|estuve|llor\w+|vivi|sufri|fui estudiante"
            r"|pase por)\b"
            r"|\bcuando (?:yo )?(?:era|fui) (?:estudiante|joven|chic[oa]|nin[oa])\b"
            r"|\bwhen i was (?:a student|your age|young|at university)\b|\bi (?:also "
            r"|too )?went through (?:it|the same)",
            (NOT, TOLD),
        ),
        Rule(rf"\bte (?:quiero|amo|adoro)\b{_VERB_AFTER}|\bi (?:really )?love you\b", (NOT, TOLD)),
        Rule(
            rf"\bsoy tu (?:mejor )?{_CLOSE}|\bsomos (?:mejores )?amig[oa]s\b"
            r"|\bi(?:'m| am) your (?:\w+ )?friend\b|\bwe are (?:best )?friends\b"
        ),
        Rule(
            r"\bsiempre (?:voy a estar|estare) (?:aqui|ahi|contigo|para ti)\b|\bi(?:'ll"
            r"| will) always be (?:here|there)\b"
            r"|\bnunca te (?:voy a dejar|dejare|abandonare)\b|\bi(?:'ll"
            r"| will) never leave you\b",
            (),
        ),
        Rule(r"\b(?:yo te basto|solo me necesitas a mi|you only need me|te basta conmigo)\b"),
    )
)
