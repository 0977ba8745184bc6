//! Files that go out with a request and come with an answer.

use nodewright_core::{
    Binary, Body, Call, Collected, Field, Item, Parameter, Request, Response, SendBinary, Value,
    http::{HeaderMap, HeaderValue, StatusCode},
    serde_json::json,
};

fn item() -> Item {
    let mut item = Item::default();
    item.binary.get_or_insert_default().insert("photo".into(), Binary::prepare("bytes", Some("p.png"), None));
    item
}

#[tokio::test]
async fn a_file_goes_out_behind_the_fields() {
    let (item, emitted) = (item(), Collected::default());
    let call = Call::new(&item, 3, &emitted);
    let field = Field::new("send", "Send", SendBinary::FORM);
    // parameters, the parts that go out: none, and the body stays JSON
    let cases = [
        (json!({ "sendBinaryData": false, "binaryPropertyName": "photo" }), Ok(None)),
        (json!({}), Ok(None)),
        (json!({ "sendBinaryData": true, "binaryPropertyName": "photo" }), Ok(Some(["title", "tags", "upload"]))),
        (json!({ "sendBinaryData": true }), Err("No binary data 'data' on input item 3")),
    ];
    for (parameters, expected) in cases {
        let send = SendBinary::read(parameters.as_object().unwrap(), &field).unwrap();
        let mut request = Request::post("/files");
        request.set("title", "A \"photo\"");
        request.set("tags", ["x", "y"]);
        let attached = send.attach(&call, "upload", &mut request).await;
        assert_eq!(
            attached.map_err(|error| error.message().to_owned()).err().as_deref(),
            expected.err(),
            "{parameters}"
        );
        let Ok(expected) = expected else { continue };
        match (&request.body, expected) {
            (Body::Json(_), None) => {}
            (Body::Multipart(parts), Some(expected)) => {
                assert!(parts.iter().map(|part| part.name.as_str()).eq(expected));
                let bytes: Vec<_> = parts.iter().map(|part| part.bytes.in_memory().unwrap()).collect();
                assert_eq!(
                    (&bytes[0][..], &bytes[1][..], &bytes[2][..]),
                    (&b"A \"photo\""[..], &br#"["x","y"]"#[..], &b"bytes"[..])
                );
                let (name, mime) = (parts[2].file_name.as_deref(), parts[2].mime.as_deref());
                assert_eq!((name, mime), (Some("p.png"), Some("image/png")));
            }
            _ => panic!("{parameters}: another body"),
        }
    }
}

#[tokio::test]
async fn a_file_can_be_the_whole_body() {
    let (item, emitted) = (item(), Collected::default());
    let call = Call::new(&item, 0, &emitted);
    let Body::Bytes { mime, bytes } = call.file_body("photo").await.unwrap() else { panic!("another body") };
    assert_eq!((mime.as_str(), &bytes.in_memory().unwrap()[..]), ("image/png", &b"bytes"[..]));
    assert_eq!(call.file_body("none").await.err().unwrap().message(), "No binary data 'none' on input item 0");
}

#[tokio::test]
async fn a_download_is_named_by_its_answer() {
    let (item, emitted) = (Item::default(), Collected::default());
    let call = Call::new(&item, 0, &emitted);
    // headers, name, MIME type
    let cases: [(Value, &str, &str); 4] = [
        (
            json!({ "content-disposition": "attachment; filename=\"a.csv\"", "content-type": "text/csv; charset=utf-8" }),
            "a.csv",
            "text/csv",
        ),
        (json!({ "content-type": "image/png" }), "ticket.bin", "image/png"),
        (json!({ "content-type": "" }), "ticket.bin", "application/octet-stream"),
        (json!({ "content-disposition": "inline; filename=\"/etc/x.txt\"" }), "x.txt", "application/octet-stream"),
    ];
    for (written, name, mime) in cases {
        let mut headers = HeaderMap::new();
        for (name, value) in written.as_object().unwrap() {
            let name: nodewright_core::http::HeaderName = name.parse().unwrap();
            headers.insert(name, HeaderValue::from_str(value.as_str().unwrap()).unwrap());
        }
        let answer = Response::new(StatusCode::OK, headers, Some(bytes::Bytes::from_static(b"a;b")));
        let file = call.download(answer, "ticket.bin", "application/octet-stream").await.unwrap();
        assert_eq!((file.file_name.as_deref(), file.mime_type.as_str()), (Some(name), mime), "{written}");
        assert_eq!(file.decode().unwrap(), "a;b");
    }
}
