# The texts of the interface in English. A site's own locales/en.ftl wins message by message.

home = Home
articles = Articles
speakers = Speakers
topics = Topics
sources = Sources
timeline = Timeline
quotations = Quotations
skip-to-content = Skip to content
menu = Main menu
breadcrumb = You are here
pages = Pages
previous-page = Previous page
next-page = Next page
page-of = Page { $page } of { $pages }

article-count = { $count ->
    [one] { $number } article
   *[other] { $number } articles
}
quotation-count = { $count ->
    [one] { $number } quotation
   *[other] { $number } quotations
}
speaker-count = { $count ->
    [one] { $number } speaker
   *[other] { $number } speakers
}
topic-count = { $count ->
    [one] { $number } topic
   *[other] { $number } topics
}
source-count = { $count ->
    [one] { $number } source
   *[other] { $number } sources
}

in-figures = The archive in figures
latest-articles = Latest articles
featured-quotations = In their words
all-articles = All articles
all-speakers = All speakers

direct = Direct quotation
indirect = Indirect speech
mixed = Mixed quotation
unknown-speaker = Unknown speaker
said-by = { $speaker }
speakers-of-article = Who speaks in this article
editors-note = Editor’s note
quotation-page = The quotation’s own page
via = via { $medium }
said-on = said on { $date }
said-in = in { $place }
original = Original speech or interview
translation = Translation ({ $language })
published-in = Published in
read-original = Read the original
archived-copy = Archived copy
accessed = accessed
updated = Last changed
by-authors = by { $authors }
date = Date
place = Place
rights = Rights
in-other-languages = In other languages
source = Source
about-topics = About
cite = How to cite
newer-article = Newer article
older-article = Older article
previous-quotation = Previous quotation of the article
next-quotation = Next quotation of the article
in-context = In context
from-article = From the article
permanent-address = Permanent address
share-by-mail = Send by e-mail
footnotes = Footnotes
back-to-text = Back to the text
table = Table
task-done = Done
task-open = To do

roles = Roles
role-from-to = from { $from } to { $to }
role-since = since { $from }
role-until = until { $to }
born = Born
died = Died
founded = Founded
dissolved = Dissolved
also-known-as = Also known as
elsewhere = Elsewhere
person = Person
organisation = Organisation
speaks-about = Speaks about
quoted-beside = Quoted beside
by-year = Quotations by year
year = Year
month = Month
count = Number
undated = Without a date
quotations-by-speaker = Quotations by speaker
who-speaks-most = Who speaks most
topic-tree = In the tree of topics
relayed = Quotations obtained through this source
name-index = Speakers from A to Z
show-as-table = The same as a table
no-quotations = Nobody is quoted yet.
no-articles = No article yet.

highlighting = Highlighting
highlight-on = Highlight the quotations
highlight-only = Only these words
colours = Colours
colours-auto = As the system
colours-light = Light
colours-dark = Dark
page-not-found = This page does not exist
page-not-found-hint = The address may have been mistyped, or the page has moved. Try one of these:
moved = This page has moved
moved-to = Its new address is
follow = Follow the archive:
follow-this = Follow:
made-with = Made with Guillemet
about-the-archive = About the archive
figures-period = { $from } to { $to }

copy = Copy
copied = Copied
other-styles = In other styles
for-reference-managers = For reference managers:
as-data = As data
passage-in-original = The passage in the original
quoted-in = { $speaker }, { $words }, quoted in:
data = Data
data-hint = The archive as tables for spreadsheets and programs. In CSV, several values in one cell are separated by semicolons.
data-table = Table
data-rows = Rows
data-files = Files
data-columns = Columns
data-package = what each column means (Frictionless Data Package)
data-network = who is quoted beside whom, for Gephi and other programs for networks
data-of-articles = Each article’s page has its text, its annotations and its reference as files, too.
