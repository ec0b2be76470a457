//! The frame of every page for staff: where one can go, who one is, and the way out. Pages of other parts of the house
//! stand in it too.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::code_again::NeedsCode;
use crate::address::StaffPage;
use crate::components::{Icon, Menu, Shape, language};
use crate::texts::staff_texts;

/// The anchor that a form which was stored returns to; the line there shows only while it is the address's target.
pub const DONE: &str = "gemt";

/// Who is signed in, as far as the frame needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMe {
    /// Their name.
    pub name: String,
    /// The pages in the menu: address and name of each that their roles open.
    pub pages: Vec<(String, String)>,
    /// Whether what is important needs a code from them now.
    pub needs_code: NeedsCode,
}

/// A page for staff.
#[component]
pub fn StaffFrame(
    /// Who is signed in.
    me: StaffMe,
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    view! {
        <div class="staff-bar wide">
            <Menu label=words.menu pages=me.pages />
            <form class="screen-only" method="post" action=StaffPage::Start.path(language)>
                <span>
                    <span class="unseen">{words.signed_in_as} " "</span>
                    {me.name}
                </span>
                <button class="button quiet small" name="act" value="sign-out">
                    {words.sign_out}
                </button>
            </form>
        </div>
        <div class="message good told" id=DONE>
            <Icon shape=Shape::Check />
            <p>{words.done}</p>
        </div>
        {children()}
    }
}
