//! One-time codes from an app (RFC 6238): HMAC-SHA-1, six digits, a new one every 30 seconds, which is what every app
//! can do.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use zeroize::Zeroizing;

/// Seconds that a code lasts.
const PERIOD: i64 = 30;
/// A clock may be so many steps wrong, either way.
const DRIFT: i64 = 1;
/// Codes are below this.
const MODULUS: u32 = 1_000_000;

/// What an app computes codes from: 160 bits (RFC 4226, 4).
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 20]>);

/// A number that counts the 30 seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(pub i64);

impl Step {
    /// The step at `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self(now.as_second().div_euclid(PERIOD))
    }
}

impl Secret {
    /// The secret of these bytes, which nobody can guess.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// The secret as it is typed into an app by hand: base32, in groups of four.
    #[must_use]
    pub fn to_groups(&self) -> String {
        let text = BASE32_NOPAD.encode(&*self.0);
        let mut groups = String::with_capacity(text.len() + text.len() / 4);
        for (place, letter) in text.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                groups.push(' ');
            }
            groups.push(letter);
        }
        groups
    }

    /// What an app reads from the picture: the secret, and whose codes for what it computes.
    #[must_use]
    pub fn address(&self, organisation: &str, account: &str) -> String {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        format!(
            "otpauth://totp/{organisation}:{account}?secret={secret}&issuer={organisation}&algorithm=SHA1&digits=6&period={PERIOD}",
            organisation = encode(organisation),
            account = encode(account),
            secret = BASE32_NOPAD.encode(&*self.0),
        )
    }

    /// The code of a step, six digits.
    #[must_use]
    pub fn code(&self, step: Step) -> String {
        format!("{:06}", self.truncated(step) % MODULUS)
    }

    /// The step that `typed` is the code of, around `now` and after `used`; so a code works once, and none before
    /// one that was used.
    #[must_use]
    pub fn step_of(&self, typed: &str, now: Timestamp, used: Option<Step>) -> Option<Step> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let Step(current) = Step::at(now);
        (current - DRIFT..=current + DRIFT)
            .map(Step)
            .filter(|step| used.is_none_or(|used| *step > used))
            .find(|step| self.code(*step) == typed)
    }

    /// Dynamic truncation (RFC 4226, 5.3).
    fn truncated(&self, Step(step): Step) -> u32 {
        // HMAC fills a key shorter than SHA-1's block of 64 bytes with zeros.
        let mut block = Zeroizing::new([0; 64]);
        block[..20].copy_from_slice(&*self.0);
        let mut mac = Hmac::<Sha1>::new((&*block).into());
        mac.update(&step.to_be_bytes());
        let hash: [u8; 20] = mac.finalize().into_bytes().into();
        let offset = usize::from(hash[19] & 0x0f);
        let [a, b, c, d] = [0, 1, 2, 3].map(|place| hash[offset + place]);
        u32::from_be_bytes([a & 0x7f, b, c, d])
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_the_rfc() -> Secret {
        Secret::from_bytes(*b"12345678901234567890")
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// RFC 6238, appendix B; its codes have eight digits, of which ours are the last six.
    #[test]
    fn the_rfc_s_own_codes_come_out() {
        for (second, code) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            let step = Step::at(at(second));
            assert_eq!(of_the_rfc().truncated(step) % 100_000_000, code);
            assert_eq!(
                of_the_rfc().code(step),
                format!("{:06}", code % 1_000_000),
                "{second}"
            );
        }
    }

    #[test]
    fn a_code_counts_a_step_early_and_a_step_late_and_no_further() {
        let secret = of_the_rfc();
        let code = secret.code(Step(100));
        let step = |second| secret.step_of(&code, at(second), None);
        assert_eq!([2_970, 3_000, 3_030, 3_059].map(step), [Some(Step(100)); 4]);
        assert_eq!([2_969, 3_060].map(step), [None; 2]);
    }

    #[test]
    fn a_code_works_once_and_none_before_it_works_after_it() {
        let secret = of_the_rfc();
        let now = at(3_000);
        let step = |code: Step, used| secret.step_of(&secret.code(code), now, Some(used));
        assert_eq!(step(Step(100), Step(99)), Some(Step(100)));
        assert_eq!(step(Step(100), Step(100)), None);
        assert_eq!(step(Step(99), Step(100)), None);
        assert_eq!(step(Step(101), Step(100)), Some(Step(101)));
    }

    #[test]
    fn spaces_are_how_apps_show_codes_and_nothing_else_is_read_over() {
        let secret = of_the_rfc();
        let code = secret.code(Step(100));
        let read = |typed: String| secret.step_of(&typed, at(3_000), None);
        assert!(read(format!(" {} {}", &code[..3], &code[3..])).is_some());
        for typed in [
            String::new(),
            format!("0{code}"),
            format!("{code}0"),
            code[1..].to_owned(),
        ] {
            assert_eq!(read(typed), None);
        }
    }

    #[test]
    fn an_app_is_told_whose_codes_they_are() {
        let address = of_the_rfc().address("Fleksnet & Co", "åse@b.dk");
        assert_eq!(
            address,
            "otpauth://totp/Fleksnet%20%26%20Co:%C3%A5se%40b%2Edk?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Fleksnet%20%26%20Co&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(
            of_the_rfc().to_groups(),
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
        );
    }

    #[test]
    fn a_secret_does_not_show_itself() {
        assert_eq!(format!("{:?}", of_the_rfc()), "Secret(…)");
    }

    proptest! {
        #[test]
        fn a_code_is_six_digits(bytes: [u8; 20], step in 0_i64..1 << 40) {
            let code = Secret::from_bytes(bytes).code(Step(step));
            prop_assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
        }
    }
}
