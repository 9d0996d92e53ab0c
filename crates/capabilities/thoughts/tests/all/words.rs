//! What is said to a client.

#[test]
fn nothing_is_said_that_is_never_said_and_all_of_it_is_read_at_nine() {
    testing::content::check_ftl("thoughts");
    for sheet in ["abc", "challenging", "patterns"] {
        testing::content::check_sheet(sheet);
    }
}

#[test]
fn every_pattern_and_every_theme_has_a_name_and_is_explained_in_both_languages() {
    for language in [pages::Language::English, pages::Language::Spanish] {
        let words = pages::Words::new(language);
        let mut said = Vec::new();
        for pattern in thoughts::PATTERNS {
            said.extend([pattern.called(words), pattern.said(words)]);
        }
        for theme in thoughts::THEMES {
            said.push(words.say(&format!("thoughts-theme-{}", theme.code())));
            said.push(words.say(&format!("thoughts-theme-{}-said", theme.code())));
        }
        assert_eq!(said.len(), 32);
        for one in &said {
            assert!(!one.is_empty() && !one.contains("thoughts-"), "{one}");
        }
        let mut each = said.clone();
        each.sort();
        each.dedup();
        assert_eq!(each.len(), said.len(), "{said:?}");
    }
}

/// The sheet `patterns` names the same patterns as the page: one vocabulary.
#[test]
fn the_sheet_of_patterns_offers_the_patterns_of_the_page_by_the_same_names() {
    let file = include_str!("../../../../../library/worksheets/patterns.json");
    let english = pages::Words::new(pages::Language::English);
    let spanish = pages::Words::new(pages::Language::Spanish);
    for pattern in thoughts::PATTERNS {
        assert!(
            file.contains(&format!("\"code\": \"{}\"", pattern.code)),
            "{}",
            pattern.code
        );
        for words in [english, spanish] {
            assert!(
                file.contains(&pattern.called(words)),
                "{}",
                pattern.called(words)
            );
        }
    }
}
