//! The HTTP client of these tests.

/// A client that follows redirects, as `reqwest::Client::new()` does.
pub fn client() -> reqwest::Client {
    builder().build().unwrap()
}

/// A client to be set up further. Where another crate of the workspace switches on reqwest's TLS, no client is built
/// without a provider of cryptography, even for plain HTTP.
pub fn builder() -> reqwest::ClientBuilder {
    // Only the first caller can install it; for the others that is not a failure.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
}

/// A GET.
#[allow(dead_code, reason = "not every test binary needs it")]
pub async fn get(url: impl reqwest::IntoUrl) -> reqwest::Result<reqwest::Response> {
    client().get(url).send().await
}
