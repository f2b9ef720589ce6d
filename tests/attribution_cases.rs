//! What is found in single sentences: one rule of reading each.

use guillemet::attribution::{grammar, propose};

/// What is found in a text, as `kind speaker: words`.
fn check(language: &str, text: &str, expected: &[&str]) {
    let grammar = grammar(language).expect("the language is known");
    let found: Vec<String> = propose(text, grammar)
        .into_iter()
        .map(|proposal| {
            let words: Vec<&str> = proposal.fragments.iter().map(|fragment| &text[fragment.clone()]).collect();
            let speaker = proposal.speaker.unwrap_or_else(|| "?".to_owned());
            format!("{} {speaker}: {}", proposal.kind.as_str(), words.join(" … "))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn german() {
    check(
        "de",
        "Ministerin Hanna Keller hat am Montag angekündigt, dass die Brücke gesperrt bleibt. „Das ist bitter“, sagte Keller.",
        &["indirect Hanna Keller: die Brücke gesperrt bleibt", "direct Hanna Keller: „Das ist bitter“"],
    );
    check(
        "de",
        "Der Sprecher des Hafens erklärte, man habe die Warnungen ernst genommen.",
        &["indirect Der Sprecher des Hafens: man habe die Warnungen ernst genommen"],
    );
}

#[test]
fn spanish() {
    check(
        "es",
        "Juana Herrera anunció el lunes que la terminal seguirá cerrada. «No lo era», declaró la alcaldesa. Dijo que hay dinero.",
        &[
            "indirect Juana Herrera: la terminal seguirá cerrada",
            "direct Juana Herrera: «No lo era»",
            "indirect Juana Herrera: hay dinero",
        ],
    );
}

#[test]
fn italian() {
    check(
        "it",
        "Secondo un rapporto dell’autorità, i pali sono marci. «La sindaca lo sa», ha replicato il direttore, Martino Sala.",
        &["indirect un rapporto dell’autorità: i pali sono marci", "direct Martino Sala: «La sindaca lo sa»"],
    );
}

#[test]
fn words_for_somebody_lead_back_to_the_name() {
    check(
        "fr",
        "« Le pont tiendra », assure Anna Weiss. Cette ingénieure l’a dessiné. « Il a cent ans », sourit la Bordelaise.",
        &["direct Anna Weiss: « Le pont tiendra »", "direct Anna Weiss: « Il a cent ans »"],
    );
    check(
        "fr",
        "Le premier, Luc Roy, est boulanger. Le second, Paul Rey, est boucher. « Il dort peu », plaisante le second.",
        &["direct Paul Rey: « Il dort peu »"],
    );
    check(
        "fr",
        "« Je ne sais plus », a fini par lâcher Luc Roy. Selon son avocate, Anne Blin, le procès sera long.",
        &["direct Luc Roy: « Je ne sais plus »", "indirect Anne Blin: le procès sera long"],
    );
    check(
        "en",
        "“I was trying to cross it,” said Kim Lee. “Honestly,” the teenager added. Her husband nodded. “He was,” he said.",
        &[
            "direct Kim Lee: “I was trying to cross it,”",
            "direct Kim Lee: “Honestly,”",
            "direct Her husband: “He was,”",
        ],
    );
    check(
        "en",
        "“Who had the key?” asked Ruth Ellery.\n\n“Not me,” replied Desmond Foy.\n\n“Are you sure?”\n\n“I am.”",
        &[
            "direct Ruth Ellery: “Who had the key?”",
            "direct Desmond Foy: “Not me,”",
            "direct Ruth Ellery: “Are you sure?”",
            "direct Desmond Foy: “I am.”",
        ],
    );
    check(
        "en",
        "Carl Webb, director of Webb & Sons, came. Webb & Sons is old. “We have no choice,” Mr Webb told reporters.",
        &["direct Carl Webb: “We have no choice,”"],
    );
}

#[test]
fn who_speaks_is_told_by_a_sentence_without_a_subject() {
    check(
        "fr",
        "« On est prêts », dit Luc Roy. Un constat que ne partage pas Anne Blin, éleveuse : « On nous ment. »",
        &["direct Luc Roy: « On est prêts »", "direct Anne Blin: « On nous ment. »"],
    );
    check(
        "fr",
        "« On est prêts », dit Luc Roy. Même son de cloche chez Anne Blin, éleveuse : « On y va. »",
        &["direct Luc Roy: « On est prêts »", "direct Anne Blin: « On y va. »"],
    );
    check(
        "fr",
        "« On est prêts », dit Luc Roy. Et sa fille de le reprendre : « Presque prêts. »",
        &["direct Luc Roy: « On est prêts »", "direct sa fille: « Presque prêts. »"],
    );
    check(
        "fr",
        "« Je ferme », prévient Anne Blin. Un client rit : « Elle le dit souvent. » Elle hausse les épaules. « Et il revient. »",
        &[
            "direct Anne Blin: « Je ferme »",
            "direct Un client: « Elle le dit souvent. »",
            "direct Anne Blin: « Et il revient. »",
        ],
    );
}

#[test]
fn what_one_can_read_in_a_document() {
    check(
        "fr",
        "Le rapport est paru mardi. « Rien n’a été contrôlé », peut-on y lire.",
        &["direct Le rapport: « Rien n’a été contrôlé »"],
    );
}

#[test]
fn verbs_that_could_be_nouns() {
    check("fr", "Anne Blin attend. « C’est long », juge-t-elle.", &["direct Anne Blin: « C’est long »"]);
    check(
        "fr",
        "« Courage », a osé le vieil homme. « Neuf morts », compte Anne Blin.",
        &["direct le vieil homme: « Courage »", "direct Anne Blin: « Neuf morts »"],
    );
}

#[test]
fn somebody_else_is_set_apart() {
    check(
        "fr",
        "« Ça a bougé », raconte Luc Roy. Le gérant, lui, n’a rien senti. « Je dormais », confie-t-il.",
        &["direct Luc Roy: « Ça a bougé »", "direct Le gérant: « Je dormais »"],
    );
    check(
        "fr",
        "Anne Blin a repris le club. « On avance », dit celle qui dirige le club.",
        &["direct Anne Blin: « On avance »"],
    );
}

#[test]
fn marks_of_all_kinds() {
    check(
        "fr",
        "\" Nous avons gagné \", a lancé le président Macky Sall à ses partisans.",
        &["direct Macky Sall: \" Nous avons gagné \""],
    );
    // Double marks within single ones only: the single ones are the marks of this text.
    check(
        "en",
        "‘I said, “How does she go?”’ Tennick replied. ‘If that’s excitement, I’ve been excited at a lot of funerals by now.’",
        &[
            "direct Tennick: ‘I said, “How does she go?”’",
            "direct Tennick: “How does she go?”",
            "direct Tennick: ‘If that’s excitement, I’ve been excited at a lot of funerals by now.’",
        ],
    );
    // The closing mark is forgotten.
    check(
        "en",
        "Ruth Amoah said: “Nobody came.\n\nShe left at noon. “It was over,” she added.",
        &["direct Ruth Amoah: “Nobody came.", "direct Ruth Amoah: “It was over,”"],
    );
    check(
        "en",
        "“I said, ‘Badly.’ Ann Lee said, ‘How badly?’ I said, ‘Well.’” Bob Roy smiled.",
        &[
            "direct Bob Roy: “I said, ‘Badly.’ Ann Lee said, ‘How badly?’ I said, ‘Well.’”",
            "direct Bob Roy: ‘Badly.’",
            "direct Ann Lee: ‘How badly?’",
            "direct Bob Roy: ‘Well.’",
        ],
    );
    check(
        "en",
        "\"I don't think so\", said the minister. \"We'll see\".",
        &["direct the minister: \"I don't think so\"", "direct the minister: \"We'll see\""],
    );
}

/// A closing mark that is missing costs its own quotation only.
#[test]
fn marks_that_are_missing() {
    check(
        "en",
        "\"We won, said Tom Lee. \"We are happy,\" he added. \"Really.\"\n\n\"Thanks a lot,\" said Bob Roy.",
        &["direct Tom Lee: \"We are happy,\"", "direct Tom Lee: \"Really.\"", "direct Bob Roy: \"Thanks a lot,\""],
    );
    check(
        "en",
        "“We were abandoned,” said Ann Lee. “Nobody came.\r\n \r\n“We had no oxygen.”",
        &["direct Ann Lee: “We were abandoned,”", "direct Ann Lee: “Nobody came.\r\n \r\n“We had no oxygen.”"],
    );
}

#[test]
fn who_stands_behind_a_dash() {
    check("en", "“Be kind to each other.” — Ellen Ross", &["direct Ellen Ross: “Be kind to each other.”"]);
    check("en", "“It was,” he paused, “complicated.”", &["direct he: “It was,” … “complicated.”"]);
}

#[test]
fn a_subject_that_stands_before() {
    check("en", "It was a move that critics say will cost jobs.", &["indirect critics: will cost jobs"]);
    check("en", "The report, obtained by The Times, found no evidence of fraud.", &[]);
    check("en", "Polls show most voters oppose it.", &["indirect Polls: most voters oppose it"]);
}

#[test]
fn names_of_works_and_broadcasts_are_not_said() {
    check(
        "en",
        "Ann Cole told CNN’s “State of the Union” on Sunday that the bill was “dead on arrival.”",
        &["mixed Ann Cole: the bill was “dead on arrival.”"],
    );
    check("fr", "Anne Roy publie « Les Marées d’argile », son neuvième roman.", &[]);
}

#[test]
fn attributions_within_marks() {
    check(
        "fr",
        "« Il y a eu neuf blessés, insiste sa présidente, Anne Roy. Les familles ont droit à la vérité. »",
        &["direct Anne Roy: « Il y a eu neuf blessés", "direct Anne Roy: Les familles ont droit à la vérité. »"],
    );
    check(
        "en",
        "“The poor are getting poorer,” as one resident put it.",
        &["direct one resident: “The poor are getting poorer,”"],
    );
    check("fr", "« On avance », comme l’a dit Anne Roy.", &["direct Anne Roy: « On avance »"]);
}

#[test]
fn who_speaks_for_a_body() {
    check(
        "fr",
        "« Nous sommes prêts », dit-on à l’Élysée. Chez les nationalistes, on dément vouloir bloquer.",
        &["direct l’Élysée: « Nous sommes prêts »", "indirect les nationalistes: vouloir bloquer"],
    );
    check(
        "fr",
        "« Il faut agir », estime le député (LFI) de Seine-Saint-Denis Éric Roy.",
        &["direct Éric Roy: « Il faut agir »"],
    );
    check(
        "fr",
        "Le préfet, Alain Roy, est venu. « Une péripétie », a balayé le représentant de l’État.",
        &["direct Alain Roy: « Une péripétie »"],
    );
    check(
        "fr",
        "« Qui va payer ? », s’interroge un commerçant du marché Dantokpa.",
        &["direct un commerçant du marché Dantokpa: « Qui va payer ? »"],
    );
    check(
        "fr",
        "Deux élus hésitent. L’un d’eux se rappelle avoir reçu Luc Roy. « Il a parlé, puis il est parti. »",
        &["indirect L’un d’eux: avoir reçu Luc Roy", "direct L’un d’eux: « Il a parlé, puis il est parti. »"],
    );
}

#[test]
fn nobody_names_himself() {
    check(
        "fr",
        "Anne Roy raconte avoir douté. Son éditrice, Mireille Blin, a insisté. « Mireille avait raison, comme toujours. »",
        &["indirect Anne Roy: avoir douté", "direct Anne Roy: « Mireille avait raison, comme toujours. »"],
    );
}

#[test]
fn a_paragraph_is_about_its_subject() {
    check(
        "en",
        "“We were poor,” said the manager, Tomasz Wilk.\n\nVale’s manager, Graham Poyle, took no pleasure in it. “I met my \
         wife in that stand,” he said.",
        &["direct Tomasz Wilk: “We were poor,”", "direct Graham Poyle: “I met my wife in that stand,”"],
    );
}

#[test]
fn clauses_beside_one_another() {
    check(
        "en",
        "Martin Oduya told an emergency meeting on Tuesday night that he was “angry” and that he supported her.",
        &[
            "mixed Martin Oduya: he was “angry”",
            "indirect Martin Oduya: he supported her",
            "indirect Martin Oduya: her",
        ],
    );
    check(
        "fr",
        "Anne Roy a réclamé, samedi à Lyon, un audit et s’oppose à la fusion. Elle n’a lâché que quelques mots.",
        &["indirect Anne Roy: un audit", "indirect Anne Roy: la fusion"],
    );
}

#[test]
fn a_sentence_tells_who_says_the_one_before() {
    check(
        "fr",
        "Les glaciers auront disparu en 2040. C’est ce que révèle une étude.",
        &["indirect une étude: Les glaciers auront disparu en 2040"],
    );
}

#[test]
fn answers_without_marks() {
    check(
        "fr",
        "La chercheuse Anne Roy publie un livre.\n\nPourquoi ce livre ?\n\nA. R. : Le temps presse. Je voulais le dire.",
        &["direct Anne Roy: Le temps presse. Je voulais le dire."],
    );
    check(
        "en",
        "Hillary Clinton and Donald Trump met.\n\nCLINTON: I have a plan.\n\nTRUMP: She has none.\n\nCLINTON: Read it.",
        &[
            "direct Hillary Clinton: I have a plan.",
            "direct Donald Trump: She has none.",
            "direct Hillary Clinton: Read it.",
        ],
    );
    check("fr", "Anne Roy : l’heure des choix\n\nElle a parlé lundi. Que va-t-elle faire ?", &[]);
}
