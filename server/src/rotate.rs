//! `samtykke keys rotate`: new keys in the place of those in use, while the service serves. Broken off at any step, it is
//! finished by running it again.

use clap::{Args, ValueEnum};
use service::log::record_key_change;
use storage::{KeyStore, Store};

use crate::config::Settings;
use crate::run::World;
use crate::{key_file, keys, signing_key};

/// Which keys to change.
#[derive(Debug, Args)]
pub(crate) struct Rotate {
    /// Change only this one.
    #[arg(long, value_name = "KEY")]
    only: Option<Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The key that the data keys of records are wrapped with.
    Wrapping,
    /// The key that signs the evidence log.
    Signing,
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Changes the keys that are asked for.
pub(crate) async fn rotate(asked: Rotate, settings: &Settings, world: &World) -> Outcome {
    if asked.only != Some(Kind::Signing) {
        wrapping(settings, world).await?;
    }
    if asked.only != Some(Kind::Wrapping) {
        signing(settings, world).await?;
    }
    Ok(())
}

async fn wrapping(settings: &Settings, world: &World) -> Outcome {
    let root_key = keys::root_key_of_sealed(&settings.root_key)?;
    let key_store = KeyStore::open(&settings.keys, &root_key.0).await?;
    let new = keys::new_wrapping_key(world.clock.as_ref(), world.chance.as_ref());
    let rewrapped = key_store.rotate(&new).await?;
    key_store.close().await;
    println!(
        "samtykke: {rewrapped} data keys are wrapped with a new key; the one before is deleted"
    );
    Ok(())
}

/// The new key is on the disk before the log names it, and the log names it before it signs.
async fn signing(settings: &Settings, world: &World) -> Outcome {
    let file = &settings.signing_key;
    let before = signing_key::given(file)?;
    let (next, next_file) = signing_key::next(file, &before, world.chance.as_ref())?;
    let store = Store::open(&settings.database).await?;
    let (clock, chance) = (world.clock.as_ref(), world.chance.as_ref());
    record_key_change(&store, clock, chance, &before, &next).await?;
    store.close().await;
    key_file::replace(file, &next_file)?;
    println!(
        "samtykke: the log is signed with a new key; the one before is deleted, and its public half kept\n\
         samtykke: copy {} to every other node now, and to where you keep your copies",
        file.display()
    );
    Ok(())
}
