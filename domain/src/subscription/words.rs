//! The words of a yes to the newsletter. They are the same for every organisation; who, what about and how long
//! come from the register.

use crate::text::Language;

pub(super) struct Words {
    pub(super) question: &'static str,
    pub(super) who: &'static str,
    pub(super) stop: &'static str,
    pub(super) kept: &'static str,
    pub(super) takes: &'static str,
    pub(super) what_stopping_takes: &'static str,
    pub(super) sign_up: &'static str,
    pub(super) beside_event_title: &'static str,
    pub(super) preferences_title: &'static str,
    pub(super) save: &'static str,
    pub(super) undo_title: &'static str,
    pub(super) undo_promise: &'static str,
    pub(super) undo: &'static str,
    pub(super) keep_out_title: &'static str,
    pub(super) keep_out_intro: &'static str,
    pub(super) keep_out: &'static str,
    pub(super) elsewhere_title: &'static str,
    language: Language,
}

const DA: Words = Words {
    question: "Hvad vil du høre om?",
    who: "Hvem får adressen",
    stop: "Sådan siger du stop",
    kept: "Så længe gemmer vi den",
    takes: "Når du har sagt stop",
    what_stopping_takes: "Du får ingen breve mere, og links i de gamle breve virker ikke længere. Andet mister du ikke. Det, vi sendte, før du sagde stop, er stadig lovligt sendt.",
    sign_up: "Skriv mig op",
    beside_event_title: "Vil du også have nyhedsbrevet?",
    preferences_title: "Dine emner",
    save: "Gem mine emner",
    undo_title: "Trykkede du forkert?",
    undo_promise: "Så siger du ja igen til det samme som før, og du skal ikke bekræfte en gang til. Knappen virker i 30 minutter.",
    undo: "Fortryd",
    keep_out_title: "Skal vi holde din adresse ude?",
    keep_out_intro: "Vi har slettet din adresse. Derfor kan vi ikke kende den, hvis nogen skriver den op igen. Beder du os om det, gemmer vi et aftryk, der er regnet ud af adressen. Adressen kan ikke læses i aftrykket. Så sender vi intet til den, heller ikke hvis den kommer ind fra en gammel liste.",
    keep_out: "Hold min adresse ude",
    elsewhere_title: "Dit ja er ført over fra et andet sted",
    language: Language::Da,
};

const EN: Words = Words {
    question: "What do you want to hear about?",
    who: "Who gets the address",
    stop: "How to stop",
    kept: "How long we keep it",
    takes: "Once you have said stop",
    what_stopping_takes: "You get no more letters, and links in the old letters no longer work. You lose nothing else. What we sent before you said stop was still lawfully sent.",
    sign_up: "Sign me up",
    beside_event_title: "Do you want the newsletter too?",
    preferences_title: "Your topics",
    save: "Save my topics",
    undo_title: "Did you press the wrong button?",
    undo_promise: "You then say yes again to the same as before, and need not confirm a second time. The button works for 30 minutes.",
    undo: "Undo",
    keep_out_title: "Shall we keep your address out?",
    keep_out_intro: "We have deleted your address. So we cannot recognise it if somebody signs it up again. If you ask us to, we keep a fingerprint calculated from the address. The address cannot be read from it. We then send nothing to it, not even if it comes in from an old list.",
    keep_out: "Keep my address out",
    elsewhere_title: "Your yes was brought over from elsewhere",
    language: Language::En,
};

pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

impl Words {
    pub(super) fn elsewhere_promise(&self, day: &str) -> String {
        match self.language {
            Language::Da => format!("Du sagde ja den {day}."),
            Language::En => format!("You said yes on {day}."),
        }
    }

    pub(super) fn beside_event_promise(&self, gone: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Du har din plads, også hvis du siger nej. Sætter du et kryds, sender vi et brev for sig, hvor du bekræfter. Gør du ikke det, er adressen slettet fra nyhedsbrevet senest {gone}."
            ),
            Language::En => format!(
                "You have your seat even if you say no. If you tick a box, we send a separate letter in which you confirm. If you do not, the address is deleted from the newsletter by {gone}."
            ),
        }
    }

    pub(super) fn sign_up_title(&self, organisation: &str) -> String {
        match self.language {
            Language::Da => format!("Få nyhedsbrevet fra {organisation}"),
            Language::En => format!("Get the newsletter from {organisation}"),
        }
    }

    pub(super) fn sender(&self, organisation: &str, channel: &str, from: &str) -> String {
        match self.language {
            Language::Da => format!(
                "{organisation} sender dig nyhedsbrevet. Det kommer som {channel} fra {from} og på ingen anden måde."
            ),
            Language::En => format!(
                "{organisation} sends you the newsletter. It comes as {channel} from {from} and in no other way."
            ),
        }
    }

    pub(super) fn how_to_stop(&self, contact: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Når som helst, med linket nederst i hvert brev. Det er ét tryk og kræver ingen kode. Du kan også skrive til {contact}."
            ),
            Language::En => format!(
                "At any time, with the link at the bottom of each letter. It is one press and takes no code. You can also write to {contact}."
            ),
        }
    }

    pub(super) fn how_long(&self, proof: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Til du siger stop, eller til din postkasse afviser os for altid. Så sletter vi den med det samme. Kun beviset på dit ja bliver liggende i {proof} mere, låst. Så sletter vi også det."
            ),
            Language::En => format!(
                "Until you say stop, or until your mailbox refuses us for good. Then we delete it at once. Only the proof of your yes stays for {proof} more, locked. Then we delete that too."
            ),
        }
    }

    pub(super) fn sign_up_promise(&self, gone: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Vi bruger adressen til nyhedsbrevet og intet andet. Først sender vi et brev, hvor du bekræfter. Gør du ikke det, er adressen slettet senest {gone}."
            ),
            Language::En => format!(
                "We use the address for the newsletter and nothing else. First we send a letter in which you confirm. If you do not, the address is deleted by {gone}."
            ),
        }
    }

    pub(super) fn preferences_promise(&self, gone: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Du får kun det, du har sat kryds ved. Dit nye valg afløser det gamle. Beviset på det gamle er slettet senest {gone}."
            ),
            Language::En => format!(
                "You get only what you ticked. Your new choice replaces the old one. The proof of the old one is deleted by {gone}."
            ),
        }
    }

    pub(super) fn keep_out_stop(&self, contact: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Du får en kode. Med den sletter du aftrykket, når du vil. Uden koden kan du skrive til {contact}."
            ),
            Language::En => format!(
                "You get a code. With it you delete the fingerprint whenever you like. Without the code you can write to {contact}."
            ),
        }
    }

    pub(super) fn keep_out_kept(&self, period: &str) -> String {
        match self.language {
            Language::Da => format!("I {period}. Så sletter vi aftrykket."),
            Language::En => format!("For {period}. Then we delete the fingerprint."),
        }
    }

    pub(super) fn keep_out_promise(&self, gone: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Vi bruger aftrykket til at holde adressen ude og intet andet. Det er slettet senest {gone}."
            ),
            Language::En => format!(
                "We use the fingerprint to keep the address out and for nothing else. It is deleted by {gone}."
            ),
        }
    }
}
