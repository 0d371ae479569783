"""The JSON of extract, graph, rank, diff and diff --series against the schemas of graphs/schema, on our sample articles.

Usage: check_schemas.py NAMEGRAPH FOLDER SCHEMAS ARTICLES
"""
import json
import os
import subprocess
import sys

import jsonschema


def run(namegraph, *arguments):
    out = subprocess.run([namegraph, *arguments, "--model", "lists", "-q", "-f", "json"], capture_output=True, check=False)
    assert out.returncode in (0, 3), "namegraph %s: %s" % (" ".join(arguments), out.stderr.decode())
    return json.loads(out.stdout)


def main():
    namegraph, _, schemas, articles = sys.argv[1:5]
    files = sorted(os.path.join(articles, name) for name in os.listdir(articles) if name.endswith(".txt"))
    results = {
        "extract": run(namegraph, "extract", *files),
        "graph": run(namegraph, "graph", *files),
        "rank": run(namegraph, "rank", "--measures", "degree,strength", "--communities", "--resamples", "5", *files),
        "diff": run(namegraph, "diff", files[0], files[1]),
        "series": run(namegraph, "diff", "--series", *files),
    }
    for name, result in results.items():
        with open(os.path.join(schemas, name + ".schema.json"), encoding="utf-8") as text:
            schema = json.load(text)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(result, schema, cls=jsonschema.Draft202012Validator)
        print("%s fits its schema" % name)
    assert results["graph"]["edges"] and results["rank"]["ranking"], "the samples gave an empty network"


if __name__ == "__main__":
    main()
