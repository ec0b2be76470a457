//! Our own line icons, always beside a word.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The mark: a ring with a tick that leaves it.
    Mark,
    /// A cross.
    Close,
    /// A sheet of paper.
    Paper,
    /// A list with ticks.
    List,
    /// A receipt.
    Receipt,
    /// A film.
    Video,
    /// A tick.
    Check,
    /// A dash.
    No,
    /// A triangle with a mark.
    Warning,
    /// A clock.
    Clock,
    /// A letter.
    Letter,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Mark => "M16 4.2A9 9 0 1 0 20.9 10.5M7.5 11.6l4.5 4.5L21.8 4.6",
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Paper => "M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6",
            Self::List => {
                "M4 6.5 5.5 8 8 5M4 13.5 5.5 15 8 12M11.5 6.5H20M11.5 13.5H20M11.5 19.5H20M4.5 19.5H7"
            }
            Self::Receipt => "M6 3h12v18l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5L6 21ZM9 8h6M9 12h6",
            Self::Video => {
                "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM10 9l5 3-5 3Z"
            }
            Self::Check => "m5 12.5 4.5 4.5L19 7",
            Self::No => "M6 12h12",
            Self::Warning => "M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17v.01",
            Self::Clock => "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7v5l3.5 2",
            Self::Letter => "M4 5.5h16v13H4ZM4 6.5l8 6.5 8-6.5",
        }
    }
}

/// A line icon; hidden from screen readers, which read the word beside it.
#[component]
pub fn Icon(
    /// What it shows.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=shape.path() />
        </svg>
    }
}
