//! A picture of ours.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A picture, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    source: String,
    words: String,
    width: u32,
    height: u32,
}

#[cfg(feature = "ssr")]
impl PictureView {
    /// The picture of an event, with its words in `language`.
    pub(crate) fn of(picture: &service::EventPicture, language: domain::text::Language) -> Self {
        Self {
            source: crate::address::picture(picture.hash),
            words: picture.words.get(language).to_owned(),
            width: picture.width,
            height: picture.height,
        }
    }
}

/// The picture.
#[component]
pub fn Picture(
    /// Which.
    picture: PictureView,
) -> impl IntoView {
    view! {
        <figure class="picture">
            <img src=picture.source alt=picture.words width=picture.width height=picture.height />
        </figure>
    }
}
