//! The words of a question for consent, for the person who answers it.

use domain::text::Language;

/// Every text of that page, and of what leads to it.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct ConsentTexts {
    pub waiting: &'static str,
    pub waiting_help: &'static str,
    pub open: &'static str,
    pub asked: &'static str,
    pub lasts: &'static str,
    pub you_decide: &'static str,
    pub no_costs_nothing: &'static str,
    pub take_back_any_time: &'static str,
    pub answer: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub stands: &'static str,
    pub take_back: &'static str,
    pub take_back_button: &'static str,
    pub take_back_help: &'static str,
    pub we_wrote: &'static str,
    pub we_wrote_help: &'static str,
    pub your_corrections: &'static str,
    pub set_right: &'static str,
    pub set_right_help: &'static str,
    pub save: &'static str,
    pub never_said: &'static str,
    pub never_said_help: &'static str,
    pub receipts: &'static str,
    pub receipt_of_yes: &'static str,
    pub receipt_of_end: &'static str,
    pub fetch_receipt: &'static str,
    pub back: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn consent_texts(language: Language) -> &'static ConsentTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: ConsentTexts = ConsentTexts {
    waiting: "Spørgsmål til dig",
    waiting_help: "Du bestemmer. Et nej koster dig ikke noget.",
    open: "Se spørgsmålet og dit svar",
    asked: "Vi spurgte {time}.",
    lasts: "Siger du ja, gælder det til og med {day}. Så slutter det af sig selv.",
    you_decide: "Du bestemmer selv",
    no_costs_nothing: "Et nej koster dig ikke noget, og du behøver ikke at sige hvorfor.",
    take_back_any_time: "Siger du ja, kan du trække det tilbage her når som helst. Så holder vi op med det samme. Det, der allerede er sket, bliver ikke ulovligt af det.",
    answer: "Dit svar",
    yes: "Ja, det må I",
    no: "Nej, det må I ikke",
    stands: "Sådan står det",
    take_back: "Træk dit ja tilbage",
    take_back_button: "Træk mit ja tilbage",
    take_back_help: "Det gælder fra nu af, og du behøver ikke at sige hvorfor.",
    we_wrote: "Det skrev vi ned",
    we_wrote_help: "Du svarede ikke her på siden. Sådan skrev vi dit svar ned. Er det ikke rigtigt, så ret det her.",
    your_corrections: "Dine rettelser",
    set_right: "Skriv, hvad der er rigtigt",
    set_right_help: "Din rettelse bliver stående ved siden af det, vi skrev. Skriv ikke CPR-nummer.",
    save: "Gem min rettelse",
    never_said: "Det har jeg ikke sagt ja til",
    never_said_help: "Så gælder det ikke, fra nu af.",
    receipts: "Kvitteringer",
    receipt_of_yes: "Dit ja",
    receipt_of_end: "Dit ja sluttede",
    fetch_receipt: "Hent kvittering",
    back: "Tilbage til Dine oplysninger",
};

const EN: ConsentTexts = ConsentTexts {
    waiting: "Questions to you",
    waiting_help: "You decide. A no costs you nothing.",
    open: "See the question and your answer",
    asked: "We asked on {time}.",
    lasts: "If you say yes, it holds until and with {day}. Then it ends by itself.",
    you_decide: "You decide",
    no_costs_nothing: "A no costs you nothing, and you need not say why.",
    take_back_any_time: "If you say yes, you can take it back here at any time. Then we stop at once. What was done before does not become unlawful by it.",
    answer: "Your answer",
    yes: "Yes, you may",
    no: "No, you may not",
    stands: "Where it stands",
    take_back: "Take your yes back",
    take_back_button: "Take my yes back",
    take_back_help: "It counts from now on, and you need not say why.",
    we_wrote: "What we wrote down",
    we_wrote_help: "You did not answer on this site. This is how we wrote your answer down. If it is not right, correct it here.",
    your_corrections: "Your corrections",
    set_right: "Write what is right",
    set_right_help: "Your correction stays beside what we wrote. Do not write a CPR number.",
    save: "Save my correction",
    never_said: "I did not say yes to that",
    never_said_help: "Then it does not count, from now on.",
    receipts: "Receipts",
    receipt_of_yes: "Your yes",
    receipt_of_end: "Your yes ended",
    fetch_receipt: "Fetch receipt",
    back: "Back to Your data",
};
