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
all-speakers = Tous les locuteurs

direct = Citation directe
indirect = Discours rapporté
mixed = Citation mêlée
unknown-speaker = Locuteur inconnu
said-by = { $speaker }
speakers-of-article = Qui parle dans cet article
editors-note = Note de la rédaction
quotation-page = La page de la citation
via = par { $medium }
said-on = dit le { $date }
said-in = à { $place }
original = Discours ou entretien d’origine
translation = Traduction ({ $language })
published-in = Publié dans
read-original = Lire l’original
archived-copy = Copie archivée
accessed = consulté
updated = Dernier changement
by-authors = par { $authors }
date = Date
place = Lieu
rights = Droits
in-other-languages = En d’autres langues
source = Source
about-topics = Au sujet de
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
role-from-to = de { $from } à { $to }
role-since = depuis { $from }
role-until = jusqu’à { $to }
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
month = Mois
count = Nombre
undated = Sans date
quotations-by-speaker = Citations par locuteur
who-speaks-most = Qui parle le plus
topic-tree = Dans l’arbre des thèmes
relayed = Citations obtenues par cette source
name-index = Locuteurs de A à Z
show-as-table = La même chose en tableau
no-quotations = Personne n’est encore cité.
no-articles = Pas encore d’article.

highlighting = Surlignage
highlight-on = Surligner les citations
highlight-only = Ces paroles seulement
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
about-the-archive = À propos du fonds
figures-period = de { $from } à { $to }

copy = Copier
copied = Copié
other-styles = Dans d’autres styles
for-reference-managers = Pour les logiciels de références :
as-data = En données
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
