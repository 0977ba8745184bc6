//! `nodewright credentials`

use std::sync::Arc;

use axum::http::StatusCode;
use nodewright::{CredentialReference, Runtime, TestStatus};

use super::{built, runtime, write_line};
use crate::{
    arguments::{CredentialSource, CredentialsCommand, Login, TestCredentials},
    credentials::{self, CredentialFile},
    failure::Failure,
    login::Redirect,
    sandbox::Running,
};

/// Tests credentials, or logs in.
pub async fn credentials(command: CredentialsCommand) -> Result<(), Failure> {
    match command {
        CredentialsCommand::Test(test) => test_all(&test).await,
        CredentialsCommand::Login(login) => log_in(login).await,
    }
}

/// Prints a line for each credential: its type and name, and whether it works.
async fn test_all(arguments: &TestCredentials) -> Result<(), Failure> {
    let (runtime, all, _sandbox) = match &arguments.file {
        Some(path) => {
            let file = Arc::new(CredentialFile::open(path)?);
            let builder = arguments.network.set_up(Runtime::builder(), false)?;
            let all = file.entries();
            (built(builder.credentials(credentials::of(file)), &arguments.nodes)?, all, None)
        }
        None => {
            // Those of the environment.
            let source = CredentialSource { credentials: None, sandbox: arguments.sandbox };
            let (runtime, sandbox) = runtime(&arguments.nodes, &source, &arguments.network, &[]).await?;
            let offered = sandbox.iter().flat_map(Running::types).map(str::to_owned);
            let asked = arguments.kind.clone().filter(|_| !arguments.sandbox);
            let all = offered.chain(asked).map(|kind| (kind, CredentialReference::default())).collect();
            (runtime, all, sandbox)
        }
    };
    let is_asked = |kind: &str| arguments.kind.as_deref().is_none_or(|asked| asked == kind);
    let chosen: Vec<_> = all.iter().filter(|(kind, _)| is_asked(kind)).collect();
    if chosen.is_empty() {
        return Err(Failure::usage(match &arguments.kind {
            Some(kind) => format!("there is no credential of type '{kind}' to test"),
            None => "there are no credentials to test".to_owned(),
        }));
    }
    let mut failed = 0;
    for (kind, wanted) in chosen {
        let called = wanted.name.as_ref().or(wanted.id.as_ref()).map(|name| format!(" '{name}'")).unwrap_or_default();
        let (status, message) = match runtime.test_credential(kind, Some(wanted)).await {
            Ok(tested) => (tested.status, tested.message),
            Err(error) => (TestStatus::Fails, error.message().to_owned()),
        };
        failed += usize::from(status == TestStatus::Fails);
        let word = match status {
            TestStatus::Works => "works",
            TestStatus::Fails => "fails",
            TestStatus::Untested => "not tested",
        };
        write_line(&format!("{kind}{called}: {word}: {}", message.replace(['\n', '\r'], " ")))?;
    }
    match failed {
        0 => Ok(()),
        count => {
            Err(Failure::Failed(format!("{count} of the credentials {}", if count == 1 { "fails" } else { "fail" })))
        }
    }
}

/// Opens the service's page, waits for the user, and stores the token.
async fn log_in(arguments: Login) -> Result<(), Failure> {
    let kind = &arguments.kind;
    let file = Arc::new(CredentialFile::open(&arguments.file)?);
    if !file.is_writable() {
        return Err(Failure::usage("--file: the token cannot be stored in standard input; name a file"));
    }
    let wanted = match &arguments.credential {
        Some(asked) => {
            let is_asked = |wanted: &CredentialReference| [&wanted.id, &wanted.name].contains(&&Some(asked.clone()));
            let found = file.entries().into_iter().find(|(of, wanted)| of == kind && is_asked(wanted));
            let missing = || format!("--credential: the file has no credential of type '{kind}' called '{asked}'");
            Some(found.ok_or_else(|| Failure::usage(missing()))?.1)
        }
        None => None,
    };
    let builder = arguments.network.set_up(Runtime::builder(), false)?;
    let runtime = built(builder.credentials(credentials::of(Arc::clone(&file))), &arguments.nodes)?;
    runtime.registry().credential_type(kind)?;
    let mut redirect = Redirect::listen(arguments.port).await?;
    let login = runtime.begin_login(kind, wanted.as_ref(), redirect.address()).await?;
    eprintln!("nodewright: log in at {}", login.address());
    if !arguments.no_browser && open::that_detached(login.address()).is_err() {
        eprintln!("nodewright: no browser could be opened; open the address yourself");
    }
    let (answer, shown) = redirect.answer(|answer| login.is_answer(answer)).await?;
    let finished = match login.finish(&answer).await {
        Ok(data) => file.put(kind, wanted.as_ref(), &data),
        Err(error) => Err(error),
    };
    // A browser that has gone needs no page.
    let _ = shown.send(match finished {
        Ok(()) => (StatusCode::OK, "You are logged in. You can close this window."),
        Err(_) => (StatusCode::BAD_REQUEST, "The login has failed; the command says why. You can close this window."),
    });
    redirect.close().await;
    finished?;
    write_line(&format!("{kind}: logged in; the token is in {}", arguments.file.display()))
}
