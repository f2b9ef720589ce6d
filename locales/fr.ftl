# Les textes de l’interface en français. Le locales/fr.ftl d’un site l’emporte message par message.

home = Accueil
articles = Articles
speakers = Locuteurs
topics = Thèmes
sources = Sources
timeline = Chronologie
quotations = Citations
skip-to-content = Aller au contenu
menu = Menu principal
breadcrumb = Vous êtes ici
pages = Pages
previous-page = Page précédente
next-page = Page suivante
page-of = Page { $page } sur { $pages }

article-count = { $count ->
    [one] { $number } article
   *[other] { $number } articles
}
quotation-count = { $count ->
    [one] { $number } citation
   *[other] { $number } citations
}
speaker-count = { $count ->
    [one] { $number } locuteur
   *[other] { $number } locuteurs
}
topic-count = { $count ->
    [one] { $number } thème
   *[other] { $number } thèmes
}
source-count = { $count ->
    [one] { $number } source
   *[other] { $number } sources
}

in-figures = Le fonds en chiffres
latest-articles = Derniers articles
featured-quotations = Paroles choisies
all-articles = Tous les articles

direct = Citation directe
indirect = Discours rapporté
mixed = Citation mêlée
unknown-speaker = Locuteur inconnu
speakers-of-article = Qui parle dans cet article
editors-note = Note de la rédaction
via = par { $medium }
original = Discours ou entretien d’origine
translation = Traduction ({ $language })
read-original = Lire l’original
archived-copy = Copie archivée
accessed = consulté le
updated = Dernier changement
date = Date
place = Lieu
rights = Droits
in-other-languages = En d’autres langues
source = Source
cite = Pour citer
newer-article = Article plus récent
older-article = Article plus ancien
previous-quotation = Citation précédente de l’article
next-quotation = Citation suivante de l’article
in-context = En contexte
from-article = Dans l’article
permanent-address = Adresse permanente
share-by-mail = Envoyer par courriel
footnotes = Notes
back-to-text = Retour au texte
table = Tableau
task-done = Fait
task-open = À faire

roles = Fonctions
role-from-to = { $from } – { $to }
role-since = { $precision ->
    [day] depuis le { $from }
   *[other] depuis { $from }
}
role-until = { $precision ->
    [day] jusqu’au { $to }
   *[other] jusqu’en { $to }
}
born = Naissance
died = Mort
founded = Fondation
dissolved = Dissolution
also-known-as = Autres noms
elsewhere = Ailleurs
person = Personne
organisation = Organisation
speaks-about = Parle de
quoted-beside = Cité aux côtés de
by-year = Citations par année
year = Année
count = Nombre
undated = Sans date
quotations-by-speaker = Citations par locuteur
who-speaks-most = Qui parle le plus
topic-tree = Dans l’arbre des thèmes
relayed = Citations obtenues par cette source
name-index = Locuteurs de A à Z
articles-by-month = Articles par mois
show-as-table = La même chose en tableau
no-quotations = Personne n’est encore cité.
no-articles = Pas encore d’article.

highlight-on = Surligner les citations
highlight-only = Ces seules paroles
colours = Couleurs
colours-auto = Celles du système
colours-light = Claires
colours-dark = Sombres
page-not-found = Cette page n’existe pas
page-not-found-hint = L’adresse est peut-être mal écrite, ou la page a changé de place. Essayez par ici :
moved = Cette page a changé d’adresse
moved-to = Sa nouvelle adresse est
follow = Suivre les archives :
follow-this = Suivre :
made-with = Réalisé avec Guillemet

# Le panneau où l’on annote les articles dans l’aperçu.
edit-toolbar = Annotation
edit-annotate = Annoter un passage
edit-annotate-hint = Sélectionnez d’abord des mots de l’article (Ctrl+Entrée), ou écrivez-les dans le panneau.
edit-undo = Annuler
edit-new-title = Annoter un passage
edit-existing-title = Modifier une annotation
edit-change-quotation = Modifier cette citation
edit-change-note = Modifier cette note
edit-passage = Passage
edit-words = Sera marqué :
edit-kind = Nature
edit-note-kind = Pas une citation : une note de la rédaction
edit-who = Qui l’a dit
edit-who-hint = Un nom, un autre nom de la même personne, ou un nom nouveau
edit-another-speaker = Un autre locuteur
edit-unknown = On ne sait pas qui l’a dit
edit-topics = Thèmes
edit-another-topic = Un autre thème
edit-via = Recueilli par
edit-note = Note
edit-save = Enregistrer
edit-remove = Supprimer
edit-cancel = Abandonner
edit-proposals = Propositions
edit-no-proposals = Rien de plus n’est proposé pour cet article.
edit-proposal-title = Est-ce exact ?
edit-confidence = Assurance de la proposition :
edit-new-name = nouveau
edit-accept = Accepter
edit-skip = Passer
edit-skipped = La proposition est écartée ; l’article est inchangé.
edit-skipped-again = Revoir les propositions écartées
edit-close = Fermer
edit-continues = Continue la citation qui précède :
edit-added = L’annotation est écrite dans le fichier de l’article.
edit-changed = L’annotation est modifiée dans le fichier de l’article.
edit-removed = L’annotation est retirée du fichier de l’article.
edit-undone = La dernière modification est annulée.
edit-offline = L’aperçu ne répond pas. Tourne-t-il encore ?
edit-problem-no-article = Cette page n’est pas celle d’un article.
edit-problem-file-changed = Le fichier a changé entre-temps : rien n’a été écrit. Fermez ce panneau et regardez de nouveau la page.
edit-problem-no-speaker = Dites qui l’a dit, ou qu’on ne le sait pas.
edit-problem-no-note = La note est vide.
edit-problem-other-kind = Le passage ne peut pas être une citation de cette nature.
edit-problem-nothing-to-undo = Il n’y a rien à annuler.
edit-problem-not-an-article = Le fichier ne se lit pas comme un article ; `guillemet check` dit pourquoi.
edit-problem-nothing-selected = Sélectionnez des mots de l’article, ou écrivez-les ici.
edit-problem-passage-not-found = Ces mots ne se trouvent pas dans l’article.
edit-problem-passage-ambiguous = Ces mots se trouvent plusieurs fois dans l’article. Sélectionnez-les dans le texte, ou ajoutez les mots autour.
edit-problem-already-annotated = Ce passage est déjà annoté.
edit-problem-no-such-annotation = L’article n’a plus cette annotation.
edit-problem-no-place = Aucune annotation ne peut être écrite exactement là, à cause de code, d’un lien ou d’une autre annotation. Sélectionnez un peu plus ou un peu moins.
edit-problem-annotation-refused = Cela ne peut pas être écrit :
edit-problem-file-refused = Le fichier ne peut pas être écrit :
edit-problem-file-outside = Le fichier est hors des archives, ou derrière un lien symbolique : il est laissé tel quel.
search = Rechercher
search-words = Mots à chercher
search-all = tous
search-sort = Ordre
search-sort-relevance = par pertinence
search-sort-newest = du plus récent
search-sort-oldest = du plus ancien
search-hint = Entre guillemets droits, les mots sont cherchés ensemble, comme dans "le barrage fuit". Les flèches parcourent les résultats.
search-one-result = # résultat
search-results = # résultats
search-no-results = Rien n’a été trouvé. Essayez moins de mots, ou retirez un filtre.
search-wait = Recherche en cours…
search-failed = L’index de recherche ne peut pas être lu.
search-more = Plus de résultats
search-without-script = La recherche a besoin de JavaScript. Sans lui, ces pages mènent à toutes les archives :
article = Article
speaker = Locuteur
topic = Thème
language = Langue
kind = Nature
copy = Copier
copied = Copié
other-styles = Dans d’autres styles
for-reference-managers = Pour les logiciels de références :
as-data = En données
plain-text = Texte seul
passage-in-original = Le passage dans l’original
quoted-in = { $speaker }, { $words }, cité dans :
data = Données
data-hint = Les archives en tables, pour tableurs et programmes. En CSV, plusieurs valeurs d’une case sont séparées par des points-virgules.
data-table = Table
data-rows = Lignes
data-files = Fichiers
data-columns = Colonnes
data-package = le sens de chaque colonne (Frictionless Data Package)
data-network = qui est cité à côté de qui, pour Gephi et d’autres logiciels de réseaux
data-of-articles = La page de chaque article donne aussi son texte, ses annotations et sa référence en fichiers.
