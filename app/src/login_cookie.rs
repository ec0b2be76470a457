//! What `__Host-login` holds: what a browser keeps from signing in as staff, and what it keeps from asking to come in to
//! the rights portal. They live side by side, since one browser may do both. Neither opens anything.

/// The cookie's value, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LoginCookie {
    /// From signing in as staff.
    pub(crate) staff: Option<String>,
    /// From asking to come in to the portal.
    pub(crate) portal: Option<String>,
}

impl LoginCookie {
    /// Reads a value. What stands before the dot is the staff's, as it was when there was nothing else.
    pub(crate) fn parse(value: &str) -> Self {
        let (staff, portal) = value.split_once('.').unwrap_or((value, ""));
        let kept = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            staff: kept(staff),
            portal: kept(portal),
        }
    }

    /// The value. Neither part holds a dot.
    pub(crate) fn to_value(&self) -> String {
        let staff = self.staff.as_deref().unwrap_or_default();
        match &self.portal {
            Some(portal) => format!("{staff}.{portal}"),
            None => staff.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_stays_when_the_other_comes() {
        for (value, staff, portal) in [
            ("abc", Some("abc"), None),
            ("abc.def", Some("abc"), Some("def")),
            (".def", None, Some("def")),
            ("", None, None),
        ] {
            let cookie = LoginCookie::parse(value);
            assert_eq!(cookie.staff.as_deref(), staff, "{value}");
            assert_eq!(cookie.portal.as_deref(), portal, "{value}");
            assert_eq!(cookie.to_value(), value);
        }
    }
}
