//! The newsletter's pages. What a person says yes to stands in the wording, which the evidence stores; here is the
//! rest.

use domain::text::Language;

/// Every text of the newsletter's pages that is not part of a consent.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct NewsletterTexts {
    pub newsletter: &'static str,
    pub home_text: &'static str,

    pub topics_help: &'static str,
    pub topics_help_beside: &'static str,
    pub email: &'static str,
    pub email_help: &'static str,
    pub name: &'static str,
    pub name_help: &'static str,
    pub terms: &'static str,
    pub sign_up_again: &'static str,

    pub let_in_title: &'static str,
    pub let_in_text: &'static str,
    pub let_in_code: &'static str,
    pub let_in: &'static str,
    pub let_in_done: &'static str,

    pub archive: &'static str,
    pub archive_intro: &'static str,
    pub archive_link: &'static str,
    pub archive_empty: &'static str,
    pub archive_older: &'static str,
    pub archive_all: &'static str,
    pub archive_sign_up: &'static str,
    pub archive_feed: &'static str,

    pub mailbox_title: &'static str,
    pub mailbox_next: &'static str,
    pub mailbox_from: &'static str,
    pub mailbox_missing: &'static str,
    pub mailbox_spam: &'static str,
    pub mailbox_spelling: &'static str,
    pub mailbox_pace: &'static str,
    pub mailbox_kept_out: &'static str,

    pub confirm_title: &'static str,
    pub confirm_text: &'static str,
    pub confirm: &'static str,
    pub confirm_not_you: &'static str,
    pub confirmed_title: &'static str,
    pub confirmed_text: &'static str,
    pub confirmed_before: &'static str,
    pub spent_title: &'static str,
    pub spent_text: &'static str,

    pub topics_link: &'static str,
    pub topics_saved: &'static str,

    pub leave_title: &'static str,
    pub leave_text: &'static str,
    pub leave: &'static str,
    pub left_title: &'static str,
    pub left_text: &'static str,
    pub left_before: &'static str,
    pub undone_title: &'static str,
    pub undone_text: &'static str,
    pub kept_out_title: &'static str,
    pub kept_out_text: &'static str,
    pub kept_out_code: &'static str,

    pub why_link: &'static str,
    pub why_title: &'static str,
    pub why_stands: &'static str,
    pub why_ended: &'static str,
    pub why_withdrawn: &'static str,
    pub why_replaced: &'static str,
    pub why_bounced: &'static str,
    pub why_ran_out: &'static str,
    pub why_given: &'static str,
    pub why_confirmed: &'static str,
    pub why_asked_at: &'static str,
    pub why_at_sign_up: &'static str,
    pub why_at_topics: &'static str,
    pub why_at_undo: &'static str,
    pub why_elsewhere: &'static str,
    pub why_topics: &'static str,
    pub why_words: &'static str,
    pub why_stop: &'static str,
    pub why_earlier: &'static str,
    pub why_nothing: &'static str,
    pub why_download_help: &'static str,
}

const DA: NewsletterTexts = NewsletterTexts {
    newsletter: "Nyhedsbrev",
    home_text: "Vælg, hvad du vil høre om, og se præcis, hvad du siger ja til. Et tryk i hvert brev stopper det igen.",

    topics_help: "Sæt mindst ét kryds. Du får kun det, du vælger.",
    topics_help_beside: "Du får kun det, du sætter kryds ved.",
    email: "Din e-mailadresse",
    email_help: "For eksempel anna@example.dk.",
    name: "Dit navn (valgfrit)",
    name_help: "Så kan vi skrive det i brevet. Vi behøver det ikke.",
    terms: "Det siger du ja til",
    sign_up_again: "Skriv dig op igen",

    let_in_title: "Har du bedt os holde din adresse ude?",
    let_in_text: "Så fik du en kode. Med den sletter vi aftrykket af adressen, og du kan skrive dig op igen.",
    let_in_code: "Din kode",
    let_in: "Slet aftrykket",
    let_in_done: "Aftrykket er slettet. Nu kan adressen skrives op igen.",

    archive: "Tidligere nyhedsbreve",
    archive_intro: "Det, vi har sendt. Du kan læse det her uden at give os din adresse.",
    archive_link: "Læs tidligere nyhedsbreve",
    archive_empty: "Der er ingen endnu.",
    archive_older: "Ældre",
    archive_all: "Alle nyhedsbreve",
    archive_sign_up: "Få nyhedsbrevet på mail",
    archive_feed: "Følg med i et feed (Atom)",

    mailbox_title: "Se i din postkasse",
    mailbox_next: "Nu kommer der et brev, hvor du bekræfter, at adressen er din. Åbn det, og tryk på linket i det. Først derefter får du nyhedsbrevet.",
    mailbox_from: "Brevet kommer fra {from}. Bekræfter du ikke, er adressen slettet senest {date}.",
    mailbox_missing: "Kommer brevet ikke?",
    mailbox_spam: "Se efter i mappen med uønsket post.",
    mailbox_spelling: "Se efter, om du skrev adressen rigtigt. Ellers skriv dig op igen.",
    mailbox_pace: "Vi sender højst ét brev hvert tiende minut til samme adresse og højst tre på et døgn.",
    mailbox_kept_out: "Har du bedt os holde adressen ude, sender vi intet. Så brug først den kode, du fik.",

    confirm_title: "Vil du have nyhedsbrevet?",
    confirm_text: "Nogen har skrevet din adresse op. Var det dig, så bekræft det her. Du får breve om:",
    confirm: "Ja, send mig nyhedsbrevet",
    confirm_not_you: "Var det ikke dig, så gør ingenting. Du får ikke nyhedsbrevet, og adressen er slettet senest syv dage efter, at den blev skrevet op.",
    confirmed_title: "Du er skrevet op",
    confirmed_text: "Du får det næste brev, vi sender om dine emner. I hvert brev er der et link, der stopper det, og et, hvor du skifter emner.",
    confirmed_before: "Du har bekræftet, og du får det næste brev om dine emner. Vil du skifte emner eller stoppe, så brug linkene nederst i et brev.",
    spent_title: "Linket virker ikke mere",
    spent_text: "Linket er brugt eller for gammelt. Skriv dig op igen, så sender vi et nyt.",

    topics_link: "Skift emner",
    topics_saved: "Dine emner er gemt.",

    leave_title: "Stop nyhedsbrevet?",
    leave_text: "Så får du ikke flere breve, og vi sletter din adresse med det samme.",
    leave: "Stop nyhedsbrevet",
    left_title: "Du får ikke flere breve",
    left_text: "Vi har slettet din adresse. Var der et brev på vej, kan det nå frem. Beviset på dit ja er låst og bliver slettet senest {date}.",
    left_before: "Linket hører ikke til nogen, der får nyhedsbrevet. Du behøver ikke gøre mere.",
    undone_title: "Du får stadig nyhedsbrevet",
    undone_text: "Det er et nyt ja til det samme som før. Linkene i de breve, du har, virker igen.",
    kept_out_title: "Din adresse bliver holdt ude",
    kept_out_text: "Vi sender ikke noget til den, heller ikke hvis nogen skriver den op. Gem koden, hvis du en dag vil ombestemme dig. Den kan kun det.",
    kept_out_code: "Din kode",

    why_link: "Kvittering for dit valg",
    why_title: "Derfor får du nyhedsbrevet",
    why_stands: "Du har sagt ja, og dit ja gælder.",
    why_ended: "Du får ikke nyhedsbrevet mere. Det her er beviset på det ja, der gjaldt.",
    why_withdrawn: "Stoppet af dig den {date}",
    why_replaced: "Afløst af et nyt valg den {date}",
    why_bounced: "Stoppet den {date}, fordi postkassen afviste os for altid",
    why_ran_out: "Udløbet den {date}",
    why_given: "Skrevet op",
    why_confirmed: "Bekræftet fra postkassen",
    why_asked_at: "Hvor",
    why_at_sign_up: "Formularen på siden",
    why_at_topics: "Siden med emner",
    why_at_undo: "Knappen Fortryd",
    why_elsewhere: "Et andet sted, før vi begyndte at bruge denne side",
    why_topics: "Emner",
    why_words: "Det, der stod",
    why_stop: "Vil du stoppe, så brug linket ”Stop nyhedsbrevet” nederst i brevet. Det er ét tryk.",
    why_earlier: "Tidligere valg",
    why_nothing: "Linket åbner ikke noget mere. Enten er beviset slettet, fordi tiden er gået, eller også mangler der noget i adressen.",
    why_download_help: "Filen viser, at dit ja stod præcis sådan i vores log, da vi underskrev den. Andre kan efterprøve den uden at spørge os. Din e-mailadresse står i den.",
};

const EN: NewsletterTexts = NewsletterTexts {
    newsletter: "Newsletter",
    home_text: "Choose what you want to hear about, and see exactly what you say yes to. One press in each letter stops it again.",

    topics_help: "Tick at least one. You get only what you choose.",
    topics_help_beside: "You only get what you tick.",
    email: "Your e-mail address",
    email_help: "For example anna@example.dk.",
    name: "Your name (optional)",
    name_help: "So that we can write it in the letter. We do not need it.",
    terms: "What you say yes to",
    sign_up_again: "Sign up again",

    let_in_title: "Did you ask us to keep your address out?",
    let_in_text: "Then you got a code. With it we delete the fingerprint of the address, and you can sign up again.",
    let_in_code: "Your code",
    let_in: "Delete the fingerprint",
    let_in_done: "The fingerprint is deleted. The address can be signed up again.",

    archive: "Earlier newsletters",
    archive_intro: "What we have sent. You can read it here without giving us your address.",
    archive_link: "Read earlier newsletters",
    archive_empty: "There are none yet.",
    archive_older: "Older",
    archive_all: "All newsletters",
    archive_sign_up: "Get the newsletter by mail",
    archive_feed: "Follow along in a feed (Atom)",

    mailbox_title: "Look in your mailbox",
    mailbox_next: "A letter is on its way in which you confirm that the address is yours. Open it and press the link in it. Only then do you get the newsletter.",
    mailbox_from: "The letter comes from {from}. If you do not confirm, the address is deleted by {date}.",
    mailbox_missing: "Does the letter not come?",
    mailbox_spam: "Look in the folder for unwanted mail.",
    mailbox_spelling: "Check that you wrote the address correctly. If not, sign up again.",
    mailbox_pace: "We send at most one letter every ten minutes to the same address, and at most three a day.",
    mailbox_kept_out: "If you asked us to keep the address out, we send nothing. Use the code you got first.",

    confirm_title: "Do you want the newsletter?",
    confirm_text: "Somebody signed your address up. If it was you, confirm it here. You get letters about:",
    confirm: "Yes, send me the newsletter",
    confirm_not_you: "If it was not you, do nothing. You will not get the newsletter, and the address is deleted within seven days of being signed up.",
    confirmed_title: "You are signed up",
    confirmed_text: "You get the next letter we send about your topics. Each letter has a link that stops it, and one where you change topics.",
    confirmed_before: "You have confirmed, and you get the next letter about your topics. To change topics or stop, use the links at the bottom of a letter.",
    spent_title: "The link no longer works",
    spent_text: "The link is used or too old. Sign up again, and we send a new one.",

    topics_link: "Change topics",
    topics_saved: "Your topics are stored.",

    leave_title: "Stop the newsletter?",
    leave_text: "You then get no more letters, and we delete your address at once.",
    leave: "Stop the newsletter",
    left_title: "You get no more letters",
    left_text: "We have deleted your address. If a letter was on its way, it may still arrive. The proof of your yes is locked, and is deleted by {date}.",
    left_before: "The link belongs to nobody who gets the newsletter. You need do nothing more.",
    undone_title: "You still get the newsletter",
    undone_text: "It is a new yes to the same as before. The links in the letters you have work again.",
    kept_out_title: "Your address is kept out",
    kept_out_text: "We send nothing to it, not even if somebody signs it up. Keep the code in case you change your mind one day. It can do nothing else.",
    kept_out_code: "Your code",

    why_link: "Receipt for your choice",
    why_title: "Why you get the newsletter",
    why_stands: "You said yes, and your yes stands.",
    why_ended: "You no longer get the newsletter. This is the proof of the yes that stood.",
    why_withdrawn: "Stopped by you on {date}",
    why_replaced: "Replaced by a new choice on {date}",
    why_bounced: "Stopped on {date} because the mailbox refused us for good",
    why_ran_out: "Ran out on {date}",
    why_given: "Signed up",
    why_confirmed: "Confirmed from the mailbox",
    why_asked_at: "Where",
    why_at_sign_up: "The form on the site",
    why_at_topics: "The page with topics",
    why_at_undo: "The button Undo",
    why_elsewhere: "Elsewhere, before we began to use this page",
    why_topics: "Topics",
    why_words: "What it said",
    why_stop: "To stop, use the link “Stop the newsletter” at the bottom of the letter. It is one press.",
    why_earlier: "Earlier choices",
    why_nothing: "The link no longer opens anything. Either the proof was deleted because its time was up, or something is missing in the address.",
    why_download_help: "The file shows that your yes stood in our log exactly like this when we signed it. Others can check it without asking us. Your e-mail address is in it.",
};

impl NewsletterTexts {
    /// Who the letter that asks for confirmation comes from, and until which day it may be answered.
    #[must_use]
    pub fn letter(&self, from: &str, gone: &str) -> String {
        self.mailbox_from
            .replace("{from}", from)
            .replace("{date}", gone)
    }

    /// What may be the matter if that letter does not come.
    #[must_use]
    pub fn no_letter(&self, can_keep_out: bool) -> Vec<&'static str> {
        let kept_out = can_keep_out.then_some(self.mailbox_kept_out);
        [self.mailbox_spam, self.mailbox_spelling, self.mailbox_pace]
            .into_iter()
            .chain(kept_out)
            .collect()
    }
}

/// The newsletter's texts in `language`.
#[must_use]
pub const fn newsletter_texts(language: Language) -> &'static NewsletterTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}
