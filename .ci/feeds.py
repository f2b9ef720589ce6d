"""Checks the feeds of a built site: feeds.py FOLDER BASE_URL"""

import json
import re
import sys
import warnings
from pathlib import Path

import atoma
import feedparser
import html5lib

folder, base = Path(sys.argv[1]), sys.argv[2]
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*$")
problems = []
checks = 0


def check(what, holds):
    global checks
    checks += 1
    if not holds:
        problems.append(what)


def check_html(where, html):
    """Content is well-formed, needs no script, style or frame, and leads back with whole addresses."""
    tree = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    fragment = tree.parseFragment(html)
    for element in fragment.iter():
        check(f"{where}: <{element.tag}> is not for feeds", element.tag not in ("script", "style", "iframe", "form"))
        for name, value in element.attrib.items():
            check(f"{where}: attribute {name}", not name.startswith("on") and name != "style")
            if name in ("href", "src"):
                check(f"{where}: {name}={value} is relative", re.match(r"(https?://|mailto:|#)", value))


def check_atom(path):
    where = path.relative_to(folder)
    address = base + where.as_posix()
    feed = feedparser.parse(path.read_bytes())
    check(f"{where}: {feed.get('bozo_exception')}", not feed.bozo and feed.version == "atom10")
    strict = atoma.parse_atom_bytes(path.read_bytes())
    check(f"{where}: entries", len(strict.entries) == len(feed.entries) <= 30)
    links = {link.rel: link.href for link in feed.feed.links}
    check(f"{where}: self", links.get("self") == address)
    check(f"{where}: alternate", links.get("alternate") == address.removesuffix("feed.xml"))
    check(f"{where}: author", feed.feed.get("author"))
    check(f"{where}: language", LANGUAGE.match(feed.feed.get("language", "")))
    ids = [entry.id for entry in feed.entries]
    check(f"{where}: identifiers differ", len(ids) == len(set(ids)))
    updated = [entry.updated for entry in feed.entries]
    check(f"{where}: updated", feed.feed.updated == max(updated, default=feed.feed.updated))
    for entry in feed.entries:
        check(f"{entry.id}: identifier", entry.id.startswith(base) and entry.link == entry.id)
        check(f"{entry.id}: dates", MOMENT.match(entry.updated) and MOMENT.match(entry.published))
        check(f"{entry.id}: title", entry.title.strip() and "<" not in entry.title)
    for entry in strict.entries:
        check_html(entry.id_, entry.content.value)
    return ids


def check_json(path, atom_ids):
    where = path.relative_to(folder)
    feed = json.loads(path.read_text("utf-8"))
    check(f"{where}: version", feed["version"] == "https://jsonfeed.org/version/1.1")
    check(f"{where}: feed_url", feed["feed_url"] == base + where.as_posix())
    check(f"{where}: title", feed["title"])
    known = {"version", "title", "home_page_url", "feed_url", "description", "favicon", "authors", "language", "items"}
    check(f"{where}: keys", set(feed) <= known)
    parsed = atoma.parse_json_feed_bytes(path.read_bytes())
    check(f"{where}: items", [item.id_ for item in parsed.items] == atom_ids)
    known = {"id", "url", "external_url", "title", "content_html", "summary", "date_published", "date_modified", "authors",
             "tags", "language"}
    for item in feed["items"]:
        check(f"{item['id']}: keys", set(item) <= known)
        check(f"{item['id']}: dates", MOMENT.match(item["date_published"]) and MOMENT.match(item["date_modified"]))
        check(f"{item['id']}: content", item["content_html"])
        check(f"{item['id']}: language", LANGUAGE.match(item["language"]))


def check_discovery():
    """Every page of what has a feed names it."""
    for path in folder.rglob("feed.*"):
        page = (path.parent / "index.html").read_text("utf-8")
        check(f"{path}: not named by its page", f'href="{base}{path.relative_to(folder).as_posix()}"' in page)


warnings.simplefilter("ignore")
feeds = sorted(folder.rglob("feed.xml"))
for path in feeds:
    check_json(path.with_suffix(".json"), check_atom(path))
check_discovery()
for problem in problems[:50]:
    print("FAILED", problem)
print(f"{len(feeds)} feeds in two formats, {checks} checks, {len(problems)} failures")
sys.exit(bool(problems) or len(feeds) < 10)
