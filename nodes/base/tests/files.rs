//! Files that are written are read back, and what cannot be done is said.

use std::io::Write;

use nodewright::{Binary, Item, NodeError, Outcome, Runtime};
use nodewright_node_base as _;
use serde_json::{Value, json};

async fn run(node: &str, version: f64, parameters: Value, items: Vec<Item>) -> Result<Outcome, NodeError> {
    let runtime = Runtime::builder().time_zone("UTC").build()?;
    let node = json!({ "name": "Node", "type": node, "typeVersion": version, "parameters": parameters });
    runtime.prepare(&node)?.execution(items).outcome().await
}

fn items(list: &[Value]) -> Vec<Item> {
    list.iter().cloned().map(Item::new).collect()
}

#[tokio::test]
async fn tables_come_back_from_files() {
    let rows = [
        json!({ "id": 1, "name": "Ånna; \"q\", <b>", "deep": { "list": [true, 2.5] } }),
        json!({ "id": 2, "name": "two\nlines", "deep": { "list": [false] } }),
    ];
    let typed = [
        json!({ "id": 1, "name": "Ånna; \"q\", <b>", "deep.list.0": true, "deep.list.1": 2.5 }),
        json!({ "id": 2, "name": "two\nlines", "deep.list.0": false }),
    ];
    let texts = [
        json!({ "id": "1", "name": "Ånna; \"q\", <b>", "deep.list.0": "TRUE", "deep.list.1": "2.5" }),
        json!({ "id": "2", "name": "two\nlines", "deep.list.0": "FALSE" }),
    ];
    for (operation, expected) in [("csv", &texts), ("xlsx", &typed), ("ods", &typed)] {
        let made = run("convertToFile", 1.1, json!({ "operation": operation }), items(&rows)).await.expect(operation);
        let options = json!({ "operation": operation, "options": { "enableBOM": true } });
        let read = run("extractFromFile", 1.1, options, made.outputs[0].clone()).await.expect(operation);
        let seen: Vec<_> = read.outputs[0].iter().map(|item| item.json.clone()).collect();
        assert_eq!(seen, expected, "{operation}");
    }
}

#[tokio::test]
async fn events_come_back_from_calendars() {
    let event = json!({
        "operation": "iCal", "title": "Meet, and eat", "start": "2024-03-01T10:00:00+01:00", "end": "2024-03-01T11:00:00Z",
        "additionalFields": {
            "uid": "u", "location": "A very long street in a very long town, so that the line is folded: 1",
            "organizerUi": { "organizerValues": { "name": "Ilse", "email": "ilse@x.test" } },
        },
    });
    let made = run("convertToFile", 1.1, event, items(&[json!({})])).await.unwrap();
    let read = run("extractFromFile", 1.1, json!({ "operation": "fromIcs" }), made.outputs[0].clone()).await.unwrap();
    let event = &read.outputs[0][0].json["data"]["events"][0];
    assert_eq!(event["summary"], "Meet, and eat");
    assert_eq!(event["start"], json!({ "date": "2024-03-01T09:00:00.000Z", "type": "DATE-TIME" }));
    assert_eq!(event["location"], "A very long street in a very long town, so that the line is folded: 1");
    assert_eq!(event["organizer"], json!({ "name": "Ilse", "email": "ilse@x.test" }));
}

#[tokio::test]
async fn values_are_signed_as_openssl_does() {
    let key = include_str!("files/key.pem");
    let parameters = json!({ "action": "sign", "algorithm": "RSA-SHA256", "value": "hello", "privateKey": key });
    let signed = run("crypto", 1.0, parameters, items(&[json!({})])).await.unwrap();
    assert_eq!(signed.outputs[0][0].json["data"], include_str!("files/hello.sha256.signature").trim());
}

#[tokio::test]
async fn tokens_are_decoded() {
    let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIiwibiI6MTJ9.c2ln";
    let parameters = json!({ "operation": "decode", "token": token });
    let plain = run("jwt", 1.0, parameters, items(&[json!({})])).await.unwrap();
    assert_eq!(plain.outputs[0][0].json, json!({ "payload": { "sub": "1", "n": 12 } }));
    let parameters = json!({ "operation": "decode", "token": token, "options": { "complete": true } });
    let whole = run("jwt", 1.0, parameters, items(&[json!({})])).await.unwrap();
    assert_eq!(whole.outputs[0][0].json["header"], json!({ "alg": "HS256", "typ": "JWT" }));
    assert_eq!(whole.outputs[0][0].json["signature"], "c2ln");
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let deep = format!("{}x", "<div>".repeat(100_000));
    let nested = format!("{}x", "<a>".repeat(1_000));
    let quotes = format!("{} x", ">".repeat(20_000));
    let cases = [
        ("convertToFile", 1.1, json!({ "operation": "xls" }), "Writing xls files is not supported"),
        ("extractFromFile", 1.0, json!({ "operation": "pdf" }), "Reading PDF files is not supported"),
        (
            "jwt",
            1.0,
            json!({ "operation": "sign" }),
            "The operation 'sign' needs a credential of the type 'jwtAuth', which is not supported yet",
        ),
        (
            "crypto",
            2.0,
            json!({ "action": "hmac", "value": "x" }),
            "The action 'hmac' needs a credential of the type 'crypto', which is not supported yet",
        ),
        (
            "crypto",
            1.0,
            json!({ "action": "sign", "algorithm": "RSA-SM3", "value": "x", "privateKey": "y" }),
            "Signing with the algorithm 'RSA-SM3' is not supported",
        ),
        (
            "crypto",
            1.0,
            json!({ "action": "sign", "algorithm": "RSA-SHA1", "value": "x", "privateKey": "y" }),
            "The private key is not an RSA key in PEM (PKCS #1 or PKCS #8, without a passphrase)",
        ),
        (
            "crypto",
            1.0,
            json!({ "action": "generate", "encodingType": "hex", "stringLength": 1e12 }),
            "The length of the value must be from 0 to 1000000",
        ),
        (
            "markdown",
            1.0,
            json!({ "mode": "htmlToMarkdown", "html": "={{ $json.deep }}" }),
            "The HTML has more than 5000 elements within each other",
        ),
        (
            "markdown",
            1.0,
            json!({ "mode": "markdownToHtml", "markdown": quotes }),
            "The Markdown has more than 200 blocks within each other",
        ),
        ("xml", 1.0, json!({ "dataPropertyName": "broken" }), "The XML ends before <a> is closed"),
        ("xml", 1.0, json!({ "dataPropertyName": "nested" }), "The XML has more than 500 elements within each other"),
        (
            "moveBinaryData",
            1.0,
            json!({ "mode": "jsonToBinary", "options": { "encoding": "armscii8" } }),
            "The encoding 'armscii8' is not supported",
        ),
    ];
    let item = json!({ "broken": "<r><a>", "nested": nested, "deep": deep });
    for (node, version, parameters, expected) in cases {
        let outcome = run(node, version, parameters.clone(), items(std::slice::from_ref(&item))).await;
        let error = match outcome {
            Ok(outcome) => outcome.error.unwrap_or_else(|| panic!("{node} {parameters}: no error")),
            Err(error) => error,
        };
        assert_eq!(error.message(), expected, "{node} {parameters}");
    }
    // What is deep is flat at some depth, and does not end the program.
    let deep = json!({ "deep": format!("{}x", "<div>".repeat(4_000)) });
    let values = json!({ "values": [{ "key": "text", "cssSelector": "body" }] });
    let parameters =
        json!({ "operation": "extractHtmlContent", "dataPropertyName": "deep", "extractionValues": values });
    let text = run("html", 1.2, parameters, items(std::slice::from_ref(&deep))).await.unwrap();
    assert_eq!(text.outputs[0][0].json["text"], "x");
    let parameters = json!({ "mode": "htmlToMarkdown", "html": "={{ $json.deep }}" });
    let text = run("markdown", 1.0, parameters, items(std::slice::from_ref(&deep))).await.unwrap();
    assert_eq!(text.outputs[0][0].json["data"], "x");
}

/// Small files that say they hold billions of cells, or unpack to more than there is memory.
#[tokio::test]
async fn what_unfolds_without_end_is_refused() {
    let far = |row, column| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").and_then(|sheet| sheet.write(row, column, "b")).expect("two cells");
        book.save_to_buffer().expect("a file")
    };
    let packed = |name: &str, text: &mut dyn Iterator<Item = &str>| {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        text.for_each(|part| archive.write_all(part.as_bytes()).expect("written"));
        archive.finish().expect("an archive").into_inner()
    };
    let row = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>"#;
    let blank = " ".repeat(1 << 20);
    let cells = "The sheet has more than 10000000 cells, empty ones between others counted";
    // operation, file, items or the error
    let cases = [
        ("xlsx", far(1_048_575, 16_383), Err(cells)),
        ("xlsx", far(1, 16_383), Ok(1)),
        ("ods", packed("content.xml", &mut std::iter::repeat_n(row, 1_000)), Err(cells)),
        (
            "xlsx",
            packed("xl/styles.xml", &mut std::iter::repeat_n(&*blank, 513)),
            Err("The file unpacks to more than 512 MB"),
        ),
    ];
    for (operation, file, expected) in cases {
        let mut item = Item::empty();
        item.binary = Some([("data".to_owned(), Binary::new(&file, "application/zip"))].into_iter().collect());
        let read = run("extractFromFile", 1.1, json!({ "operation": operation }), vec![item]).await;
        let seen = match &read {
            Ok(Outcome { error: None, outputs, .. }) => Ok(outputs[0].len()),
            Ok(Outcome { error: Some(error), .. }) | Err(error) => Err(error.message()),
        };
        assert_eq!(seen, expected, "{operation}, {} bytes", file.len());
    }
}
