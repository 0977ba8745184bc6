//! What a registry asks of every package.

use nodewright_tests::packages::members;

#[test]
fn what_is_published_says_what_it_is() {
    let (members, mut wrong) = (members(), Vec::new());
    let mut published = 0;
    for package in members.iter().filter(|package| package.is_published()) {
        published += 1;
        let mut demand = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("{}: {what}", package.name));
            }
        };
        let manifest = &package.manifest;
        for key in ["description", "license", "repository", "rust_version"] {
            demand(manifest[key].as_str().is_some_and(|text| !text.is_empty()), &format!("no {key}"));
        }
        let count = |key: &str| manifest[key].as_array().map_or(0, Vec::len);
        demand((1..=5).contains(&count("keywords")), "one to five keywords, which is what crates.io takes");
        demand((1..=5).contains(&count("categories")), "one to five categories");
        demand(
            manifest["metadata"]["docs"]["rs"]["all-features"] == true,
            "docs.rs is not told to document all features",
        );
        demand(manifest["readme"] == "README.md", "no readme = \"README.md\"");
        let readme = std::fs::read_to_string(package.folder.join("README.md")).unwrap_or_default();
        demand(readme.starts_with("# "), "README.md has no title");
        demand(readme.contains("```"), "README.md has no example");
        for feature in manifest["features"].as_object().into_iter().flatten().map(|(name, _)| name) {
            demand(
                feature == "default" || readme.contains(&format!("| `{feature}` |")),
                &format!("README.md lacks the feature {feature}"),
            );
        }
        for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
            demand(package.folder.join(file).exists(), &format!("no {file}; link to the one in the root"));
        }
    }
    assert!(published >= 14, "{published} packages");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// With a version, such a dependency would have to be published before the package, and that one before it.
#[test]
fn members_that_tests_need_have_no_version() {
    let members = members();
    let mut found = 0;
    for package in members.iter().filter(|package| package.is_published()) {
        for dependency in package.manifest["dependencies"].as_array().into_iter().flatten() {
            let name = dependency["name"].as_str().unwrap_or_default();
            if dependency["kind"] == "dev" && members.iter().any(|member| member.name == name) {
                found += 1;
                assert_eq!(dependency["req"], "*", "{}: give {name} a path and no version", package.name);
            }
        }
    }
    assert!(found >= 5, "{found} dependencies");
}
