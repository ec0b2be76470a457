//! `samtykke staff …`: who has access, from the machine itself, while the service serves. There is no account to begin
//! with: the first one is made here.

use app::address::StaffPage;
use clap::{Args, Subcommand, ValueEnum};
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::{Language, date_in_words};
use service::{InviteStaff, Member, MemberState, Service};

use crate::config::Settings;
use crate::run::{Opened, World, assemble, read_register};

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum StaffCommand {
    /// Give somebody access and print the link that makes the account theirs. Somebody who has an account gets a new
    /// link, and is let in again if they were shut out.
    Invite(Invite),
    /// List everybody who has access, and those who had it.
    List,
    /// End somebody's access at once.
    Disable {
        /// Their mail address.
        #[arg(long)]
        email: String,
    },
}

/// Whom to let in.
#[derive(Debug, Args)]
pub(crate) struct Invite {
    /// Their name.
    #[arg(long)]
    name: String,
    /// Their mail address, which they sign in with.
    #[arg(long)]
    email: String,
    /// What they may do; may be given more than once.
    #[arg(long, required = true, value_enum)]
    role: Vec<RoleName>,
    /// The language of the page that the link leads to.
    #[arg(long, default_value = "da", value_enum)]
    language: LanguageName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageName {
    Da,
    En,
}

/// A role, by its name on the command line.
#[derive(Clone, Copy, Debug)]
struct RoleName(Role);

impl ValueEnum for RoleName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [RoleName; 6] = {
            let [a, b, c, d, e, f] = Role::ALL;
            [
                RoleName(a),
                RoleName(b),
                RoleName(c),
                RoleName(d),
                RoleName(e),
                RoleName(f),
            ]
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let help = self.0.meaning(Language::En);
        Some(clap::builder::PossibleValue::new(self.0.name()).help(help))
    }
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Does what is asked.
pub(crate) async fn staff(command: StaffCommand, settings: &Settings, world: &World) -> Outcome {
    let register = read_register(&settings.register)?;
    let Opened { service, store, .. } = assemble(settings, world, register).await?;
    let outcome = match command {
        StaffCommand::Invite(asked) => invite(&service, settings, asked).await,
        StaffCommand::List => list(&service).await,
        StaffCommand::Disable { email } => disable(&service, &email).await,
    };
    store.close().await;
    outcome
}

async fn invite(service: &Service, settings: &Settings, asked: Invite) -> Outcome {
    let language = match asked.language {
        LanguageName::Da => Language::Da,
        LanguageName::En => Language::En,
    };
    let invite = InviteStaff {
        name: asked.name,
        email: asked.email,
        roles: asked.role.into_iter().map(|role| role.0).collect(),
    };
    let invited = service.invite_as_operator(invite).await.map_err(in_words)?;
    let origin = settings.public_url.clone();
    let origin = origin.unwrap_or_else(|| format!("http://{}", settings.addr));
    let path = StaffPage::Invitation.path(language);
    let ends = date_in_words(service.day_of(invited.ends_at), Language::En);
    println!("{origin}{path}/{}", invited.token.to_text());
    println!(
        "samtykke: give this link to them and nobody else; it is shown only now, and works once, up to and including {ends}"
    );
    Ok(())
}

async fn list(service: &Service) -> Outcome {
    let members = service.staff_for_operator().await.map_err(in_words)?;
    if members.is_empty() {
        println!("samtykke: nobody has access yet; run samtykke staff invite");
    }
    for member in members {
        println!("{}", line(service, &member));
    }
    Ok(())
}

fn line(service: &Service, member: &Member) -> String {
    let (state, at) = match member.state {
        MemberState::Invited(at) => ("invited", at),
        MemberState::Active(at) => ("active since", at),
        MemberState::Disabled(at) => ("ended", at),
    };
    let roles: Vec<&str> = member.roles.iter().map(|role| role.name()).collect();
    format!(
        "{}\t{}\t{}\t{state} {}",
        member.email,
        member.name,
        roles.join(","),
        service.day_of(at)
    )
}

async fn disable(service: &Service, email: &str) -> Outcome {
    let members = service.staff_for_operator().await.map_err(in_words)?;
    let member = members
        .into_iter()
        .find(|member| member.email.eq_ignore_ascii_case(email.trim()));
    let member =
        member.ok_or("nobody has an account with this address; see samtykke staff list")?;
    let disabled = service.disable_as_operator(member.id).await;
    disabled.map_err(in_words)?;
    println!("samtykke: they are signed out everywhere and cannot sign in");
    Ok(())
}

fn in_words(problem: Problem) -> String {
    let (title, remedy) = (problem.title(Language::En), problem.remedy(Language::En));
    format!("{title}. {remedy}")
}
