//! From the service's messages to what is shown, in words.

use domain::text::{Language, day_in_words, moment_in_words};
use service::{SecureContent, Service, ShownFile, ShownSecure};

use super::{SecureFileView, SecureMessageView, SecureShown};

/// The messages as the one they are exchanged with sees them.
#[must_use]
pub fn shown_messages(
    service: &Service,
    language: Language,
    messages: Vec<ShownSecure>,
) -> Vec<SecureMessageView> {
    let shown = |message: ShownSecure| SecureMessageView {
        id: message.id.to_string(),
        ours: message.from_us,
        when: moment_in_words(service.local(message.sent_at), language),
        shown: content(service, language, message.content),
        post_asked: message.post_asked_at.is_some(),
    };
    messages.into_iter().map(shown).collect()
}

fn content(service: &Service, language: Language, content: SecureContent) -> SecureShown {
    match content {
        // It can be opened until an instant of the day after; whole days are what people count.
        SecureContent::Waits { until } => {
            let last = service.day_of(until);
            let last = last.yesterday().unwrap_or(last);
            SecureShown::Waits {
                until: day_in_words(last, language),
            }
        }
        SecureContent::Over => SecureShown::Over,
        SecureContent::Open { words, files } => SecureShown::Open {
            words,
            files: files
                .into_iter()
                .map(|file| shown_file(file, language))
                .collect(),
        },
    }
}

pub(crate) fn shown_file(file: ShownFile, language: Language) -> SecureFileView {
    SecureFileView {
        id: file.id.to_string(),
        name: file.name.as_str().to_owned(),
        size: size_in_words(file.size, language),
        cleaned: file.cleaned,
    }
}

/// A size as people say it: `17 kB`, `2,4 MB`.
fn size_in_words(bytes: u64, language: Language) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths < 10 {
        return format!("{} kB", bytes.div_ceil(1_000));
    }
    let comma = match language {
        Language::Da => ',',
        Language::En => '.',
    };
    format!("{}{comma}{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_say_them() {
        for (bytes, danish) in [
            (1, "1 kB"),
            (16_500, "17 kB"),
            (899_999, "900 kB"),
            (1_000_000, "1,0 MB"),
            (2_310_000, "2,4 MB"),
        ] {
            assert_eq!(size_in_words(bytes, Language::Da), danish);
        }
        assert_eq!(size_in_words(2_310_000, Language::En), "2.4 MB");
    }
}
