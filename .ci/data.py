"""Reads the exports of a built site with parsers that others wrote, and holds them against each other."""

import glob
import json
import sys

import bibtexparser
import duckdb
import networkx
import pandas
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from frictionless import Package
from lxml import etree

site, schema = sys.argv[1:3]
tei_all = etree.RelaxNG(etree.parse(schema))
articles = glob.glob(site + "/articles/**/annotations.jsonld", recursive=True)
assert articles, "no article"
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

    (item,) = json.load(open(folder + "/cite.json", encoding="utf-8"))
    bibliography = bibtexparser.parse_file(folder + "/cite.bib")
    assert not bibliography.failed_blocks, folder
    (entry,) = bibliography.entries
    (record,) = rispy.load(open(folder + "/cite.ris", encoding="utf-8", newline=""))
    assert entry.key == record["id"] == item["id"]
    assert entry["url"] == record["urls"][0] == item["URL"]
    assert len((entry["author"] if "author" in entry.fields_dict else "").split(" and ")) == len(record.get("authors", [""])) == len(item.get("author", [""]))
    assert record["title"] == item["title"]
    style = CitationStylesStyle("apa", validate=False)
    printed = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    printed.register(Citation([CitationItem(item["id"].lower())]))
    assert printed.bibliography()
print(f"{len(articles)} articles: TEI valid, annotations lead back, references read by others")

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
