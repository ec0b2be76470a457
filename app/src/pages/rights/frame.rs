//! The frame of every page of the portal for somebody who is in: where one can go, as whom one is in, and the way out.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::RightsPage;
use crate::components::{Icon, Menu, Shape, language};
use crate::texts::rights_texts;

/// The anchor that a form which was taken returns to; the line there shows only while it is the address's target.
pub const RIGHTS_DONE: &str = "gemt";

/// Who is in, as far as the frame needs to know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsMe {
    /// The address they came in with.
    pub email: String,
}

impl std::fmt::Debug for RightsMe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RightsMe(…)")
    }
}

/// A page for somebody who is in.
#[component]
pub fn RightsFrame(
    /// Who is in.
    me: RightsMe,
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    let pages = [
        (RightsPage::Start, words.overview),
        (RightsPage::SecondFactor, words.confirm_title),
        (RightsPage::Sessions, words.sessions),
    ];
    let pages = pages.map(|(page, name)| (page.path(language).to_owned(), name.to_owned()));
    view! {
        <div class="portal-bar wide">
            <Menu label=words.menu pages=pages.into() />
            <form class="screen-only" method="post" action=RightsPage::Start.path(language)>
                <span>
                    {words.inside_as} " " <strong>{me.email}</strong>
                </span>
                <button class="button quiet small" name="act" value="sign-out">
                    {words.sign_out}
                </button>
            </form>
        </div>
        <div class="message good told" id=RIGHTS_DONE>
            <Icon shape=Shape::Check />
            <p>{words.done}</p>
        </div>
        {children()}
    }
}
