//! Expressions as a form carries them: compiled when it is read, each with its place in the file.

use fhirpath::{Expression, Tree, Weights};
use std::sync::Arc;

/// An expression and where it stands in the form.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Formula {
    pub(crate) expression: Expression,
    /// Such as `item[2].extension('..calculatedExpression')`.
    pub(crate) path: String,
}

/// A named value that other expressions ask for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) formula: Formula,
}

/// What is worked out at an item.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Computed {
    /// Named values for this item and all under it, each after those it asks for.
    pub(crate) variables: Vec<Variable>,
    /// Whether it is asked.
    pub(crate) enabled: Option<Formula>,
    /// Its answer.
    pub(crate) value: Option<Formula>,
    /// The answer it starts with.
    pub(crate) initial: Option<Formula>,
}

/// What the expressions of one form are worked out with.
#[derive(Clone)]
pub(crate) struct World {
    /// The form itself, for `%questionnaire`.
    pub(crate) tree: Arc<Tree<'static>>,
    pub(crate) weights: Arc<Weights>,
    /// Names that may be given when it is filled in (SDC's launch context) and are empty otherwise.
    pub(crate) launch: Vec<String>,
}

impl PartialEq for World {
    /// All of it follows from the form's source, which is compared where this is.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").finish_non_exhaustive()
    }
}

/// A part of an expression's text, as far as is needed to see which items it asks for.
#[derive(PartialEq)]
enum Token {
    Name(String),
    Text(String),
    Sign(char),
}

/// The `linkId`s that an expression plainly looks at: text compared with `linkId` by `=`, `~` or
/// `in`. What it excludes (`linkId != 'total'`) it does not look at.
pub(crate) fn looks_at(expression: &str) -> Vec<String> {
    let tokens = tokens(expression);
    let is_link = |token: Option<&Token>| matches!(token, Some(Token::Name(n)) if n == "linkId");
    let is_in = |token: Option<&Token>| matches!(token, Some(Token::Name(n)) if n == "in");
    let equals = |token: Option<&Token>| matches!(token, Some(Token::Sign('=' | '~')));
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Token::Text(text) = token else { continue };
        let back = |steps: usize| at.checked_sub(steps).and_then(|i| tokens.get(i));
        let forward = |steps: usize| tokens.get(at + steps);
        let compared = (equals(back(1)) && is_link(back(2)))
            || (equals(forward(1)) && is_link(forward(2)))
            || (is_in(back(1)) && is_link(back(2)));
        let listed = || {
            let mut start = at;
            while start >= 2
                && tokens.get(start - 1) == Some(&Token::Sign('|'))
                && matches!(tokens.get(start - 2), Some(Token::Text(_)))
            {
                start -= 2;
            }
            let before = |steps: usize| start.checked_sub(steps).and_then(|i| tokens.get(i));
            before(1) == Some(&Token::Sign('(')) && is_in(before(2)) && is_link(before(3))
        };
        if compared || listed() {
            found.push(text.clone());
        }
    }
    found
}

/// Compound signs count as one: `!=` is `!`, `<=` and `>=` are `<` and `>`.
fn tokens(expression: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = expression.chars().peekable();
    while let Some(first) = rest.next() {
        match first {
            '\'' | '`' => {
                let mut text = String::new();
                while let Some(next) = rest.next() {
                    match next {
                        '\\' => text.extend(rest.next()),
                        end if end == first => break,
                        other => text.push(other),
                    }
                }
                tokens.push(if first == '\'' {
                    Token::Text(text)
                } else {
                    Token::Name(text)
                });
            }
            letter if letter.is_alphabetic() || letter == '_' => {
                let mut name = String::from(letter);
                while let Some(next) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    name.push(next);
                }
                tokens.push(Token::Name(name));
            }
            '!' | '<' | '>' => {
                rest.next_if(|c| ['=', '~'].contains(c));
                tokens.push(Token::Sign(first));
            }
            blank if blank.is_whitespace() => {}
            sign => tokens.push(Token::Sign(sign)),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_looks_at_the_items_it_names() {
        for (expression, looked_at) in [
            ("%resource.item.where(linkId='a').answer.value", vec!["a"]),
            ("item.where('a' = linkId and answer.value = 'b')", vec!["a"]),
            ("item.where(linkId in ('a' | 'b'|'c'))", vec!["a", "b", "c"]),
            (
                "item.where(linkId != 'total' and linkId !~ 'b').count()",
                vec![],
            ),
            ("item.where(linkId = 'it\\'s')", vec!["it's"]),
            ("item.where(`linkId` ~ '/a')", vec!["/a"]),
            ("'a' | 'b' in linkId", vec![]),
            ("'unfinished", vec![]),
        ] {
            assert_eq!(looks_at(expression), looked_at, "{expression}");
        }
    }
}
