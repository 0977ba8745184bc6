//! The credential that signs a node's requests.

use std::{borrow::Cow, sync::Arc};

use nodewright_core::{
    Call, Context, Credential, ErrorKind, Locals, NodeError, Parameters, Request, Result, Secret, Service, TlsIdentity,
    has_expression,
};

use crate::read;

/// The type that parameters choose, of nodes with predefined and generic credentials.
pub fn chosen(parameters: &Parameters) -> Option<&str> {
    let name = match read::text(parameters, "authentication") {
        "predefinedCredentialType" => read::text(parameters, "nodeCredentialType"),
        "genericCredentialType" => read::text(parameters, "genericAuthType"),
        _ => return None,
    };
    Some(name)
}

/// Where requests go to, signed with the credential of a type.
///
/// # Errors
/// The node has no credential of the type.
pub async fn signed_with(context: &Context, call: &Call<'_>, kind: Option<&str>) -> Result<Service> {
    let Some(kind) = kind else { return Ok(Service::anywhere()) };
    match find(context, call, kind).await? {
        Some(credential) => Ok(Service::anywhere().with_credential(credential)),
        None => Err(NodeError::new(ErrorKind::Credential, "Credentials not found")
            .with_description(format!("The node is to use a credential of type '{kind}'; choose one"))),
    }
}

/// The same of nodes that go on without the credential.
pub async fn signed_if_there(context: &Context, call: &Call<'_>, kind: Option<&str>) -> Result<Service> {
    let found = match kind {
        Some(kind) => find(context, call, kind).await?,
        None => None,
    };
    Ok(found.map_or_else(Service::anywhere, |credential| Service::anywhere().with_credential(credential)))
}

/// The credential of a type, with its expressions evaluated for the item.
async fn find(context: &Context, call: &Call<'_>, kind: &str) -> Result<Option<Arc<Credential>>> {
    let Some(credential) = context.find_credential(kind).await? else { return Ok(None) };
    if !has_expression(credential.expose()) {
        return Ok(Some(credential));
    }
    let locals = Locals::from_iter([("$self".to_owned(), credential.expose().clone())]);
    let evaluated = call.evaluate(credential.expose(), &locals).await?.unwrap_or_default();
    let data = evaluated.as_object().cloned().unwrap_or_default();
    Ok(Some(Arc::new(credential.with_data(data))))
}

/// Identifies with a client certificate, if the parameters ask for one.
///
/// # Errors
/// There is none, or its key is encrypted.
pub async fn identify(context: &Context, parameters: &Parameters, request: &mut Request) -> Result<()> {
    const TYPE: &str = "httpSslAuth";
    if !read::flag(parameters, "provideSslCertificates", false) {
        return Ok(());
    }
    let credential = context.credential(TYPE).await?;
    let part = |name: &str| credential.text(name).filter(|text| !text.is_empty());
    if part("passphrase").is_some() {
        let message = "A private key with a passphrase is not supported";
        return Err(NodeError::new(ErrorKind::Credential, message)
            .with_description("Decrypt the key, for example with `openssl pkey`, and leave the passphrase empty"));
    }
    let pem = |name: &str| part(name).map(|text| Secret::new(lines(text).into_owned()));
    request.options.tls =
        Some(Box::new(TlsIdentity { authorities: pem("ca"), certificate: pem("cert"), key: pem("key") }));
    Ok(())
}

/// PEM that was pasted into one line gets its line breaks back.
fn lines(text: &str) -> Cow<'_, str> {
    match text.contains('\n') || !text.contains("-----") {
        true => text.into(),
        false => text.replace("----- ", "-----\n").replace(" -----", "\n-----").into(),
    }
}
