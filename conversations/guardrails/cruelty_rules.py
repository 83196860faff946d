"""What hurts by being said: encouragement, blame, belittling, shaming, hate, sexual content."""

from __future__ import annotations

import re

from conversations.guardrails.rule import NOT, STUDY, TOLD, Rule, RuleSet

_GROUPS = (
    r"(?:inmigrantes|migrantes|extranjer[oa]s|gitan[oa]s|judi[oa]s|negr[oa]s"
    r"|indigenas|musulman(?:es|as)"
    r"|mujeres|gays|homosexuales|lesbianas|venezolan[oa]s|haitian[oa]s|bolivian[oa]s"
    r"|peruan[oa]s"
    r"|colombian[oa]s|pobres|immigrants|foreigners|women|girls|jews|muslims"
    r"|black people|gay people"
    r"|mexicans|gypsies)"
)
_LOW = (
    r"(?:una? (?:plaga|peste|lacra)|ladron\w*|inferior\w*|delincuentes|criminal\w*"
    r"|basura|animales"
    r"|floj[oa]s|tont[oa]s|perezos[oa]s|enferm[oa]s|a plague|vermin|thieves|lazy"
    r"|stupid|inferior|dirty"
    r"|suci[oa]s|peligros[oa]s|dangerous)"
)

CRUEL = RuleSet(
    (
        Rule(
            r"\b(?:estaria[ns]?|seria[ns]?|viviria[ns]?|would be)\b[^.!?]{0,20}\b(?:mejor"
            r"|better)(?: off)? "
            r"(?:sin ti|si no (?:estuvieras|existieras)|without you)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:todos|everyone)\b[^.!?]{0,12}\bdescans\w+ de ti\b"
            r"|\bnadie te (?:va a )?extran\w+"
            r"|\b(?:no one|nobody) (?:would|will) miss you\b",
            (TOLD,),
        ),
        Rule(r"(?:^|[.!?,;:] )(?:matate|suicidate|kill yourself|go and die|muerete)\b", ()),
        Rule(
            r"\b(?:te )?mereces (?:morir|sufrir|lo que te (?:paso|hizo|hicieron)|el dolor"
            r"|castigo|ese golpe)"
            r"|\byou deserve (?:to (?:die|suffer)|what happened|the pain|it for)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:es|fue|era) (?:solo |toda |solamente )?(?:tu culpa|culpa tuya)\b"
            r"|\b(?:is|was|'s) (?:all |only )?your (?:own )?fault\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bpor algo (?:sera|seria|te)\b|\balgo (?:habras|hiciste para)\b"
            r"|\b(?:tu )?(?:lo|la) provocaste\b|\bte lo (?:buscaste|ganaste por)\b"
            r"|\byou (?:provoked|asked for) (?:it|him|her|them)\b"
        ),
        Rule(
            r"\b(?:hac(?:er|es|ias)(?:te)?|te (?:hagas|haces)|play(?:ing)?) (?:la|de"
            r"|the) victima?\b",
            (TOLD,),
        ),
        Rule(
            r"\b(?:son|es|eso es|it's|it is|that's|this is) (?:(?:puras?|solo|unas?|just|all"
            r"|so) )?(?:tonterias?|bobadas?"
            r"|estupidez|estupideces|caprichos?|pavadas?|leseras?|ninerias?"
            r"|cosas de (?:adolescente|nin[oa])s?"
            r"|nonsense|childish|silly)\b|\bya se te pasara\b|\b(?:you'll |you will "
            r"|just )get over it\b"
            r"|\bsuperal[oa] (?:ya|de una)\b|\b(?:eso|esto|lo tuyo) no es nada\b"
            r"|\bnobody cares\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bnadie (?:te (?:soporta|quiere|aguanta|va a querer|necesita)"
            r"|se interesa por ti)\b"
            r"|\b(?:nobody|no one) (?:likes|loves|wants|needs|can stand) you\b"
            r"|\bno le gustes a nadie\b",
            (NOT, TOLD),
            (re.compile(r"\bno es (?:verdad|cierto)\b"),),
        ),
        Rule(
            r"\b(?:te (?:pego|golpeo|empujo|grito|toco|insulto|hizo)|(?:hit|pushed|hurt"
            r"|touched) you)\b[^.!?]{0,12}"
            r"\b(?:porque|por|because|since)\b[^.!?]{0,12}\b(?:tu|hiciste|provoc\w+|dijiste"
            r"|llegaste|you)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bsi te (?:pego|golpeo|grito|insulto|empujo|toco|deja"
            r"|hizo eso)\b[^.!?]{0,6}\b(?:es|fue|sera) (?:porque|por)\b"
            r"|\b(?:he|she|they) (?:shouted|hit|yelled|pushed"
            r"|left)\b[^.!?]{0,12}\bbecause you\b"
            r"|\bte portaste mal\b|\byou behaved badly\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:deberias|tendrias que|you should|you ought to) (?:agradecer"
            r"|estar agradecid[oa]|be grateful)\b"
            r"|\btu generacion\b|\byour generation\b|\b(?:aguanta(?:te)?|aguantar) como\b"
            r"|\bandar llorando\b"
            r"|\bdeja de llorar\b|\bstop crying\b|\bcrying all day\b|\bsuck it up\b"
            r"|\bman up\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:has |te ves )?(?:engordado|engordaste|mas gord[oa])\b|\bput on weight\b"
            r"|\bnadie se va a fijar en ti\b"
            r"|\bno one will (?:ever )?(?:look at|want) you\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bno (?:naciste|eres|estas hech[oa]|sirves) para (?:la universidad|estudiar"
            r"|esto)\b|\btu eres una de ell[ao]s\b"
            r"|\bnot (?:cut out|made|smart enough) for (?:university|college|this)\b",
            (TOLD,),
        ),
        Rule(
            r"\bcon ese cuerpo\b|\bwith that body\b|\bvestid[oa] asi\b|\bdressed like that\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bno es para tanto\b|\b(?:it is|it's|that is|that's) not (?:that bad"
            r"|(?:such )?a big deal)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:estas|eres un[ae]?) exagera\w+|\bexageras\b|\b(?:you are"
            r"|you're) (?:just )?(?:overreacting"
            r"|exaggerating|being (?:so |too )?dramatic)\b|\b(?:stop being|so) dramatic\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:haciendo|haces|hagas|hacer) (?:un |tanto )?drama\b|\bno dramatices\b"
            r"|\bdrama ?queen\b",
            (TOLD,),
        ),
        Rule(
            r"\b(?:quieres|buscas|intentas|tratas de|haces para|pretendes"
            r"|solo es para)\b[^.!?]{0,15}"
            r"\bllamar la atencion\b(?! (?:del?|en) (?:l[ao]s? )?(?:lector\w*|publico"
            r"|audiencia|jurado|profesor\w*))"
            r"|\b(?:want|wanting|looking for|seeking|need) (?:some )?attention\b",
            (NOT,),
        ),
        Rule(
            r"\b(?:hay gente|otr[oa]s|otras personas|others|other people)\b[^.!?]{0,25}"
            r"\b(?:si sufren?|de verdad sufren?|sufren mas|(?:esta[ns]?|lo pasan?) peor"
            r"|problemas (?:de verdad|reales"
            r"|mas graves)|have it worse|real problems)\b"
            r"|\bproblemas de verdad son\b|\bmadura de una vez\b|\bdeja de quejarte\b"
            r"|\bstop complaining\b"
            r"|\bno tienes derecho a (?:estar|sentir\w*|quejarte|llorar)\b",
            (TOLD,),
        ),
        Rule(
            r"\b(?:estas|te ves|eres|menos|demasiado|tan|you(?: a|')re|you look|too) (?:muy "
            r"|tan |mas |so |too |very )?"
            r"(?:gord[oa]s?|obes[oa]|fat|ugly)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:si baja(?:s|ras)|baja|deberias bajar) (?:de peso|un(?:os"
            r"|as)? (?:pocos )?kilos)\b"
            r"|\b(?:you should|if you) (?:lose|lost) (?:some )?weight\b"
        ),
        Rule(
            r"\b(?:eres|sos|you are|you're|your[e]?) (?:(?:un|una|tan|muy|a|so|such|an"
            r"|simplemente|solo|realmente|just"
            r"|really|persona|bastante) ){0,3}"
            r"(?:inutil|tont[oa]|estupid[oa]|idiota|imbecil|floj[oa]|vag[oa]|perezos[oa]"
            r"|fracasad[oa]|fracaso|patetic[oa]"
            r"|carga|estorbo|mediocre|worthless|stupid|idiot|lazy|pathetic|burden|loser"
            r"|useless|dumb|failure)\b",
            (NOT, TOLD),
        ),
        Rule(rf"\b{_GROUPS} (?:\w+ ){{0,2}}?(?:son|are)(?: \w+){{0,2}}? {_LOW}\b", (NOT, TOLD)),
        Rule(
            rf"\b{_GROUPS} (?:no (?:sirven|pueden|entienden|saben)|can't|cannot|are bad at)\b",
            (NOT, TOLD),
        ),
        Rule(
            rf"\b{_GROUPS}\b[^.!?]{{0,25}}\b(?:deberian|tendrian que"
            rf"|should)\b[^.!?]{{0,20}}\b(?:volver|irse|quedarse|go"
            rf" back|leave|stay)\b|\b{_GROUPS}\b[^.!?]{{0,35}}\b(?:no aportan|(?:nos )?quitan"
            r"|roban|sobran|invaden|steal"
            r"|ruin|contribute nothing)\b",
            (NOT, TOLD),
            (STUDY,),
        ),
        Rule(
            r"\b(?:trans|gays?|homosexuales|lesbianas|bisexuales)\b[^.!?]{0,15}\b(?:estan"
            r"|son|necesitan|are|need)\b"
            r"[^.!?]{0,25}\b(?:confundid\w+|corrij\w+|cur\w+|anormal\w*|desviad\w+|confused"
            r"|fixing|abnormal|corrected"
            r"|unnatural)\b",
            (NOT, TOLD),
            (STUDY,),
        ),
        Rule(
            r"\b(?:gay|lesbiana|trans|homosexual\w*|homosexualidad"
            r"|homosexuality)\b[^.!?]{0,15}\b(?:es|is)\b[^.!?]{0,5}"
            r"\b(?:enfermedad|pecado|disease|sin|illness|trastorno|disorder)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\b(?:mand\w+|envi\w+|pasa(?:me|ras)|muestra\w*|send"
            r"|show)\b[^.!?]{0,25}\b(?:fotos?|photos?|pics?|pictures?)\b"
            r"[^.!?]{0,25}\b(?:sin ropa|desnud\w+|intim\w+|nudes?|naked|without clothes)\b",
            (NOT, TOLD),
        ),
        Rule(
            r"\bque llevas puesto\b|\bwhat are you wearing\b|\blo que te haria\b"
            r"|\bte haria cosas\b"
            r"|\b(?:tus|your) (?:tetas|pechos|nalgas|boobs|breasts)\b|\bsex(?:o)? (?:conmigo"
            r"|with me)\b"
            r"|\beres (?:muy )?sexy\b|\byou are (?:so )?sexy\b",
            (NOT,),
        ),
    )
)
