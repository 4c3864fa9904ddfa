"""Holds JSON-LD files against the SHACL shapes of DCAT-AP 3, and says what is violated. Fetches nothing."""

import pathlib
import sys

import pyshacl
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import SH

HERE = pathlib.Path(__file__).parent
SHAPES = ["shapes.ttl", "mdr-vocabularies.shape.ttl"]
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


def shapes():
    graph = rdflib.Graph()
    for name in SHAPES:
        graph.parse(HERE / name, format="turtle")
    return graph


def main(files):
    wrong = 0
    known = shapes()
    for file in files:
        data = rdflib.Graph()
        data.parse(file, format="json-ld", publicID=pathlib.Path(file).absolute().as_uri())
        datasets = len(set(data.subjects(rdflib.RDF.type, DCAT.Dataset)))
        # The Turtle beside it says the same.
        turtle = pathlib.Path(file).with_suffix(".ttl")
        if not isomorphic(data, rdflib.Graph().parse(turtle, format="turtle", publicID=pathlib.Path(file).absolute().as_uri())):
            print(f"{turtle}: says something else than {file}")
            wrong += 1
        if datasets == 0:
            print(f"{file}: no dataset: nothing was checked")
            wrong += 1
        _, report, _ = pyshacl.validate(data, shacl_graph=known, inference="none", allow_warnings=True)
        # What a result gives as its detail is no result of its own: the severity is that of the whole.
        told = set(report.objects(None, SH.result))
        of = lambda severity: [result for result in told if report.value(result, SH.resultSeverity) == severity]
        results = of(SH.Violation)
        for result in results:
            focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
            message, value = report.value(result, SH.resultMessage), report.value(result, SH.value)
            print(f"{file}: violation: {focus} {path} {value}: {message}")
        warnings = len(of(SH.Warning))
        print(f"{file}: {datasets} datasets, {len(results)} violations, {warnings} warnings")
        wrong += len(results)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
