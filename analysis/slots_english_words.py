"""The words by which the English rules know a study task and a feeling (`labels.md`, Slots).

All patterns are for text folded by `analysis.slots_english_text.plain_english`.
"""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for whole words and the phrases given."""
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


# --- tipo_tarea: the first row that matches -----------------------------------------------------
TASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bugfix", any_of(r"bugs?", r"debug\w*", r"(?:code|program|script) (?:\w+ ){0,3}?(?:doesn't|won't|isn't|not) (?:run|work|compile|working|running|compiling)", r"(?:won't|doesn't) compile", r"(?:error|exception) in (?:my|the) (?:code|program|script)", r"segfault|stack ?trace")),
    ("proofreading", any_of(r"proof-?read\w*", r"(?:check|correct|fix|revise)\w* (?:the |my )?(?:grammar|spelling|style|typos)", r"(?:correct|edit|revis|check)\w* (?:it|my (?:essay|text|draft|report|paper|thesis))")),
    ("mcq", any_of(r"multiple[- ]choice", r"mcqs?")),
    ("protocolo_lab", any_of(r"lab(?:oratory)? (?:report|protocol|write-?up|notebook)")),
    ("coding", any_of(r"(?:programming|coding) (?:assignment|homework|project|task|exercise|work)", r"(?:write|finish|do) (?:the|my|some) code", r"cod(?:e|ing) (?:a|an|the|my)", r"programming (?:for|due)", r"readme")),
    ("presentacion", any_of(r"presentations?", r"(?:to|must) present", r"slides?", r"powerpoint", r"(?:give|giving) a talk", r"class talk")),
    ("esquema", any_of(r"outlin(?:e|ing)", r"mind ?maps?", r"concept maps?")),
    ("resumen", any_of(r"summar(?:y|ies|i[sz]e|i[sz]ing)", r"abstract")),
    ("borrador", any_of(r"(?:first |rough )?drafts?")),
    ("ensayo", any_of(r"essays?", r"essay", r"term paper", r"paper", r"literature review")),
    ("resolver_problemas", any_of(r"problem sets?", r"p-?sets?", r"worksheets?", r"exercises?", r"problems? (?:from|for|in) (?:class|maths?|physics|calculus|statistics|chemistry|algebra)", r"problem sheet")),
    ("lectura_tecnica", any_of(r"readings?", r"(?:read|reading) (?:the |a |this |that |an? |two |three |some |my )?(?:\w+ )?(?:chapters?|articles?|papers?|book|text|pages)", r"(?:chapter|pages) (?:to|i have to|i must) read")),
    ("proyecto", any_of(r"thesis", r"dissertation", r"(?:final |group |design |research )?projects?", r"capstone")),
    ("otro", any_of(r"exams?", r"tests?", r"midterms?", r"quiz(?:zes)?", r"finals?", r"viva", r"oral", r"translations?", r"translate", r"assignments?", r"homework", r"coursework", r"reports?", r"mock trial")),
)  # fmt: skip
# «I read a lot», «the test went badly», «group work»: no task ahead.
BEHIND = re.compile(
    r"\b(?:failed|flunked|passed|got|aced|(?:already )?(?:handed in|submitted|sent in)|went|was (?:hard|easy|awful)|last week|yesterday)\b"
)
AHEAD = re.compile(
    r"\b(?:have|has|need|must|due|for|got to|going to|want|tomorrow|tonight|today|study\w*|prepar\w+|revis\w+|write|writing|finish\w*|work\w*|start\w*|begin|stuck|help|stress\w*|nervous|anxious|worried|scared|afraid|deadline|hand in|submit|next|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this|do)\b"
)
OTHERS = re.compile(
    r"\b(?:his|her|their|my (?:friend|sister|brother|classmate|roommate|boyfriend|girlfriend)'?s?) (?:\w+ ){0,2}$"
)
FINISHED = re.compile(
    r"\b(?:finished|handed in|submitted|done with|completed|sent) (?:already )?(?:the |my |an? )?(?:\w+ )?$"
)
NOT_TASKS = re.compile(
    r"\b(?:covid|pregnancy|blood|driving) test|(?:thanks|thank you) for|paper (?:towel|bag|and pencil)|piece of paper|on paper|exercises? (?:is|help)|breathing exercises?|do exercises\b(?! for)|problem with|side project|school project"
)

# --- ramo -----------------------------------------------------------------------------------------
SUBJECTS = """
accounting, advanced calculus, agronomy, algebra, algorithms, anatomy, anthropology, archaeology, architecture, art, art history,
artificial intelligence, astronomy, biochemistry, bioethics, biology, biophysics, biostatistics, botany, business, business administration,
calculus, cell biology, chemistry, chinese, civil engineering, communication, comparative literature, computer science, constitutional law,
contract law, criminal law, criminology, data science, data structures, databases, design, differential equations, discrete maths,
drawing, ecology, econometrics, economics, education, electronics, embryology, engineering, english, english literature, epidemiology,
ethics, film studies, finance, french, genetics, geography, geology, geometry, german, graphic design, greek, histology, history,
human anatomy, human rights, immunology, international relations, italian, japanese, journalism, kinesiology, latin, law, linear algebra,
linguistics, literature, logic, macroeconomics, management, marketing, mathematics, math, maths, mechanics, media studies, medicine,
microbiology, microeconomics, molecular biology, music, music theory, neuroscience, numerical analysis, nursing, nutrition,
operating systems, organic chemistry, inorganic chemistry, painting, pathology, pedagogy, pharmacology, philosophy, physical chemistry,
physics, physiology, physiotherapy, political science, politics, portuguese, probability, programming, psychiatry, psychology,
public health, public policy, quantum mechanics, religion, research methods, rhetoric, robotics, russian, social psychology, social work,
sociology, software engineering, spanish, statistics, theology, thermodynamics, topology, veterinary medicine, world history, zoology
"""
NAMES = tuple(
    sorted(" ".join(SUBJECTS.split()).replace(", ", ",").split(","), key=lambda name: -len(name))
)
LANGUAGES = frozenset(
    "chinese english french german greek italian japanese latin portuguese russian spanish".split()
)
SUBJECT = re.compile(r"\b(?P<name>" + "|".join(re.escape(name.strip()) for name in NAMES) + r")\b")
# Names that are everyday words too: only where a task, a course or «for» stands beside them.
EVERYDAY = frozenset(
    "art business communication design drawing education english finance french german greek italian japanese law logic "
    "management medicine music nutrition painting politics religion russian spanish chinese portuguese latin english".split()
)
BESIDE = re.compile(
    r"^ (?:essay|exam|test|midterm|quiz|final|report|assignment|homework|paper|presentation|project|class|course|summary|translation|problem|exercise|reading|draft|worksheet|coursework|lab|oral|thesis|lecture|module|tutorial|outline|poster)"
)
BEFORE_SUBJECT = re.compile(
    r"\b(?:for|in|of|on|about|study|studying|revise|revising|learn|learning|it's|it is|with) (?:my |some )?$|^$"
)
STUDIED = re.compile(
    r"\b(?:study|studying|revise|revising|learn|learning|it's|it is|prepare|preparing) (?:my |some |for )?$"
)
TOOL_BEFORE = re.compile(r"\b(?:in|into|to|speak|write|writing|from) $")

# --- sentimiento: earliest in the text wins -----------------------------------------------------
_FEEL = r"(?:i'm|i am|im|feel|feeling|i feel|so|very|really|a bit|too|quite|super|pretty|am|been|getting|makes? me|made me)"
FEELINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("baja_autoeficacia", any_of(r"not (?:smart|clever|good|capable|intelligent) enough", r"(?:i'm|i am|feel|feel so|i feel) (?:\w+ )?(?:stupid|dumb|useless|incapable|an? (?:failure|idiot|impostor|imposter|fraud|disaster))", r"(?:i'm|i am) (?:\w+ )?(?:terrible|awful|hopeless|rubbish|no good|bad) (?:at|in)", r"i(?:'ll| will) never (?:be able|pass|manage|get|understand|finish)", r"(?:don't|do not) (?:think|believe) i can", r"i'm not (?:able|capable)", r"not (?:cut out|made) for", r"can't do (?:this|it|anything right)", r"everyone (?:else )?(?:\w+ )?(?:understands|gets it|knows|is better)")),
    ("dispersion_rumiacion", any_of(r"(?:can't|cannot|couldn't|don't|not able to|unable to|hard to|trouble|struggl\w+ to) (?:\w+ )?(?:concentrate|concentrating|focus|focusing|focussing)", r"distracted", r"(?:mind|head|thoughts) (?:\w+ )?(?:wander\w*|racing|elsewhere|all over the place|going round)", r"overthink\w*", r"going round in circles|keep (?:thinking|procrastinating)", r"procrastinat\w+")),
    ("ansiedad_error", any_of(r"anxious", r"anxiety", r"nervous", r"worried", r"(?:scared|afraid|terrified|frightened|petrified)", r"panic\w*", r"stress(?:ed|ing|ful)?(?: out)?", r"overwhelm\w*", r"(?:fear|dread)\w*", r"freaking out", r"nerves", r"swamped", r"worr(?:y|ies|ying) me")),
    ("frustracion", any_of(r"frustrat\w+", r"stuck", r"(?:fed up|sick) (?:of|with)", rf"{_FEEL} (?:\w+ )?(?:angry|annoyed|irritated|mad|furious|pissed off)", r"drives? me (?:mad|crazy)", r"nothing (?:works|comes out)", r"i (?:hate|can't stand) (?:this|it|the|my) (?:essay|assignment|course|class|subject|exercise|code|report|paper|reading|project)?", r"blocked")),
    ("aburrimiento", any_of(r"bor(?:ed|ing|edom)", r"unmotivated|demotivated|no motivation|lost (?:my|all) motivation", r"(?:don't|do not) (?:really )?feel like (?:it|doing|studying|working|writing|reading|starting)", r"can't be (?:bothered|arsed)", r"(?:don't|can't) see the point", r"tedious|dull", r"such a drag|what a drag", r"lazy")),
    ("positivo", any_of(rf"{_FEEL} (?:\w+ )?(?:happy|glad|excited|proud|motivated|relieved|hopeful|thrilled|confident)", r"(?:i'm|i am|feel|feeling) (?:\w+ )?(?:great|better)")),
    ("neutral", any_of(r"(?:i'm|i am|feel|feeling) (?:\w+ )?(?:calm|fine|ok|okay|relaxed)", r"calm,? i'm", r"calmly")),
    ("otro", any_of(r"(?:i'm|i am|feel|feeling|so|very|really) (?:\w+ )?(?:sad|lonely|alone|down|empty|heartbroken|homesick|guilty|ashamed|embarrassed|depressed)", r"(?:crying|grief|grieving|heartbroken)", r"i miss (?:my|him|her|them|home)", r"(?:died|passed away)", r"angry")),
)  # fmt: skip
DENIAL = re.compile(
    r"(?:\bnot|n't|\bnever|\bno longer|\bwithout|\bno)(?: (?:feel|feeling|really|so|that|too|very|a|any|at|all|be|been|even|being|particularly))*\s*$"
)
OTHERS_FEELING = re.compile(
    r"\b(?:he|she|they|my (?:friend|sister|brother|mum|mom|dad|parents|group|roommate|partner|boyfriend|girlfriend|teacher|professor|lecturer)|the (?:teacher|professor|lecturer|group)|everyone|people)(?:'s|'re)? (?:\w+ ){0,3}$"
)
TURN = re.compile(r"\b(?:but now|but|now)\b")

# --- fase: the last one named --------------------------------------------------------------------
PHASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ideacion", any_of(r"(?:don't|do not) know (?:what (?:to write|topic|it's about)|where to (?:start|begin)|how to (?:start|begin))", r"(?:haven't|have not) (?:even )?started", r"(?:choose|choosing|pick|picking|find|finding) (?:a |the |my )?(?:topic|title|theme|subject)", r"blank (?:page|screen|sheet|document)", r"(?:no|out of) ideas(?: what| for)?", r"nothing comes to mind", r"brainstorm\w*", r"can't (?:think of|come up with)")),
    ("planificacion", any_of(r"outlin(?:e|ing)", r"(?:plan|planning|organi[sz]e|organi[sz]ing|structur\w+) (?:the |my |it|out )?(?:parts?|structure|sections?|essay|project|it|work|paragraphs)?")),
    ("ejecucion", any_of(r"(?:i'm|i am|been|halfway through|in the middle of|keep) (?:\w+ )?(?:writing|solving|coding|drafting|reading|debugging)", r"halfway (?:through|done)", r"(?:i've|i have) (?:written|done|solved|got) (?:\w+ )+(?:pages?|paragraphs?|words|exercises|problems|half)", r"(?:wrote|written) (?:\w+ )?(?:paragraphs?|pages?|half)", r"\d+ (?:pages|words) (?:in|done|written)", r"(?:hours|time) (?:\w+ )?(?:with|on) (?:a|this|the) bug", r"solving (?:the )?(?:exercises|problems)")),
    ("revision", any_of(r"(?:proof-?read|revis(?:e|ing)|check(?:ing)?|correct(?:ing)?|edit(?:ing)?|polish(?:ing)?|review(?:ing)?) (?:it|the|my|for)(?! (?:phone|email|messages|answers))", r"only (?:have|need) to (?:check|correct|proof-?read|edit)", r"proof-?reading", r"final (?:check|edits|corrections)")),
)  # fmt: skip
