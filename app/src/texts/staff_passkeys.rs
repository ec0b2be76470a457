//! The words of passkeys, in both languages.

use domain::text::Language;

/// Every text of passkeys.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct StaffPasskeyTexts {
    pub title: &'static str,
    pub intro: &'static str,
    pub empty: &'static str,
    pub empty_help: &'static str,
    pub added: &'static str,
    pub used: &'static str,
    pub unused: &'static str,
    pub add: &'static str,
    pub full: &'static str,

    pub new_title: &'static str,
    pub new_intro: &'static str,
    pub new_name: &'static str,
    pub new_name_help: &'static str,
    pub new_next: &'static str,
    pub new_promise: &'static str,
    pub new_unable: &'static str,
    pub make_title: &'static str,
    pub make_intro: &'static str,
    pub make: &'static str,

    pub remove: &'static str,
    pub remove_title: &'static str,
    pub remove_help: &'static str,
    pub remove_sure: &'static str,
    pub back: &'static str,

    pub sign_in: &'static str,
    pub sign_in_help: &'static str,
    pub instead: &'static str,
    pub shown: &'static str,
    pub waiting: &'static str,
    pub stopped: &'static str,
    pub not_made: &'static str,
    pub known: &'static str,
    pub unable: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn staff_passkey_texts(language: Language) -> &'static StaffPasskeyTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: StaffPasskeyTexts = StaffPasskeyTexts {
    title: "Adgangsnøgler",
    intro: "En adgangsnøgle ligger på din telefon, din computer eller en sikkerhedsnøgle. Du bruger den med finger, ansigt eller pinkode, i stedet for adgangskode og kode.",
    empty: "Du har ingen adgangsnøgler endnu.",
    empty_help: "Med en er du hurtigere inde, og ingen kan lokke den fra dig på en falsk side.",
    added: "Tilføjet {date}.",
    used: "Sidst brugt {date}.",
    unused: "Ikke brugt endnu.",
    add: "Tilføj en adgangsnøgle",
    full: "Du har 10, og flere kan en konto ikke have. Fjern en, du ikke bruger, før du tilføjer en ny.",

    new_title: "Tilføj en adgangsnøgle",
    new_intro: "Giv den et navn, så du kan kende den igen. Bagefter spørger din browser, hvor den skal ligge.",
    new_name: "Navn",
    new_name_help: "Højst 40 tegn, for eksempel ”Min telefon”.",
    new_next: "Næste",
    new_promise: "Vi gemmer navnet, den del af nøglen, som alle må se, og hvornår du bruger den. Det sletter vi, når du fjerner den, eller din adgang lukkes. Finger, ansigt og pinkode bliver på din enhed.",
    new_unable: "Din browser kan ikke bruge adgangsnøgler her. Det kræver JavaScript og en nyere browser. Du logger ind som før, med adgangskode og kode.",
    make_title: "Opret ”{name}”",
    make_intro: "Tryk på knappen. Så spørger browseren, hvor nøglen skal ligge, og om det er dig. Det skal ske inden 5 minutter.",
    make: "Opret adgangsnøglen",

    remove: "Fjern",
    remove_title: "Fjern ”{name}”",
    remove_help: "Så kan ingen logge ind med den mere, og du bliver logget ud alle andre steder. Slet den også på enheden, så den ikke bliver foreslået igen.",
    remove_sure: "Ja, fjern den",
    back: "Til din konto",

    sign_in: "Log ind med adgangsnøgle",
    sign_in_help: "Har du lagt en adgangsnøgle på din konto, kommer du ind uden adgangskode og kode.",
    instead: "Brug en adgangsnøgle i stedet",
    shown: "Tak, det er dig. Gå videre med knappen længere nede.",
    waiting: "Svar i det vindue, som browseren viser.",
    stopped: "Det blev stoppet, eller her er ingen adgangsnøgle til din konto. Prøv igen, eller brug adgangskode og kode.",
    not_made: "Det blev stoppet, eller der gik for lang tid. Intet er gemt. Prøv igen.",
    known: "Der ligger allerede en adgangsnøgle til din konto. Brug den, eller vælg en anden enhed.",
    unable: "Din browser kunne ikke bruge adgangsnøgler her. Brug adgangskode og kode.",
};

const EN: StaffPasskeyTexts = StaffPasskeyTexts {
    title: "Passkeys",
    intro: "A passkey is kept on your phone, your computer or a security key. You use it with finger, face or PIN, instead of a password and a code.",
    empty: "You have no passkeys yet.",
    empty_help: "With one you are in faster, and nobody can trick you out of it on a false page.",
    added: "Added {date}.",
    used: "Last used {date}.",
    unused: "Not used yet.",
    add: "Add a passkey",
    full: "You have 10, and an account cannot have more. Remove one that you do not use before you add another.",

    new_title: "Add a passkey",
    new_intro: "Give it a name, so that you know it again. Then your browser asks where to keep it.",
    new_name: "Name",
    new_name_help: "At most 40 characters, for example “My phone”.",
    new_next: "Next",
    new_promise: "We keep the name, the part of the key that everybody may see, and when you use it. We delete it when you remove it or your access ends. Finger, face and PIN stay on your device.",
    new_unable: "Your browser cannot use passkeys here. They need JavaScript and a newer browser. You sign in as before, with a password and a code.",
    make_title: "Create “{name}”",
    make_intro: "Press the button. Then the browser asks where to keep the key, and whether it is you. You have 5 minutes.",
    make: "Create the passkey",

    remove: "Remove",
    remove_title: "Remove “{name}”",
    remove_help: "Then nobody can sign in with it any more, and you are signed out everywhere else. Delete it on the device too, so that it is not suggested again.",
    remove_sure: "Yes, remove it",
    back: "To your account",

    sign_in: "Sign in with a passkey",
    sign_in_help: "If your account has a passkey, it lets you in without a password and a code.",
    instead: "Use a passkey instead",
    shown: "Thank you, it is you. Go on with the button further down.",
    waiting: "Answer in the window that the browser shows.",
    stopped: "It was stopped, or there is no passkey for your account here. Try again, or use your password and a code.",
    not_made: "It was stopped, or it took too long. Nothing was stored. Try again.",
    known: "There is a passkey for your account already. Use that, or choose another device.",
    unable: "Your browser could not use passkeys here. Use your password and a code.",
};
