"""Reads the exports of a built site with parsers that others wrote, and holds them against each other."""

import glob
import json
import sys
import urllib.parse

import bibtexparser
import duckdb
import jsonschema
import lxml.html
import networkx
import pandas
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from frictionless import Package
from lxml import etree
from pyld import jsonld

site, schema = sys.argv[1:3]
tei_all = etree.RelaxNG(etree.parse(schema))
articles = glob.glob(site + "/articles/**/annotations.jsonld", recursive=True)
assert articles, "no article"

# What a reference says, held against what others read of it.
def check_reference(bib, ris, csl, schema, where):
    (item,) = json.loads(csl)
    bibliography = bibtexparser.parse_string(bib)
    assert not bibliography.failed_blocks, where
    (entry,) = bibliography.entries
    (record,) = rispy.loads(ris)
    assert entry.key == record["id"] == item["id"], where
    assert entry["url"] == record["urls"][0] == item["URL"], where
    authors = item.get("author", [])
    assert len((entry["author"] if "author" in entry.fields_dict else "").split(" and ")) == max(len(authors), 1), where
    assert len(record.get("authors", [])) == len(authors), where
    assert record["title"] == " ".join(item["title"].split()), where
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    assert record.get("year", "") == "".join(f"{year:04}" for year in parts[:1]), where
    assert record.get("language") == item["language"], where
    if "note" in item:
        assert record["notes"] == [" ".join(item["note"].split())], where
    errors = [error.message for error in schema.iter_errors([item])]
    assert not errors, (where, errors)
    style = CitationStylesStyle("apa", validate=False)
    printed = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    printed.register(Citation([CitationItem(item["id"].lower())]))
    assert printed.bibliography(), where
    return item


# The schema of CSL-JSON in the fields that references have: what each may be, and no others.
text = {"type": "string", "minLength": 1}
name = {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": {key: {"type": "string"} for key in ["family", "given", "literal", "dropping-particle", "non-dropping-particle"]}}
parts = {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}
issued = {"type": "object", "additionalProperties": False, "required": ["date-parts"], "properties": {"date-parts": {"type": "array", "minItems": 1, "maxItems": 1, "items": parts}}}
fields = {key: text for key in ["id", "title", "container-title", "archive", "publisher-place", "URL", "language", "abstract", "keyword", "note"]}
fields |= {"type": {"enum": ["article-newspaper", "webpage"]}, "author": {"type": "array", "minItems": 1, "items": name}, "issued": issued}
csl_schema = jsonschema.Draft202012Validator({"type": "array", "items": {"type": "object", "required": ["id", "type", "title", "URL"], "additionalProperties": False, "properties": fields}})


# Expansion drops what its context does not know without a word, so every value is counted before and after.
def values(node):
    if isinstance(node, dict):
        return sum(values(value) for key, value in node.items() if key != "@context")
    return sum(map(values, node)) if isinstance(node, list) else 1


# What is still a relative address had no meaning.
def relative(node):
    if isinstance(node, list):
        return [name for value in node for name in relative(value)]
    if not isinstance(node, dict):
        return []
    names = node.get("@type", []) + [node["@id"] for _ in range("@id" in node)]
    return [name for name in names if "://" not in name] + [name for value in node.values() for name in relative(value)]


context = json.load(open(".ci/annotations.jsonld", encoding="utf-8"))


def load(url, options):
    assert url == "http://www.w3.org/ns/anno.jsonld", url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


OA = "http://www.w3.org/ns/oa#"
annotations = 0
for path in articles:
    folder = path.rsplit("/", 1)[0]
    tei = etree.parse(folder + "/article.tei.xml")
    assert tei_all.validate(tei), (folder, tei_all.error_log)
    text = open(folder + "/article.txt", encoding="utf-8", newline="").read()
    collection = json.load(open(path, encoding="utf-8"))
    items = collection["first"]["items"]
    for item in items:
        for target in item["target"]:
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"], item["id"]
    annotations += sum("/quotations/" in item.get("canonical", "") for item in items)

    expanded = jsonld.expand(collection, {"documentLoader": load})
    assert values(expanded) == values(collection), (path, "a term is lost")
    assert not relative(expanded), (path, relative(expanded))
    triples = jsonld.to_rdf(collection, {"documentLoader": load})["@default"]
    of_type = [t["object"]["value"] for t in triples if t["predicate"]["value"].endswith("#type")]
    assert of_type.count(OA + "Annotation") == len(items), path
    for name in ["hasBody", "hasTarget", "hasSelector", "exact", "start", "motivatedBy"]:
        assert any(t["predicate"]["value"] == OA + name for t in triples) or not items, (path, name)

    read = [open(f"{folder}/cite.{end}", encoding="utf-8", newline="").read() for end in ["bib", "ris", "json"]]
    check_reference(*read, csl_schema, folder)
print(f"{len(articles)} articles: TEI valid, annotations lead back, references read by others, annotations expanded as linked data")

# The references to quotations are within the addresses of their pages' links.
quotations = glob.glob(site + "/quotations/*/index.html")
for path in quotations:
    page = lxml.html.parse(path).getroot()
    links = {link.get("download").rsplit(".", 1)[1]: link.get("href") for link in page.findall(".//a[@download]") if link.get("href").startswith("data:")}
    assert sorted(links) == ["bib", "json", "ris"], path
    read = [urllib.parse.unquote(links[end].split(",", 1)[1], errors="strict") for end in ["bib", "ris", "json"]]
    item = check_reference(*read, csl_schema, path)
    assert item["note"] and item["URL"] == page.find(".//link[@rel='canonical']").get("href"), path
print(f"{len(quotations)} quotations: references read by others")

for name in ["articles", "quotations", "speakers", "topics", "sources"]:
    csv = pandas.read_csv(f"{site}/data/{name}.csv", dtype=str, keep_default_na=False)
    lines = pandas.read_json(f"{site}/data/{name}.jsonl", lines=True, convert_dates=False, dtype=False)
    parquet = pandas.read_parquet(f"{site}/data/{name}.parquet")
    assert list(csv.columns) == list(parquet.columns) == list(lines.columns), name
    assert list(csv["id"]) == list(parquet["id"]) == list(lines["id"]), name
    counts = [duckdb.sql(f"select count(*) from '{site}/data/{name}.{kind}'").fetchall()[0][0] for kind in ["csv", "parquet"]]
    counts.append(duckdb.sql(f"select count(*) from read_json('{site}/data/{name}.jsonl')").fetchall()[0][0])
    assert counts == [len(csv)] * 3, (name, counts)
    print(f"{name}: {len(csv)} rows in pandas and DuckDB")
assert annotations == len(pandas.read_parquet(site + "/data/quotations.parquet"))
assert duckdb.sql(f"select count(*) from '{site}/data/quotations.parquet' where len(speakers) > 0").fetchall()[0][0] > 0

assert Package.validate_descriptor(json.load(open(site + "/data/datapackage.json", encoding="utf-8"))).valid
package = Package(site + "/data/datapackage.json")
# frictionless cannot read lists in Parquet; pandas and DuckDB did above.
for name in [resource.name for resource in package.resources if resource.format != "csv"]:
    package.remove_resource(name)
assert len(package.resources) == 5
report = package.validate()
assert report.valid, report.flatten(["type", "message"])
graph = networkx.read_graphml(site + "/data/network.graphml")
assert graph.number_of_nodes() == len(pandas.read_parquet(site + "/data/speakers.parquet"))
print(f"data package valid; network of {graph.number_of_nodes()} speakers and {graph.number_of_edges()} pairs")
