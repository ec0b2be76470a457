//! Words of secure messages: for the person in the portal, and for whoever comes from outside.

use domain::text::Language;

/// Texts of secure messages.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct SecureTexts {
    pub outside_title: &'static str,
    pub outside_intro: &'static str,
    pub code: &'static str,
    pub code_help: &'static str,
    pub enter: &'static str,
    pub inside_title: &'static str,
    pub inside_intro: &'static str,
    pub half_an_hour: &'static str,
    pub nothing_yet: &'static str,
    pub messages: &'static str,
    pub us: &'static str,
    pub you: &'static str,
    pub waits: &'static str,
    pub open: &'static str,
    pub over: &'static str,
    pub files: &'static str,
    pub save: &'static str,
    pub cleaned: &'static str,
    pub write: &'static str,
    pub message: &'static str,
    pub message_help: &'static str,
    pub attach: &'static str,
    pub attach_help: &'static str,
    pub send: &'static str,
    pub sent: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn secure_texts(language: Language) -> &'static SecureTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: SecureTexts = SecureTexts {
    outside_title: "Sikker besked",
    outside_intro: "Her kan du læse og sende fortroligt. Du skal bruge den kode, du har fået i telefonen eller i et brev. Den står ikke i mailen.",
    code: "Din kode",
    code_help: "Otte cifre, fx 1234 5678. Du har fem forsøg.",
    enter: "Åbn",
    inside_title: "Sikre beskeder til {name}",
    inside_intro: "Du ser kun det, der er sendt til dig, og det, du selv har sendt.",
    half_an_hour: "Siden lukker, når der er gået en halv time, uden at du har gjort noget. Så skal du skrive koden igen.",
    nothing_yet: "Her er ingen beskeder endnu.",
    messages: "Beskeder",
    us: "Fra os",
    you: "Fra dig",
    waits: "En besked til dig. Du kan åbne den til og med {day}. Vi noterer, hvornår du åbner den.",
    open: "Åbn beskeden",
    over: "Beskeden kan ikke åbnes længere. Skriv til os, hvis du skal bruge den, så sender vi den igen.",
    files: "Filer",
    save: "Gem {file} ({size})",
    cleaned: "Sted, tid og kamera er fjernet fra billedet.",
    write: "Skriv til os",
    message: "Besked",
    message_help: "Det sendes krypteret, og kun de medarbejdere, der skal bruge det, kan læse det.",
    attach: "Filer (frivilligt)",
    attach_help: "Højst 10 filer, 10 MB hver og 25 MB tilsammen. Fra billeder fjerner vi sted, tid og kamera.",
    send: "Send",
    sent: "Beskeden er sendt.",
};

const EN: SecureTexts = SecureTexts {
    outside_title: "Secure message",
    outside_intro: "Here you can read and send in confidence. You need the code that you were given on the telephone or in a letter. It is not in the mail.",
    code: "Your code",
    code_help: "Eight digits, such as 1234 5678. You have five tries.",
    enter: "Open",
    inside_title: "Secure messages for {name}",
    inside_intro: "You see only what was sent to you, and what you sent yourself.",
    half_an_hour: "The page closes when half an hour has passed without your doing anything. Then you write the code again.",
    nothing_yet: "There are no messages here yet.",
    messages: "Messages",
    us: "From us",
    you: "From you",
    waits: "A message for you. You can open it up to and including {day}. We note when you open it.",
    open: "Open the message",
    over: "The message can no longer be opened. Write to us if you need it, and we send it again.",
    files: "Files",
    save: "Save {file} ({size})",
    cleaned: "Place, time and camera were removed from the picture.",
    write: "Write to us",
    message: "Message",
    message_help: "It is sent encrypted, and only those of the staff who need it can read it.",
    attach: "Files (optional)",
    attach_help: "At most 10 files, 10 MB each and 25 MB together. From pictures we remove place, time and camera.",
    send: "Send",
    sent: "The message has been sent.",
};
