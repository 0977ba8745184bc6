//! What a browser gets.

use reqwest::{Method, header};

use super::Server;

#[tokio::test]
async fn every_answer_tells_a_browser_to_trust_nothing_else() {
    let server = Server::sandbox();
    for path in ["/", "/healthz", "/nodes", "/nope", "/assets/nope.js"] {
        let answer = server.request(Method::GET, path).send().await.expect("an answer");
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(answer.headers()[header::REFERRER_POLICY], "no-referrer", "{path}");
        assert!(answer.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN).is_none(), "{path}");
    }
}

/// The page may or may not have been built before the binary was.
#[tokio::test]
async fn the_page_and_its_files_are_there_and_cached() {
    let server = Server::sandbox();
    let page = server.request(Method::GET, "/").send().await.expect("an answer");
    assert_eq!(page.status(), 200);
    assert!(page.headers()[header::CONTENT_TYPE].to_str().expect("text").starts_with("text/html"));
    let tag = page.headers().get(header::ETAG).cloned();
    let html = page.text().await.expect("text");
    let Some(tag) = tag else {
        assert!(html.contains("npm ci &amp;&amp; npm run build"), "{html}");
        return;
    };
    let again = server.request(Method::GET, "/").header(header::IF_NONE_MATCH, tag).send().await.expect("an answer");
    assert_eq!(again.status(), 304);
    let asset = html.split('"').find(|text| text.starts_with("/assets/")).expect("a page without scripts or styles");
    let asset = server.request(Method::GET, asset).send().await.expect("an answer");
    assert_eq!(asset.status(), 200);
    assert_eq!(asset.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
}
