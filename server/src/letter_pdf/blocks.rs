//! The letter as a sequence of blocks: what each says, and what it is.

use domain::access_answer::{AccessAnswer, AnswerBlock, AnswerPart};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who writes.
    Sender,
    /// An ordinary line at the top: to whom, and when.
    Top,
    /// The letter's heading.
    Title,
    /// An item's heading.
    Heading,
    /// Where the item stands in the law.
    Law,
    /// What an item says of one purpose, or of one thing.
    Part,
    /// Text.
    Text,
    /// One of several lines.
    Point,
    /// What closes the letter.
    Closing,
    /// The label of a line.
    Label,
    /// What stands beside the label before it.
    Value,
}

/// A block.
pub(super) struct Block {
    pub(super) role: Role,
    pub(super) text: String,
}

/// The letter's blocks, in the order they are read.
pub(super) fn blocks(answer: &AccessAnswer) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut say = |role, text: &str| {
        blocks.push(Block {
            role,
            text: text.to_owned(),
        });
    };
    for (number, line) in answer.from.iter().enumerate() {
        let role = if number == 0 { Role::Sender } else { Role::Top };
        say(role, line);
    }
    say(Role::Top, "");
    for line in &answer.to {
        say(Role::Top, line);
    }
    say(Role::Top, "");
    say(Role::Top, &answer.dated);
    say(Role::Title, &answer.title);
    for text in &answer.opening {
        say(Role::Text, text);
    }
    for block in &answer.blocks {
        item(block, answer, &mut say);
    }
    for (number, text) in answer.closing.iter().enumerate() {
        let role = if number == 0 {
            Role::Closing
        } else {
            Role::Text
        };
        say(role, text);
    }
    blocks.retain(|block| block.role == Role::Top || !block.text.trim().is_empty());
    blocks
}

fn item(block: &AnswerBlock, answer: &AccessAnswer, say: &mut impl FnMut(Role, &str)) {
    say(Role::Heading, &block.heading);
    say(Role::Law, block.item.in_words(answer.language));
    for text in &block.paragraphs {
        let role = if text.starts_with("– ") {
            Role::Point
        } else {
            Role::Text
        };
        say(role, text);
    }
    for part in &block.parts {
        of_purpose(part, say);
    }
}

fn of_purpose(part: &AnswerPart, say: &mut impl FnMut(Role, &str)) {
    say(Role::Part, &part.title);
    for text in &part.paragraphs {
        say(Role::Text, text);
    }
    for row in &part.rows {
        say(Role::Label, &row.label);
        say(Role::Value, &row.paragraphs.join("\n"));
    }
}
