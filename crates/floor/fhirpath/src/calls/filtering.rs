//! Some of the items, or what lies within each of them.

use super::{Function, Known, known};
use crate::ast::{Ast, Binary, Call, Operator};
use crate::node::Node;
use crate::value::Value;
use crate::walk::{Scope, Sink, Walked, Walker};

/// Functions through which items flow.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Filtering {
    Where,
    Select,
    Repeat,
    First,
    Last,
    Tail,
    Skip,
    Take,
    Single,
    Iif,
    Coalesce,
    Trace,
    GetValue,
    Extension,
    Children,
    Descendants,
}

pub(super) const KNOWN: &[Known] = &[
    known("where", Function::Filtering(Filtering::Where), 1, 1),
    known("select", Function::Filtering(Filtering::Select), 1, 1),
    known("repeat", Function::Filtering(Filtering::Repeat), 1, 1),
    known("first", Function::Filtering(Filtering::First), 0, 0),
    known("last", Function::Filtering(Filtering::Last), 0, 0),
    known("tail", Function::Filtering(Filtering::Tail), 0, 0),
    known("skip", Function::Filtering(Filtering::Skip), 1, 1),
    known("take", Function::Filtering(Filtering::Take), 1, 1),
    known("single", Function::Filtering(Filtering::Single), 0, 0),
    known("iif", Function::Filtering(Filtering::Iif), 2, 3),
    known("coalesce", Function::Filtering(Filtering::Coalesce), 1, 20),
    known("trace", Function::Filtering(Filtering::Trace), 1, 2),
    known("getValue", Function::Filtering(Filtering::GetValue), 0, 0),
    known("extension", Function::Filtering(Filtering::Extension), 1, 1),
    known("children", Function::Filtering(Filtering::Children), 0, 0),
    known(
        "descendants",
        Function::Filtering(Filtering::Descendants),
        0,
        0,
    ),
];

impl<'n> Walker<'_, 'n> {
    pub(super) fn filtering(
        &self,
        function: Filtering,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        match function {
            Filtering::Where => self.where_(call, scope, sink),
            Filtering::Select => self.select(call, scope, sink),
            Filtering::Repeat | Filtering::Descendants => self.repeat(call, scope, sink),
            Filtering::First => self.window(&call.of, scope, 0, Some(1), sink),
            Filtering::Tail => self.window(&call.of, scope, 1, None, sink),
            Filtering::Last => {
                let mut last = None;
                self.each(&call.of, scope, &mut |item| {
                    last = Some(item);
                    Ok(())
                })?;
                last.map_or(Ok(()), sink)
            }
            Filtering::Skip | Filtering::Take => {
                let Some(count) = self.whole_argument(call, 0, scope)? else {
                    return Ok(());
                };
                let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
                match function {
                    Filtering::Skip => self.window(&call.of, scope, count, None, sink),
                    _ => self.window(&call.of, scope, 0, Some(count), sink),
                }
            }
            Filtering::Single => {
                let only = self.one(&call.of, scope, call.spot())?;
                only.map_or(Ok(()), sink)
            }
            Filtering::Iif => self.iif(call, scope, sink),
            Filtering::Coalesce => self.coalesce(call, scope, sink),
            Filtering::Trace => self.each(&call.of, scope, sink),
            Filtering::GetValue => self.each(&call.of, scope, &mut |item| match item {
                Value::Node(_) => Ok(()),
                simple => sink(simple),
            }),
            Filtering::Extension => self.extension(call, scope, sink),
            Filtering::Children => {
                self.each(&call.of, scope, &mut |item| self.children(&item, sink))
            }
        }
    }

    fn where_(&self, call: &'n Call, scope: Scope<'_, 'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        if let Some((name, text)) = call.argument(0).and_then(names_a_field) {
            return self.each(&call.of, scope, &mut |item| {
                if self.has_text(&item, name, text)? {
                    sink(item)
                } else {
                    Ok(())
                }
            });
        }
        let mut index = 0;
        self.each(&call.of, scope, &mut |item| {
            let meets = self.meets(call, &item, index, scope)?;
            index += 1;
            if meets { sink(item) } else { Ok(()) }
        })
    }

    /// Whether an item's only part of this name is this text.
    fn has_text(&self, item: &Value<'n>, name: &str, text: &str) -> Walked<bool> {
        self.spend(1)?;
        let mut only = None;
        self.member(item, name, &mut |part| {
            let is_text = matches!(&part, Value::String(found) if found == text);
            only = Some(only.is_none() && is_text);
            Ok(())
        })?;
        Ok(only == Some(true))
    }

    fn select(&self, call: &'n Call, scope: Scope<'_, 'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        let Some(projection) = call.argument(0) else {
            return Ok(());
        };
        let mut index = 0;
        self.each(&call.of, scope, &mut |item| {
            let about = scope.about(&item, index);
            index += 1;
            self.each(projection, about, sink)
        })
    }

    /// What a projection gives, and what it gives of that, and so on, each once; for
    /// `descendants()` the projection is all parts, and equal ones each count.
    fn repeat(&self, call: &'n Call, scope: Scope<'_, 'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        let mut open = self.all(&call.of, scope)?;
        let mut seen: Vec<Value<'n>> = Vec::new();
        while !open.is_empty() {
            let mut found = Vec::new();
            let mut note = |item: Value<'n>| {
                found.push(item);
                Ok(())
            };
            for (index, item) in open.iter().enumerate() {
                match call.argument(0) {
                    Some(projection) => {
                        self.each(projection, scope.about(item, index), &mut note)?;
                    }
                    None => self.children(item, &mut note)?,
                }
            }
            open.clear();
            for item in found {
                if call.argument(0).is_some() {
                    if self.is_among(&item, &seen)? {
                        continue;
                    }
                    seen.push(item.clone());
                }
                sink(item.clone())?;
                open.push(item);
            }
        }
        Ok(())
    }

    /// Only the branch that is taken is evaluated.
    fn iif(&self, call: &'n Call, scope: Scope<'_, 'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        let input;
        let about = match &call.of {
            Ast::This => scope,
            of => {
                input = self.all(of, scope)?;
                Scope {
                    this: &input,
                    ..scope
                }
            }
        };
        let Some(criterion) = call.argument(0) else {
            return Ok(());
        };
        let holds = self.truth(criterion, about, call.spot())? == Some(true);
        match call.argument(if holds { 1 } else { 2 }) {
            Some(branch) => self.each(branch, about, sink),
            None => Ok(()),
        }
    }

    /// The first argument that gives anything.
    fn coalesce(&self, call: &'n Call, scope: Scope<'_, 'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        for argument in &call.arguments {
            let items = self.all(argument, scope)?;
            if !items.is_empty() {
                return items.into_iter().try_for_each(sink);
            }
        }
        Ok(())
    }

    fn extension(&self, call: &'n Call, scope: Scope<'_, 'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        let Some(argument) = call.argument(0) else {
            return Ok(());
        };
        let url = match self.one(argument, scope, call.spot())? {
            Some(Value::String(url)) => url,
            None => return Ok(()),
            Some(_) => return Err(call.spot().wrong("a URL as a string")),
        };
        self.each(&call.of, scope, &mut |item| {
            self.member(&item, "extension", &mut |extension| {
                let of = extension.node().and_then(|node| node.get("url"));
                if of.and_then(Node::as_str) == Some(&*url) {
                    sink(extension)
                } else {
                    Ok(())
                }
            })
        })
    }
}

/// `name = 'text'`: what most conditions are, as in `item.where(linkId = 'x')`.
fn names_a_field(criterion: &Ast) -> Option<(&str, &str)> {
    let Ast::Binary(binary) = criterion else {
        return None;
    };
    let Binary {
        operator: Operator::Equal,
        left: Ast::Member { of, name },
        right: Ast::Literal(values),
        ..
    } = &**binary
    else {
        return None;
    };
    match (&**of, values.as_slice()) {
        (Ast::This, [Value::String(text)]) => Some((name, text)),
        _ => None,
    }
}
