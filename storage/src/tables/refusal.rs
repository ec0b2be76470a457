//! Refusals, counted per day and never stored one by one: a refusal leaves no identifier.

use domain::notice::Surface;
use domain::register::{Key, RegisterVersion};
use domain::text::Language;
use jiff::civil::Date;

use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const COUNT: Statement<5> = Statement(
    "INSERT INTO refusal (day, site, language, surface, register, count) VALUES ($1, $2, $3, $4, $5, 1) \
     ON CONFLICT (day, site, language, surface, register) DO UPDATE SET count = refusal.count + 1",
);
pub(crate) const OF_DAY: Statement<1> = Statement(
    "SELECT site, language, surface, register, count FROM refusal WHERE day = $1 \
     ORDER BY site, language, surface, register",
);

/// What refusals are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The day, as people at the site count it.
    pub day: Date,
    /// The site, by its key in the register.
    pub site: Key,
    /// The language it was asked in.
    pub language: Language,
    /// Where it was asked.
    pub surface: Surface,
    /// The register in force.
    pub register: RegisterVersion,
}

/// How often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalCount {
    /// What was counted.
    pub refusal: Refusal,
    /// How often.
    pub count: u64,
}

pub(crate) async fn count(
    connection: &mut Connection<'_>,
    refusal: &Refusal,
) -> Result<(), StoreError> {
    let day = refusal.day.to_string();
    let values = [
        Value::Text(&day),
        Value::Text(&refusal.site),
        Value::Text(refusal.language.tag()),
        Value::Text(names::surface(refusal.surface)),
        Value::digest(&refusal.register.0),
    ];
    connection.execute(&COUNT, values).await?;
    Ok(())
}

pub(crate) async fn of_day(
    connection: &mut Connection<'_>,
    day: Date,
) -> Result<Vec<RefusalCount>, StoreError> {
    let text = day.to_string();
    let rows = connection.fetch_all(&OF_DAY, [Value::Text(&text)]).await?;
    rows.iter().map(|row| read(row, day)).collect()
}

fn read(row: &Row, day: Date) -> Result<RefusalCount, StoreError> {
    let language = names::read_language(&row.text(1)?);
    let surface = names::read_surface(&row.text(2)?);
    let count = u64::try_from(row.integer(4)?);
    Ok(RefusalCount {
        refusal: Refusal {
            day,
            site: row.text(0)?,
            language: language.ok_or(StoreError::Unreadable("refusal.language"))?,
            surface: surface.ok_or(StoreError::Unreadable("refusal.surface"))?,
            register: RegisterVersion(row.digest(3, "refusal.register")?),
        },
        count: count.map_err(|_| StoreError::Unreadable("refusal.count"))?,
    })
}
