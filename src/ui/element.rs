//! Markup: elements are written as they read in HTML and built by a handful of small functions. The framework's own
//! macro unfolds to a quarter of a kilobyte for each element, at every place one is written.

use std::cell::RefCell;
use std::rc::Rc;

use yew::virtual_dom::{AttrValue, AttributeOrProperty, Attributes, Key, VList, VNode, VTag, VText};
use yew::{Html, NodeRef};

use super::App;
use super::ears::{Does, EARS, Hears};
use crate::paint::number;
use crate::text::{Language, Message, cut, pieces};
use crate::time::digits;
use crate::view::Action;

/// An element that is being written.
pub(super) struct El(Box<Draft>);

struct Draft {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    kids: Vec<VNode>,
    /// The numbers of its ears, each with a space before it.
    ears: String,
}

/// Begins an element from its name and its fixed attributes, as in `el("p class='note' role='status'")`: every value
/// between single quotes, which none may contain.
#[inline(never)]
pub(super) fn el(markup: &'static str) -> El {
    let mut pieces = pieces(markup, b'\'');
    let (name, mut attribute) = pieces.next().and_then(|head| cut(head, b' ')).unwrap_or((markup, ""));
    let tag = VTag::new(AttrValue::Static(name));
    let mut draft =
        Box::new(Draft { tag, names: Vec::new(), values: Vec::new(), kids: Vec::new(), ears: String::new() });
    while let Some(value) = pieces.next() {
        draft.names.push(bare(attribute));
        draft.values.push(Some(AttributeOrProperty::Static(value)));
        attribute = pieces.next().unwrap_or_default();
    }
    El(draft)
}

/// An attribute without the space before it and the sign after it.
fn bare(attribute: &'static str) -> &'static str {
    let from = usize::from(attribute.as_bytes().first() == Some(&b' '));
    attribute.get(from..attribute.len().saturating_sub(1)).unwrap_or_default()
}

impl El {
    /// Adds an attribute.
    #[inline(never)]
    pub(super) fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.names.push(name);
        self.0.values.push(Some(AttributeOrProperty::Attribute(shared(value))));
        self
    }

    /// Adds an attribute that says yes or no.
    pub(super) fn flag(self, name: &'static str, value: bool) -> Self {
        self.attr(name, if value { "true" } else { "false" })
    }

    /// Adds an attribute without a value, or leaves it out.
    pub(super) fn present(mut self, name: &'static str, present: bool) -> Self {
        self.0.names.push(name);
        self.0.values.push(present.then_some(AttributeOrProperty::Static(name)));
        self
    }

    /// Adds three attributes that are numbers.
    #[inline(never)]
    pub(super) fn numbers(mut self, names: [&'static str; 3], values: [f64; 3]) -> Self {
        for (name, value) in names.into_iter().zip(values) {
            self = self.attr(name, &number(value));
        }
        self
    }

    /// Ticks a box or unticks it.
    pub(super) fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// Sets what an input holds.
    pub(super) fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(Some(shared(value)));
        self
    }

    /// Names the element among its siblings, so that it stays itself when they come and go.
    #[inline(never)]
    pub(super) fn key(mut self, key: &str) -> Self {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    /// Lets the component find the element in the page.
    #[inline(never)]
    pub(super) fn node(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub(super) fn text(mut self, text: &str) -> Self {
        self.0.kids.push(VNode::VText(VText { text: shared(text) }));
        self
    }

    /// Adds a text in the reader's language.
    #[inline(never)]
    pub(super) fn message(self, language: &Language, message: Message) -> Self {
        self.text(language.get(message))
    }

    /// Names the element for those who do not see it.
    #[inline(never)]
    pub(super) fn label(self, language: &Language, message: Message) -> Self {
        self.attr("aria-label", language.get(message))
    }

    /// Adds a child.
    #[inline(never)]
    pub(super) fn kid(mut self, kid: Self) -> Self {
        self.0.kids.push(kid.html());
        self
    }

    /// Adds a child, or keeps its place while there is none, so that its siblings stay themselves.
    #[inline(never)]
    pub(super) fn maybe(mut self, kid: Option<Self>) -> Self {
        self.0.kids.push(kid.map_or_else(|| list(Vec::new()), Self::html));
        self
    }

    /// Adds any number of children.
    #[inline(never)]
    pub(super) fn kids(mut self, kids: Vec<Self>) -> Self {
        self.0.kids.push(list(kids.into_iter().map(Self::html).collect()));
        self
    }

    /// Does something when an event happens, such as `click`.
    #[inline(never)]
    pub(super) fn act(self, app: &App, event: &'static str, action: Action) -> Self {
        self.listen(app, event, Does::Act(Rc::new(action)))
    }

    /// Hears events, one or several names between spaces.
    #[inline(never)]
    pub(super) fn hear(mut self, app: &App, events: &'static str, hears: Hears) -> Self {
        for event in pieces(events, b' ') {
            self = self.listen(app, event, Does::Hear(hears));
        }
        self
    }

    fn listen(mut self, app: &App, event: &'static str, does: Does) -> Self {
        self.0.ears.push(' ');
        self.0.ears.push_str(&digits(app.ears.add(event, does) as i64));
        self
    }

    /// The finished element.
    #[inline(never)]
    pub(super) fn html(mut self) -> Html {
        let ears = std::mem::take(&mut self.0.ears);
        if !ears.is_empty() {
            self = self.attr(EARS, &ears);
        }
        let Draft { mut tag, names, values, kids, .. } = *self.0;
        tag.attributes = Attributes::Dynamic { keys: kept(names), values: values.into_boxed_slice() };
        // What stands in an input is not its children.
        if let Some(children) = tag.children_mut() {
            *children = list(kids);
        }
        VNode::VTag(Rc::new(tag))
    }
}

#[inline(never)]
fn shared(text: &str) -> AttrValue {
    AttrValue::Rc(Rc::from(text))
}

#[inline(never)]
fn list(kids: Vec<VNode>) -> VNode {
    VNode::VList(Rc::new(VList::from(kids)))
}

/// The one copy of a list of attribute names. The framework compares attributes fast where two elements share the
/// list itself; there are as many lists as there are kinds of elements here, so none is ever given back.
#[inline(never)]
fn kept(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| {
        if let Some(list) = lists.iter().find(|list| ***list == *names) {
            return *list;
        }
        let list: &'static [&'static str] = names.leak();
        lists.push(list);
        list
    })
}
