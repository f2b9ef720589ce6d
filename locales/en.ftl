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

direct = Direct quotation
indirect = Indirect speech
mixed = Mixed quotation
unknown-speaker = Unknown speaker
speakers-of-article = Who speaks in this article
editors-note = Editor’s note
via = via { $medium }
original = Original speech or interview
translation = Translation ({ $language })
read-original = Read the original
archived-copy = Archived copy
accessed = accessed
updated = Last changed
date = Date
place = Place
rights = Rights
in-other-languages = In other languages
source = Source
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
count = Number
undated = Without a date
quotations-by-speaker = Quotations by speaker
who-speaks-most = Who speaks most
topic-tree = In the tree of topics
relayed = Quotations obtained through this source
name-index = Speakers from A to Z
articles-by-month = Articles by month
show-as-table = The same as a table
no-quotations = Nobody is quoted yet.
no-articles = No article yet.

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

# The panel in which articles are annotated in the preview.
edit-toolbar = Annotating
edit-annotate = Annotate a passage
edit-annotate-hint = Select words of the article first (Ctrl+Enter), or write them into the panel.
edit-undo = Undo
edit-new-title = Annotate a passage
edit-existing-title = Change an annotation
edit-change-quotation = Change this quotation
edit-change-note = Change this note
edit-passage = Passage
edit-words = Will be marked:
edit-kind = What it is
edit-note-kind = No quotation, an editor’s note
edit-who = Who said it
edit-who-hint = A name, another name, or a new one
edit-another-speaker = Another speaker
edit-unknown = Nobody knows who said it
edit-topics = Topics
edit-another-topic = Another topic
edit-via = Obtained through
edit-note = Note
edit-save = Save
edit-remove = Remove
edit-cancel = Cancel
edit-proposals = Proposals
edit-no-proposals = Nothing more is proposed for this article.
edit-proposal-title = Is this right?
edit-confidence = How sure the proposal is:
edit-new-name = new
edit-accept = Accept
edit-skip = Skip
edit-skipped = The proposal is skipped; the article is as it was.
edit-skipped-again = Show what was skipped
edit-close = Close
edit-continues = Goes on with the quotation before it:
edit-added = The annotation is written into the article’s file.
edit-changed = The annotation is changed in the article’s file.
edit-removed = The annotation is gone from the article’s file.
edit-undone = The last edit is undone.
edit-offline = The preview does not answer. Is it still running?
edit-problem-no-article = This page is none of an article.
edit-problem-file-changed = The file was changed meanwhile, so nothing was written. Close this panel and look at the page again.
edit-problem-no-speaker = Say who said it, or that nobody knows.
edit-problem-no-note = The note has no words.
edit-problem-other-kind = The passage cannot be a quotation of this kind.
edit-problem-nothing-to-undo = There is nothing to undo.
edit-problem-not-an-article = The file does not read as an article; `guillemet check` says why.
edit-problem-nothing-selected = Select some words of the article, or write them here.
edit-problem-passage-not-found = These words do not stand in the article.
edit-problem-passage-ambiguous = These words stand in the article several times. Select them in the text, or add the words around them.
edit-problem-already-annotated = This passage is annotated already.
edit-problem-no-such-annotation = The article has no such annotation any more.
edit-problem-no-place = No annotation can be written exactly there, because of code, a link or another annotation. Select a little more or a little less.
edit-problem-annotation-refused = That cannot be written:
edit-problem-file-refused = The file cannot be written:
edit-problem-file-outside = The file lies outside the archive, or behind a symbolic link, so it is left alone.
search = Search
search-words = Words to look for
search-all = all
search-sort = Order
search-sort-relevance = by relevance
search-sort-newest = newest first
search-sort-oldest = oldest first
search-hint = Put words between quotation marks to find them together, as in "the dam leaks". The arrow keys go through the results.
search-one-result = # result
search-results = # results
search-no-results = Nothing was found. Try fewer words, or take a filter away.
search-wait = Searching…
search-failed = The search index cannot be read.
search-more = More results
search-without-script = Search needs JavaScript. Without it, these lead to everything in the archive:
article = Article
speaker = Speaker
topic = Topic
language = Language
kind = Kind
copy = Copy
copied = Copied
other-styles = In other styles
for-reference-managers = For reference managers:
plain-text = Plain text
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
