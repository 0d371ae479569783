"""FollowTheMoney entities against the schemata that the package `followthemoney` ships: names of schemata and properties, what is
required, what a property may point to, the form of values. Its own code needs a compiler and many packages, its schemata none.

Usage: check_ftm.py NAMEGRAPH FOLDER
"""
import datetime
import importlib.util
import json
import os
import re
import subprocess
import sys

import yaml

import network_sample

# Which schema has a current relation of RELATIONS, in its order; the others are UnknownLinks.
SCHEMATA = {"leads": "Directorship", "works_for": "Employment", "member_of": "Membership", "owns": "Ownership", "acquires": "Ownership",
            "invests_in": "Ownership", "family_of": "Family"}


class Model:
    def __init__(self):
        folder = os.path.join(os.path.dirname(importlib.util.find_spec("followthemoney").origin), "schema")
        self.schemata = {}
        for name in os.listdir(folder):
            if name.endswith((".yaml", ".yml")):
                with open(os.path.join(folder, name), encoding="utf-8") as text:
                    self.schemata.update(yaml.safe_load(text))

    def names(self, schema):
        """A schema and all that it extends."""
        found = {schema}
        for parent in self.schemata[schema].get("extends", []):
            found |= self.names(parent)
        return found

    def properties(self, schema):
        found = {}
        for name in self.names(schema):
            found.update(self.schemata[name].get("properties") or {})
        return found


def is_date(value):
    if not re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", value):
        return False
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)
    except ValueError:
        return False
    return True


def check_value(model, by_id, entity, name, prop, value):
    where = "%s.%s: %r" % (entity["schema"], name, value)
    assert isinstance(value, str) and value, where
    assert value == " ".join(value.split()) and not re.search(r"[\x00-\x1f\x7f-\x9f]", value), "not clean: " + where
    kind = prop.get("type", "string")
    if kind == "entity":
        assert prop["range"] in model.names(by_id[value]["schema"]), "points to a %s: %s" % (by_id[value]["schema"], where)
    elif kind == "date":
        assert is_date(value), where
    elif kind == "url":
        assert re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value), where
    elif kind == "language":
        assert re.fullmatch("[a-z]{3}", value), where
    elif kind == "identifier" and prop.get("format") == "wikidata":
        assert re.fullmatch(r"Q\d+", value), where
    else:
        assert kind in ("name", "text", "string", "address"), "no check for the type of " + where


def check_entity(model, by_id, entity):
    schema = model.schemata[entity["schema"]]
    properties = model.properties(entity["schema"])
    assert set(entity) == {"id", "schema", "properties"}, "keys"
    assert not schema.get("abstract"), entity["schema"] + " is abstract"
    # No dot: Aleph would take what follows for its signature.
    assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z-]*[0-9a-zA-Z])?", entity["id"]) and len(entity["id"]) < 128, entity["id"]
    for name in schema.get("required", []):
        assert entity["properties"].get(name), "%s lacks %s" % (entity["schema"], name)
    for name, values in entity["properties"].items():
        assert name in properties, "%s has no %s" % (entity["schema"], name)
        assert isinstance(values, list) and values and len(set(values)) == len(values), "values of " + name
        for value in values:
            check_value(model, by_id, entity, name, properties[name], value)


def clean(text):
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u200d]", " ", text).split())


def check_links(model, network, entities):
    """What is current has the schema of its relation; nothing else has one that says what it is."""
    names = {e["id"]: e["properties"]["name"][0] for e in entities if "name" in e["properties"]}
    found = {}
    for entity in entities:
        edge = model.schemata[entity["schema"]].get("edge")
        if not edge:
            continue
        values = entity["properties"]
        ends = names[values[edge["source"]][0]], names[values[edge["target"]][0]]
        found.setdefault(ends, []).append(entity)
    labels = {node["id"]: clean(node["label"]) for node in network["nodes"]}
    for place, edge in enumerate(network["edges"]):
        if place % len(network_sample.STATUSES) or "status" not in edge:
            continue
        relation, odd = edge["kind"], place // len(network_sample.STATUSES) >= len(network_sample.RELATIONS) - 4
        here = found[labels[edge["source"]], labels[edge["target"]]]
        schema = "UnknownLink" if odd else SCHEMATA.get(relation, "UnknownLink")
        phrase = here and [e for e in here if e["schema"] == schema]
        assert phrase, "%s is no %s" % (relation, schema)
    for entity in entities:
        values = entity["properties"]
        status = values.get("status", ["current"])
        if entity["schema"] in SCHEMATA.values():
            assert status == ["current"], "a fact that is none: %s" % entity
        elif status != ["current"]:
            assert values["role"][0].startswith(status[0] + ": ") and values["summary"][0].startswith(status[0] + ": "), values
    of_links = [e for group in found.values() for e in group]
    assert len(of_links) == len(network["edges"]), "a link for an edge"
    assert all(len(e["properties"]["proof"]) == 2 and e["properties"]["description"] for e in of_links), "evidence of links"


def main():
    namegraph, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    network = network_sample.every_kind()
    source, path = os.path.join(folder, "every.json"), os.path.join(folder, "every.ftm.json")
    network_sample.save(network, source)
    subprocess.run([namegraph, "graph", "-q", "-o", path, source], check=True)
    with open(path, encoding="utf-8", newline="") as text:
        entities = [json.loads(line) for line in text.read().split("\n")[:-1]]
    model, by_id = Model(), {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities), "an id twice"
    for entity in entities:
        check_entity(model, by_id, entity)
    check_links(model, network, entities)
    kinds = [entity["schema"] for entity in entities]
    assert kinds.count("Article") == len(network["documents"]), "articles"
    assert len([e for e in entities if "keywords" in e["properties"]]) == len(network["nodes"]), "actors"
    print("%d entities: %s" % (len(entities), ", ".join("%d %s" % (kinds.count(k), k) for k in sorted(set(kinds)))))


if __name__ == "__main__":
    main()
