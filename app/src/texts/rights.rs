//! The words of the rights portal, "Dine oplysninger", in both languages.

use domain::text::Language;

/// Every text of the portal.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct RightsTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub email: &'static str,
    pub email_help: &'static str,
    pub send: &'static str,
    pub send_promise: &'static str,
    pub how_title: &'static str,
    pub how: [&'static str; 3],
    pub other_ways_title: &'static str,
    pub other_ways: &'static str,
    pub complaint: &'static str,

    pub code_title: &'static str,
    pub code_lead: &'static str,
    pub code: &'static str,
    pub code_help: &'static str,
    pub come_in: &'static str,
    pub no_mail_title: &'static str,
    pub no_mail: &'static str,
    pub ask_again: &'static str,

    pub link_title: &'static str,
    pub link_lead: &'static str,
    pub elsewhere: &'static str,

    pub menu: &'static str,
    pub overview: &'static str,
    pub inside_as: &'static str,
    pub sign_out: &'static str,
    pub done: &'static str,

    pub inside_lead: &'static str,

    pub confirm_title: &'static str,
    pub confirm_lead: &'static str,
    pub confirm_shown: &'static str,
    pub person_code: &'static str,
    pub person_code_help: &'static str,
    pub confirm: &'static str,
    pub no_person_code_title: &'static str,
    pub no_person_code: &'static str,
    pub eid_title: &'static str,
    pub eid_help: &'static str,
    pub eid_link_title: &'static str,
    pub eid_link_help: &'static str,
    pub eid_leaves: &'static str,
    pub eid_go: &'static str,
    pub eid_back: &'static str,
    pub eid_almost: &'static str,
    pub eid_almost_lead: &'static str,

    pub sessions: &'static str,
    pub sessions_lead: &'static str,
    pub session_since: &'static str,
    pub session_seen: &'static str,
    pub session_this: &'static str,
    pub session_end: &'static str,
    pub end_all: &'static str,
    pub end_all_help: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn rights_texts(language: Language) -> &'static RightsTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: RightsTexts = RightsTexts {
    title: "Dine oplysninger",
    lead: "Se, hvad vi har om dig, og få det rettet, slettet eller med dig. Du behøver ingen konto.",
    email: "Din e-mailadresse",
    email_help: "Den, du har brugt hos os. Vi sender en kode og et link, uanset om vi har noget om dig.",
    send: "Send mig en kode",
    send_promise: "Adressen bruger vi kun til at sende mailen og lukke dig ind. To døgn efter er den slettet igen.",
    how_title: "Sådan kommer du ind",
    how: [
        "Du skriver din e-mailadresse.",
        "Du får en mail med en kode på 8 cifre.",
        "Du skriver koden her, i det samme vindue, og er inde.",
    ],
    other_ways_title: "Kan du ikke bruge mail?",
    other_ways: "Så ring eller skriv til os. Du har de samme rettigheder, og fristen er den samme.",
    complaint: "Du kan klage til Datatilsynet når som helst",

    code_title: "Skriv koden fra mailen",
    code_lead: "Der er en mail på vej. Skriv koden her i vinduet, hvor du begyndte. Eller følg linket i mailen i den samme browser.",
    code: "Kode",
    code_help: "8 cifre, for eksempel 1234 5678. Koden virker i 10 minutter.",
    come_in: "Kom ind",
    no_mail_title: "Kommer der ingen mail?",
    no_mail: "Se i mappen med uønsket post, og tænk efter, om adressen var rigtig. Er der bedt om mange mails til den, går der lidt, før der kommer en ny. En kode, du allerede har fået, virker stadig.",
    ask_again: "Bed om en ny mail",

    link_title: "Kom ind til dine oplysninger",
    link_lead: "Du er i den browser, hvor du bad om mailen.",
    elsewhere: "Skriv koden fra mailen i det vindue, hvor du begyndte",

    menu: "Dine oplysninger",
    overview: "Oversigt",
    inside_as: "Inde med",
    sign_out: "Log ud",
    done: "Det er gjort.",

    inside_lead: "Du er inde med {email}.",

    confirm_title: "Bekræft, hvem du er",
    confirm_lead: "En mail viser kun, at du læser postkassen. Noget er så fortroligt, at du også skal vise, hvem du er. Det gør du med en kode fra os.",
    confirm_shown: "Du har vist, hvem du er. Det gælder, til du logger ud.",
    person_code: "Din kode",
    person_code_help: "10 tegn fra et brev eller en seddel, for eksempel K7M2P-9XWQ4. Store og små bogstaver er lige gode.",
    confirm: "Bekræft",
    no_person_code_title: "Har du ingen kode?",
    no_person_code: "Så ring eller skriv til os. Vi giver dig den, når vi mødes, ringer dig op på det nummer, vi har i forvejen, eller sender den med posten. Vi beder ikke om en kopi af dit pas.",
    eid_title: "Bekræft med {name}",
    eid_help: "Det virker, når du én gang har vist, hvem du er, med en kode fra os og derefter har koblet {name} til. Vi beder ikke om dit CPR-nummer.",
    eid_link_title: "Brug {name} næste gang",
    eid_link_help: "Kobl {name} til nu, så behøver du ingen kode fra os en anden gang. Vi gemmer kun et aftryk, som {name} kender dig på. Vi beder ikke om dit CPR-nummer.",
    eid_leaves: "Du går nu til en anden side, hvor du viser, hvem du er. Bagefter kommer du tilbage hertil.",
    eid_go: "Gå til {name}",
    eid_back: "Tilbage",
    eid_almost: "Du er næsten færdig",
    eid_almost_lead: "Tryk på knappen, så tager vi imod svaret.",

    sessions: "Hvor du er inde",
    sessions_lead: "Her står hver browser, som er inde med din e-mailadresse. Er der en, du ikke kender, så log den ud.",
    session_since: "Inde siden",
    session_seen: "Sidst brugt",
    session_this: "Den her",
    session_end: "Log ud",
    end_all: "Log ud overalt",
    end_all_help: "Også her. Du kommer ind igen med en ny mail.",
};

const EN: RightsTexts = RightsTexts {
    title: "Your data",
    lead: "See what we hold about you, and have it corrected, deleted or handed to you. You need no account.",
    email: "Your e-mail address",
    email_help: "The one you used with us. We send a code and a link whether or not we hold anything about you.",
    send: "Send me a code",
    send_promise: "We use the address only to send the mail and let you in. Two days later it is deleted again.",
    how_title: "How you get in",
    how: [
        "You write your e-mail address.",
        "You get a mail with a code of 8 digits.",
        "You write the code here, in the same window, and are in.",
    ],
    other_ways_title: "Can you not use e-mail?",
    other_ways: "Then call or write to us. You have the same rights, and the time limit is the same.",
    complaint: "You can complain to Datatilsynet at any time",

    code_title: "Write the code from the mail",
    code_lead: "A mail is on its way. Write the code here, in the window where you began. Or follow the link in the mail in the same browser.",
    code: "Code",
    code_help: "8 digits, for example 1234 5678. The code works for 10 minutes.",
    come_in: "Come in",
    no_mail_title: "Does no mail come?",
    no_mail: "Look in the folder for junk mail, and consider whether the address was right. If many mails to it were asked for, it takes a while before a new one comes. A code that you have already got still works.",
    ask_again: "Ask for a new mail",

    link_title: "Come in to your data",
    link_lead: "You are in the browser in which you asked for the mail.",
    elsewhere: "Write the code from the mail in the window where you began",

    menu: "Your data",
    overview: "Overview",
    inside_as: "In with",
    sign_out: "Sign out",
    done: "It is done.",

    inside_lead: "You are in with {email}.",

    confirm_title: "Show who you are",
    confirm_lead: "A mail only shows that you read the mailbox. Some things are so confidential that you must also show who you are. You do that with a code from us.",
    confirm_shown: "You have shown who you are. That holds until you sign out.",
    person_code: "Your code",
    person_code_help: "10 characters from a letter or a note, for example K7M2P-9XWQ4. Capitals and small letters are the same.",
    confirm: "Confirm",
    no_person_code_title: "Do you have no code?",
    no_person_code: "Then call or write to us. We give it to you when we meet, call you on the number that we already have, or send it by post. We do not ask for a copy of your passport.",
    eid_title: "Confirm with {name}",
    eid_help: "It works once you have shown who you are with a code from us and then linked {name}. We do not ask for your CPR number.",
    eid_link_title: "Use {name} next time",
    eid_link_help: "Link {name} now, and you need no code from us another time. We keep only a fingerprint of what {name} knows you by. We do not ask for your CPR number.",
    eid_leaves: "You now go to another site, where you show who you are. After that you come back here.",
    eid_go: "Go to {name}",
    eid_back: "Back",
    eid_almost: "You are almost done",
    eid_almost_lead: "Press the button, and we take the answer.",

    sessions: "Where you are in",
    sessions_lead: "Here is each browser that is in with your e-mail address. If there is one that you do not know, sign it out.",
    session_since: "In since",
    session_seen: "Last used",
    session_this: "This one",
    session_end: "Sign out",
    end_all: "Sign out everywhere",
    end_all_help: "Here too. You come in again with a new mail.",
};
