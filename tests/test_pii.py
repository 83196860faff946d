"""Personal data found in messages (`labels.md`, Personal data). All numbers are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.pii import PiiSpan, PiiType, checks, find
from analysis.training import pii as measuring

pytestmark = pytest.mark.pure

CORPUS = Path(measuring.__file__).resolve().parent.parent / "corpora" / "pii" / "writer_a.jsonl"


def found(text: str) -> list[tuple[str, str]]:
    return [(str(span.type), text[span.start : span.end]) for span in find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        # e-mail
        ("escribe a juan.perez@uc.cl.", "EMAIL", "juan.perez@uc.cl"),
        ("es ana punto gil arroba uc punto cl ok", "EMAIL", "ana punto gil arroba uc punto cl"),
        ("j.gil[at]uc[dot]cl", "EMAIL", "j.gil[at]uc[dot]cl"),
        ("ＡＮＡ＠uc.cl", "EMAIL", "ＡＮＡ＠uc.cl"),
        # phones of each country
        ("mi fono es 9 8765 4321", "PHONE", "9 8765 4321"),
        ("+56 (9) 8765 4321", "PHONE", "+56 (9) 8765 4321"),
        ("(2) 2345 6789 de la casa", "PHONE", "(2) 2345 6789"),
        ("márcame: 55 1234 5678", "PHONE", "55 1234 5678"),
        ("+52 1 55 1234 5678", "PHONE", "+52 1 55 1234 5678"),
        ("(011) 4567-8901", "PHONE", "(011) 4567-8901"),
        ("+54 9 11 2345-6789", "PHONE", "+54 9 11 2345-6789"),
        ("te paso el 300 123 4567", "PHONE", "300 123 4567"),
        ("987-654-321", "PHONE", "987-654-321"),
        ("612 34 56 78", "PHONE", "612 34 56 78"),
        ("099 123 456", "PHONE", "099 123 456"),
        ("0991234567", "PHONE", "0991234567"),
        ("tel casa 5556 7788", "PHONE", "5556 7788"),
        ("https://wa.me/56987654321", "PHONE", "56987654321"),
        ("llámame al ٩٨٧٦٥٤٣٢١", "PHONE", "٩٨٧٦٥٤٣٢١"),
        # identity documents
        ("rut 13.480.160-3", "NATIONAL_ID", "13.480.160-3"),
        ("soy el 16122927-K", "NATIONAL_ID", "16122927-K"),
        ("mi rut: 134801603", "NATIONAL_ID", "134801603"),
        ("DNI 73285932C", "NATIONAL_ID", "73285932C"),
        ("nie x-7822626-g", "NATIONAL_ID", "x-7822626-g"),
        ("curp gola010523mdfnpn01", "NATIONAL_ID", "gola010523mdfnpn01"),
        ("CUIL 27-43983283-0", "NATIONAL_ID", "27-43983283-0"),
        ("0106906316 es la mía", "NATIONAL_ID", "0106906316"),
        ("4.142.521-7", "NATIONAL_ID", "4.142.521-7"),
        ("dni 45.678.901 y nada más", "NATIONAL_ID", "45.678.901"),
        ("cédula de ciudadanía No. 1.023.456.789", "NATIONAL_ID", "1.023.456.789"),
        # cards and accounts
        ("4412 2503 9989 9082 12/27", "CARD", "4412 2503 9989 9082"),
        ("3728 345408 81838", "CARD", "3728 345408 81838"),
        ("ES60 7212 8441 5840 2447 3645 y ya", "IBAN", "ES60 7212 8441 5840 2447 3645"),
        ("gt98brrd32594060655219983056", "IBAN", "gt98brrd32594060655219983056"),
        # hosts
        ("mi ip: 181.43.22.10.", "IP", "181.43.22.10"),
        ("http://192.168.1.1:8080/x", "IP", "192.168.1.1"),
        ("ping a fe80::1ff:fe23:4567:890a", "IP", "fe80::1ff:fe23:4567:890a"),
        # handles
        ("sígueme en @ana_p.", "HANDLE", "@ana_p"),
        ("(@el.chuy)", "HANDLE", "@el.chuy"),
        # people
        ("me llamo juan perez y estudio derecho", "PERSON", "juan perez"),
        ("Soy Camila Soto, de Ingeniería", "PERSON", "Camila Soto"),
        ("soy la Cata de diseño", "PERSON", "Cata"),
        ("Firma: Ana Gil, tesista", "PERSON", "Ana Gil"),
        ("me pueden decir Mica", "PERSON", "Mica"),
        ("soy Xiadani, de segundo", "PERSON", "Xiadani"),
        ("soy Ana de Lima", "PERSON", "Ana"),
        ("mi nombre es María de los Ángeles O'Higgins", "PERSON", "María de los Ángeles O'Higgins"),
        ("ME LLAMO JOSÉ LUIS Y NO ENTIENDO NADA", "PERSON", "JOSÉ LUIS"),
        ("soy Jose\u0301, hola", "PERSON", "Jose\u0301"),
        # addresses
        ("av. Providencia 1234, depto 5", "ADDRESS", "av. Providencia 1234, depto 5"),
        ("en la Calle 45 # 12-30 del sur", "ADDRESS", "Calle 45 # 12-30"),
        ("cra 7 no. 8-20", "ADDRESS", "cra 7 no. 8-20"),
        ("mi casa: Urb. Los Sauces Mz. H Lt. 3", "ADDRESS", "Urb. Los Sauces Mz. H Lt. 3"),
        ("calle 50 e/ 7 y 8 n° 623", "ADDRESS", "calle 50 e/ 7 y 8 n° 623"),
        ("Av. Amazonas N34-120 y Patria", "ADDRESS", "Av. Amazonas N34-120"),
        ("Jr. Puno 123", "ADDRESS", "Jr. Puno 123"),
        ("C/ Mayor, 12, 3º B y ya", "ADDRESS", "C/ Mayor, 12, 3º B"),
        ("vivo en Rivadavia 4500 desde mayo", "ADDRESS", "Rivadavia 4500"),
    ],
)  # fmt: skip
def test_value_alone_is_found(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "saqué un 3,8 y un 4,0; necesito 55 %",
        "el 12/03/2024 a las 14:30, sala B-204",
        "el ramo MAT1610 sección 3, código 201912345",
        "1000 2000 3000",
        "2019 2020 2021 2022",
        "x = (-b ± 3.14159265358979) / 2.718281828",
        "versión 1.2.3.4 y python 3.11.4.1",
        "máscara 255.255.255.0 de la red 10.0.0.0/8",
        "sección 1.2.3.4 y punto 3.2.1.1",
        "ISBN 978-956-14-2345-2, págs. 123-145",
        "9780306406157",
        "https://doi.org/10.1016/j.compedu.2020.103897",
        "ORCID 0000-0002-1825-0097",
        "debo $ 987.654.321 y 912.345.678 pesos",
        "ticket 987654321, pedido 612345678",
        "CBU 2850590940090418135201",
        "@property\ndef nota(self): ...",
        "uso @Override y @pytest.fixture, import @angular/core",
        "tod@s l@s compañer@s, @todos",
        "termina en @gmail.com",
        "f = @sin; fzero(@cos, 1)",
        "std::vector y lista[::-1]",
        "00:1A:2B:3C:4D:5E a las 10:30:45",
        "soy estudiante de Lima",
        "soy muy tonta",
        "soy nueva",
        "soy Team Messi",
        "soy Libra, tú no",
        "soy linda y clara",
        "me llamó llorando",
        "me llamo a silencio",
        "mi nombre no aparece",
        "la profesora Ana Ruiz me reprobó",
        "mi tema es Calle 13",
        "en la calle había 200 personas",
        "me llaman loca y exagerada",
        "alumna: regular",
        "llamé al 600 360 7777 y al 0800 10828",
        "mi número favorito es 1234567",
        "termina en @uc.cl o en @gmail.com",
        "vivo en Lima desde 2019",
        "vivo en la residencia 4, habitación 212",
        "mi carrera es ingeniería 2020",
        "circuito RLC 2 y matriz diagonal 3x3",
        # check digits that are wrong
        "rut 13.480.160-4",
        "dni 73285932A",
        "X7822626A",
        "GOLA010523MDFNPN02",
        "4412 2503 9989 9083",
        "ES61 7212 8441 5840 2447 3645",
    ],
)
def test_no_personal_data(text: str) -> None:
    assert found(text) == []


def test_several_in_order() -> None:
    text = "soy Ana Gil, rut 13.480.160-3, cel 9 8765 4321 o 987654322, a@b.cl"
    assert found(text) == [
        ("PERSON", "Ana Gil"),
        ("NATIONAL_ID", "13.480.160-3"),
        ("PHONE", "9 8765 4321"),
        ("PHONE", "987654322"),
        ("EMAIL", "a@b.cl"),
    ]


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (checks.rut, "134801603", "134801604"),
        (checks.rut, "16122927k", "161229270"),
        (checks.dni, "73285932c", "73285932d"),
        (checks.dni, "y1729928c", "z1729928c"),
        (checks.curp, "rohm990812hjcdrg04", "rohm990812hjcdrg05"),
        (checks.cuit, "27439832830", "27439832831"),
        (checks.cedula_ec, "0929062875", "0929062876"),
        (checks.ci_uy, "41425217", "41425218"),
        (checks.luhn, "4412250399899082", "4412250399899802"),
        (checks.iban, "de44053360097787710942", "de44053360097787710924"),
    ],
)
def test_check_digits(check: object, right: str, wrong: str) -> None:
    assert callable(check)
    assert check(right) is True
    assert check(wrong) is False
    assert check("") is False


@pytest.mark.parametrize("check", [checks.rut, checks.luhn, checks.iban, checks.curp, checks.rfc])
def test_check_digits_of_anything(check: object) -> None:
    assert callable(check)
    assert not any(check(value) for value in ("²²²²²²²²²", "0" * 8, "x", "é" * 13, "9" * 40))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=120))
def test_any_text_gives_sorted_spans_apart(text: str) -> None:
    spans = find(text)
    assert list(spans) == sorted(spans)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    assert ends[-1] <= len(text)


HOSTILE = [
    "1", "@", "a.", "a@", "a@a.", "1 ", "123456 ", "4111 1111 1111 1111 ", "soy ana ", "::", "1.",
    "soy de la ", "calle aa ", "vivo en ", "a punto ", "x arroba ", "+", "(", "es12 ", "dni es ",
    "-1", "'", "a1b2:", "10.0.0.1 ", "mz a lt 1 ", "[at]", "\ud800", "ñ\u0301", "cel 987654 ",
    "\u200d",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read(piece: str) -> None:
    """Long repetitions, at which a careless pattern would not come back."""
    text = piece * (20_000 // len(piece))
    assert all(0 <= span.start < span.end <= len(text) for span in find(text))


def test_lone_surrogates_do_not_matter() -> None:
    assert found("\ud83d soy Ana \udc00") == [("PERSON", "Ana")]


def test_own_corpus_is_found() -> None:
    figures = measuring.measure(CORPUS)
    assert figures["texts"] >= 520
    assert figures["clean_texts"] >= 250
    assert set(figures["by_type"]) == set(PiiType)
    assert figures["overall"]["precision"] >= 0.97
    assert figures["overall"]["recall"] >= 0.97


def test_measure_counts_exact_spans(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "1", "text": "soy Ana", "spans": [{"start": 4, "end": 7, "type": "PERSON"}]},
        {"id": "2", "text": "soy Ana", "spans": [{"start": 0, "end": 7, "type": "PERSON"}]},
        {"id": "3", "text": "nada", "spans": []},
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps({**row, "variety": "cl"}) for row in rows))
    figures = measuring.measure(path)
    assert figures["overall"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "spans": 2}
    assert figures["by_type"] == {"PERSON": figures["overall"]}
    assert figures["by_variety"] == {"cl": figures["overall"]}
    assert (figures["clean"], figures["clean_texts"], figures["texts"]) == (1, 1, 3)


def test_measure_refuses_a_span_outside_the_text(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    span = {"start": 4, "end": 9, "type": "PERSON"}
    path.write_text(json.dumps({"id": "x", "text": "soy Ana", "spans": [span], "variety": "cl"}))
    with pytest.raises(ValueError, match="x: a span outside"):
        measuring.measure(path)


def test_span_is_frozen() -> None:
    span = PiiSpan(0, 3, PiiType.PERSON)
    with pytest.raises(AttributeError):
        span.start = 1  # type: ignore[misc]
