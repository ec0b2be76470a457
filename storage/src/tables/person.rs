//! Persons and what identifies them. A person is a bare id; an identifier is a keyed hash that may belong to
//! several persons, and says how and when somebody was shown to hold it.

use domain::canonical::Digest;
use domain::register::Assurance;
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<2> = Statement("INSERT INTO person (id, since) VALUES ($1, $2)");
pub(crate) const IS_THERE: Statement<1> = Statement("SELECT 1 FROM person WHERE id = $1");
pub(crate) const INSERT_IDENTIFIER: Statement<3> = Statement(
    "INSERT INTO identifier (id, kind, hash) VALUES ($1, $2, $3) ON CONFLICT (kind, hash) DO NOTHING",
);
pub(crate) const IDENTIFIER: Statement<2> =
    Statement("SELECT id FROM identifier WHERE kind = $1 AND hash = $2");
pub(crate) const LINK: Statement<2> = Statement(
    "INSERT INTO person_identifier (person, identifier) VALUES ($1, $2) ON CONFLICT (person, identifier) DO NOTHING",
);
pub(crate) const VERIFY: Statement<4> = Statement(
    "UPDATE identifier SET verified_how = $1, verified_at = $2, assurance = $3 WHERE id = $4",
);
pub(crate) const HOLDERS: Statement<2> = Statement(
    "SELECT person_identifier.person FROM person_identifier \
     JOIN identifier ON identifier.id = person_identifier.identifier \
     WHERE identifier.kind = $1 AND identifier.hash = $2 ORDER BY person_identifier.person",
);
pub(crate) const OF_PERSON: Statement<1> = Statement(
    "SELECT identifier.id, identifier.kind, identifier.hash, identifier.verified_how, identifier.verified_at, identifier.assurance \
     FROM identifier JOIN person_identifier ON person_identifier.identifier = identifier.id \
     WHERE person_identifier.person = $1 ORDER BY identifier.id",
);

/// What somebody can be identified by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// A mail address.
    Mailbox,
    /// A telephone number.
    Telephone,
    /// Whom an electronic identity provider calls by a name of its own.
    Eid,
}

/// How it was shown that somebody holds an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerifiedHow {
    /// A link that was sent there was opened.
    Link,
    /// Staff met the person and looked.
    Staff,
    /// The provider of an electronic identity said so, to somebody who had shown who they are by a code of ours.
    Eid,
}

/// That somebody was shown to hold an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How.
    pub how: VerifiedHow,
    /// When.
    pub at: Timestamp,
    /// What it opens.
    pub assurance: Assurance,
}

/// An identifier, by its keyed hash; what it stands for is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: IdentifierKind,
    /// Its keyed hash.
    pub hash: Digest,
    /// That somebody was shown to hold it, if so.
    pub verified: Option<Verified>,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    id: &Uuid,
    since: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::instant(since)];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// Whether there is such a person.
pub(crate) async fn is_there(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<bool, StoreError> {
    let row = connection
        .fetch_optional(&IS_THERE, [Value::id(id)])
        .await?;
    Ok(row.is_some())
}

/// The id of the identifier: that of an earlier one of the same kind and hash, or `id`.
pub(crate) async fn identifier(
    connection: &mut Connection<'_>,
    id: &Uuid,
    kind: IdentifierKind,
    hash: &Digest,
) -> Result<Uuid, StoreError> {
    let (kind, hash) = (
        Value::Text(names::identifier_kind(kind)),
        Value::digest(hash),
    );
    connection
        .execute(&INSERT_IDENTIFIER, [Value::id(id), kind, hash])
        .await?;
    let row = connection.fetch_optional(&IDENTIFIER, [kind, hash]).await?;
    row.ok_or(StoreError::Unreadable("identifier.id"))?
        .id(0, "identifier.id")
}

pub(crate) async fn link(
    connection: &mut Connection<'_>,
    person: &Uuid,
    identifier: &Uuid,
) -> Result<(), StoreError> {
    let values = [Value::id(person), Value::id(identifier)];
    connection.execute(&LINK, values).await?;
    Ok(())
}

pub(crate) async fn verify(
    connection: &mut Connection<'_>,
    identifier: &Uuid,
    verified: &Verified,
) -> Result<(), StoreError> {
    let values = [
        Value::Text(names::verified_how(verified.how)),
        Value::instant(verified.at),
        Value::Text(names::assurance(verified.assurance)),
        Value::id(identifier),
    ];
    connection.execute(&VERIFY, values).await?;
    Ok(())
}

/// The persons who share an identifier.
pub(crate) async fn holders(
    connection: &mut Connection<'_>,
    kind: IdentifierKind,
    hash: &Digest,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::Text(names::identifier_kind(kind)),
        Value::digest(hash),
    ];
    let rows = connection.fetch_all(&HOLDERS, values).await?;
    rows.iter()
        .map(|row| row.id(0, "person_identifier.person"))
        .collect()
}

pub(crate) async fn of_person(
    connection: &mut Connection<'_>,
    person: &Uuid,
) -> Result<Vec<Identifier>, StoreError> {
    let rows = connection
        .fetch_all(&OF_PERSON, [Value::id(person)])
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Identifier, StoreError> {
    let kind = names::read_identifier_kind(&row.text(1)?);
    Ok(Identifier {
        id: row.id(0, "identifier.id")?,
        kind: kind.ok_or(StoreError::Unreadable("identifier.kind"))?,
        hash: row.digest(2, "identifier.hash")?,
        verified: verified(row)?,
    })
}

fn verified(row: &Row) -> Result<Option<Verified>, StoreError> {
    let (Some(how), Some(at), Some(assurance)) = (
        row.optional_text(3)?,
        row.optional_integer(4)?,
        row.optional_text(5)?,
    ) else {
        return Ok(None);
    };
    let how = names::read_verified_how(&how);
    let assurance = names::read_assurance(&assurance);
    Ok(Some(Verified {
        how: how.ok_or(StoreError::Unreadable("identifier.verified_how"))?,
        at: connection::instant(at, "identifier.verified_at")?,
        assurance: assurance.ok_or(StoreError::Unreadable("identifier.assurance"))?,
    }))
}
