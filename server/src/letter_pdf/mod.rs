//! The answer to a request for access as a PDF: for whoever wants it on paper, or to hand on. It says what the page says,
//! in the same order, tagged so that it can be read aloud (PDF/UA-1), with its fonts inside.

mod blocks;
mod embed;
mod face;
mod flow;
mod print;

#[cfg(test)]
mod tests;

use domain::access_answer::AccessAnswer;

/// The letter cannot be printed: the fonts that are compiled in, or the printer, are at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the letter cannot be printed: {0}")]
pub struct NotPrinted(&'static str);

/// The letter, printed.
///
/// # Errors
/// Never in practice: the fonts are part of the program, and what they lack is replaced.
pub fn letter_pdf(answer: &AccessAnswer) -> Result<Vec<u8>, NotPrinted> {
    let faces = face::Faces::load()?;
    let blocks = blocks::blocks(answer);
    let pages = flow::pages(&blocks, &faces);
    print::print(answer, &blocks, &pages, &faces)
}
