//! What a register says that the law does not permit, leaves out what it demands, or is likely a mistake.
//! Each rule is one small function in the file of its theme, and one row of [`RULES`], from which the
//! documentation's list is made.

mod basis;
mod categories;
mod choice;
mod contact;
mod cookies;
mod data;
mod languages;
mod newsletter;
mod organisation;
mod own_purposes;
mod purposes;
mod recipients;
mod retention;
mod steering;
mod texts;
mod transfers;
mod words;

use std::fmt;

use super::{Register, RegisterSource};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not lawful, or not complete: the register is not served.
    Error,
    /// Likely a mistake, or hard to defend: it is served, and should be looked at.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word in front of a finding.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A rule that registers are checked against.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, in kebab-case; never reused for another rule.
    pub id: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// The rule of law cited, or the rule of good practice.
    pub law: &'static str,
    /// What it finds, in one line.
    pub meaning: &'static str,
    find: fn(&Register, &mut Hits),
}

/// What one rule found at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// The [`Rule::id`].
    pub rule: &'static str,
    /// The key path; places in lists count from 0.
    pub place: String,
    /// The file's name, when a file was checked.
    pub file: Option<String>,
    /// The 1-based line of the place in that file.
    pub line: Option<usize>,
    /// The rule of law cited.
    pub law: &'static str,
    /// What is wrong.
    pub problem: String,
    /// What to write or do instead.
    pub remedy: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.severity.word())?;
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "  {file}:{line}")?,
            (Some(file), None) => write!(f, "  {file}")?,
            (None, _) => {}
        }
        write!(
            f,
            "  {}  {}  [{}]  → {}",
            self.place, self.problem, self.law, self.remedy
        )
    }
}

/// Checks a register file: the findings by line, then by weight.
#[must_use]
pub fn check(source: &RegisterSource) -> Vec<Finding> {
    let mut findings = check_register(source.register());
    for finding in &mut findings {
        finding.file = Some(source.file().to_owned());
        finding.line = Some(source.line_of(&finding.place));
    }
    findings.sort_by_key(|finding| (finding.line, finding.severity));
    findings
}

/// Checks a register without its file: the findings by weight, without lines.
#[must_use]
pub fn check_register(register: &Register) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule.apply(register)).collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

impl Rule {
    const fn error(
        id: &'static str,
        law: &'static str,
        meaning: &'static str,
        find: fn(&Register, &mut Hits),
    ) -> Self {
        Self {
            id,
            severity: Severity::Error,
            law,
            meaning,
            find,
        }
    }

    const fn warning(
        id: &'static str,
        law: &'static str,
        meaning: &'static str,
        find: fn(&Register, &mut Hits),
    ) -> Self {
        Self {
            id,
            severity: Severity::Warning,
            law,
            meaning,
            find,
        }
    }

    const fn note(
        id: &'static str,
        law: &'static str,
        meaning: &'static str,
        find: fn(&Register, &mut Hits),
    ) -> Self {
        Self {
            id,
            severity: Severity::Note,
            law,
            meaning,
            find,
        }
    }

    fn apply(&self, register: &Register) -> Vec<Finding> {
        let mut hits = Hits(Vec::new());
        (self.find)(register, &mut hits);
        hits.0
            .into_iter()
            .map(|hit| Finding {
                severity: self.severity,
                rule: self.id,
                place: hit.place,
                file: None,
                line: None,
                law: self.law,
                problem: hit.problem,
                remedy: hit.remedy,
            })
            .collect()
    }
}

/// Where a rule's function leaves what it finds.
#[derive(Debug)]
struct Hits(Vec<Hit>);

#[derive(Debug)]
struct Hit {
    place: String,
    problem: String,
    remedy: String,
}

impl Hits {
    fn add(
        &mut self,
        place: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.0.push(Hit {
            place: place.into(),
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }
}

const THEMES: &[&[Rule]] = &[
    organisation::RULES,
    recipients::RULES,
    transfers::RULES,
    basis::RULES,
    purposes::RULES,
    own_purposes::RULES,
    data::RULES,
    retention::RULES,
    choice::RULES,
    categories::RULES,
    cookies::RULES,
    texts::RULES,
    languages::RULES,
    steering::RULES,
    newsletter::RULES,
    contact::RULES,
];

/// Every rule, theme by theme.
pub const RULES: &[Rule] = &joined::<{ count() }>();

const fn count() -> usize {
    let mut total = 0;
    let mut theme = 0;
    while theme < THEMES.len() {
        total += THEMES[theme].len();
        theme += 1;
    }
    total
}

const fn joined<const N: usize>() -> [Rule; N] {
    let mut rules = [THEMES[0][0]; N];
    let mut next = 0;
    let mut theme = 0;
    while theme < THEMES.len() {
        let mut rule = 0;
        while rule < THEMES[theme].len() {
            rules[next] = THEMES[theme][rule];
            next += 1;
            rule += 1;
        }
        theme += 1;
    }
    rules
}
