//! HTML in foreign texts: plain text, and the links it held.

/// A text without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    /// The text; paragraphs and items are separated by line breaks.
    pub(super) text: String,
    /// What it linked to: the words of the link and its address. Only `http:` and `https:`.
    pub(super) links: Vec<(String, String)>,
}

/// Elements whose content is no text.
const SILENT: [&str; 6] = ["script", "style", "iframe", "object", "noscript", "template"];
/// Elements that end a line.
const BLOCKS: [&str; 12] =
    ["p", "br", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "tr", "figure"];

/// Reads a text that may be HTML. One without tags and entities stays as it is, but for blanks around it.
pub(super) fn plain(html: &str) -> Plain {
    if !html.contains(['<', '&']) {
        return Plain { text: html.trim().to_owned(), links: Vec::new() };
    }
    let mut out = Plain::default();
    let mut rest = html;
    let mut link: Option<(usize, String)> = None;
    while let Some(at) = rest.find('<') {
        let (before, tagged) = rest.split_at(at);
        push(&mut out.text, &entities(before));
        let Some(tag) = Tag::read(tagged) else {
            out.text.push('<');
            rest = tagged.get(1..).unwrap_or_default();
            continue;
        };
        rest = tagged.get(tag.length..).unwrap_or_default();
        let name = tag.name.as_str();
        if SILENT.contains(&name) && !tag.closes {
            let end = ["</", name].concat();
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&end).and_then(|at| rest.get(at..)).unwrap_or_default();
        } else if name == "a" {
            if let Some((start, url)) = link.take() {
                let words = out.text.get(start..).unwrap_or_default().trim().to_owned();
                out.links.push((words, url));
            }
            if !tag.closes {
                link = tag.href.and_then(|href| web(&href)).map(|url| (out.text.len(), url));
            }
        } else if BLOCKS.contains(&name) && !out.text.ends_with('\n') && !out.text.is_empty() {
            out.text.push('\n');
        }
    }
    push(&mut out.text, &entities(rest));
    if let Some((start, url)) = link {
        out.links.push((out.text.get(start..).unwrap_or_default().trim().to_owned(), url));
    }
    let lines: Vec<&str> = out.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    out.text = lines.join("\n");
    out
}

/// An address that may be linked: whole, `http:` or `https:`, without blanks. One without a scheme (`//host/…`) is
/// `https:`.
pub(super) fn web(address: &str) -> Option<String> {
    let address = address.trim().trim_matches(['“', '”', '"', '\'']).trim();
    let address = if address.starts_with("//") { ["https:", address].concat() } else { address.to_owned() };
    let lower = address.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let whole = host.contains('.') && !host.starts_with('.') && !host.contains('@');
    let clean = !address
        .chars()
        .any(|letter| letter.is_whitespace() || letter.is_control() || "<>\"\\".contains(letter));
    (whole && clean).then_some(address)
}

/// Adds text; blanks become one.
fn push(out: &mut String, text: &str) {
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else if !letter.is_control() {
            out.push(letter);
        }
    }
}

struct Tag {
    name: String,
    closes: bool,
    href: Option<String>,
    length: usize,
}

impl Tag {
    /// A tag at the beginning of a text. `<3` and `a < b` are none.
    fn read(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("<!--") {
            let length = rest.find("-->").map_or(text.len(), |at| at + 7);
            return Some(Self { name: String::new(), closes: false, href: None, length });
        }
        let inner = text.get(1..)?;
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        if !inner.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '!') {
            return None;
        }
        // A > within quotes does not end a tag.
        let mut quote = None;
        let mut length = None;
        for (at, letter) in text.char_indices() {
            match (quote, letter) {
                (None, '"' | '\'') => quote = Some(letter),
                (Some(open), letter) if open == letter => quote = None,
                (None, '>') => {
                    length = Some(at + 1);
                    break;
                }
                _ => {}
            }
        }
        let length = length.or_else(|| text.find('>').map(|at| at + 1))?;
        let name = inner.split(|letter: char| !letter.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
        let href = text.get(..length).and_then(href);
        Some(Self { name, closes, href, length })
    }
}

fn href(tag: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find("href")?;
    let value = tag.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split([' ', '>']).next()?,
    };
    Some(entities(value))
}

/// Character references of HTML: the named ones people write, and all numbers.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let end = rest.char_indices().take(12).find(|(_, letter)| *letter == ';').map(|(at, _)| at);
        let letter = end.and_then(|end| entity(rest.get(1..end)?));
        match (letter, end) {
            (Some(letter), Some(end)) => {
                out.push(letter);
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push('&');
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    const NAMED: [(&str, char); 22] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("hellip", '…'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("agrave", 'à'),
        ("ccedil", 'ç'),
        ("uuml", 'ü'),
        ("ouml", 'ö'),
        ("auml", 'ä'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_become_lines_and_links_are_kept_apart() {
        let it = plain(
            "<p class=\"lead\">Daughter of <a href=\"https://en.wikipedia.org/wiki/B?a=1&amp;b=2\">Lord Byron</a>, she&#39;s first.</p><p>Then</p>",
        );
        assert_eq!(it.text, "Daughter of Lord Byron, she's first.\nThen");
        assert_eq!(
            it.links,
            [("Lord Byron".to_owned(), "https://en.wikipedia.org/wiki/B?a=1&b=2".to_owned())]
        );
    }

    #[test]
    fn scripts_and_frames_leave_nothing_and_comparisons_stay() {
        assert_eq!(plain("a<script>alert(1)</script>b<iframe src='x'>no</iframe>c").text, "abc");
        assert_eq!(plain("I <3 this, 2 < 3 & so on").text, "I <3 this, 2 < 3 & so on");
        assert_eq!(plain("<!-- x --><b title='a>b'>bold</b>").text, "bold");
        assert_eq!(plain("<script>never closed").text, "");
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(
            web("//upload.wikimedia.org/a.jpg").as_deref(),
            Some("https://upload.wikimedia.org/a.jpg")
        );
        assert_eq!(web("“https://t.me/x/1”").as_deref(), Some("https://t.me/x/1"));
        for bad in [
            "javascript:alert(1)",
            "HIDDEN",
            "",
            "https://",
            "https://user@host.example/",
            "data:text/html,x",
            "https://a.b/ c",
        ] {
            assert_eq!(web(bad), None, "{bad}");
        }
        assert!(plain("<a href=javascript:alert(1)>x</a>").links.is_empty());
    }
}
