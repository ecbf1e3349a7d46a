//! How high a frame has to be, as well as that can be known without a browser.

use super::edition::Edition;
use super::figure::Sizes;
use crate::index::EventIndex;
use crate::scene::{Font, count_words, edition_words, map_credit, sum_words, text_width_px, toll_rows};
use crate::story::Measure;
use crate::text::Message;

/// The height of the frame at the width of the pictures for a page, CSS pixels. Hosts that listen are told the true
/// one; this is what the others reserve.
pub(super) fn height(edition: &Edition<'_>, sizes: &Sizes) -> u32 {
    const LINE: f64 = 24.0;
    const GAP: f64 = 4.0;
    // The figure's padding on both sides, and the indent of a list.
    let width = f64::from(sizes.page_width) - 24.0;
    let lines = |text: &str, size_px: f64, width: f64| {
        // Lines end with words, some of their room stays empty; and few fonts are as wide as the widest.
        (text_width_px(text, &Font::regular(size_px)) * 0.95 / width).ceil().max(1.0)
    };
    let paragraph = |text: &str| if text.is_empty() { 0.0 } else { lines(text, 16.0, width) * LINE + GAP };
    let heading = lines(edition.plain(&edition.story.title), 21.0, width) * 26.0 + 8.0;
    let frame = edition.frame();
    let facts = [edition.time_words(), count_words(&frame), edition_words(&frame)].join(" · ");
    let mut height = 24.0 + heading + paragraph(edition.plain(&edition.story.summary)) + paragraph(&facts);
    height += f64::from(sizes.map_page + sizes.timeline_page) + 3.0 * GAP;
    let subheading = 20.0 + 25.0 + 4.0;
    let list = |events: &[EventIndex]| -> f64 {
        let line = |event: &EventIndex| {
            let words = crate::scene::event_line(&frame, *event);
            let title = edition.story.events.get(*event).map_or("", |known| edition.plain(&known.title));
            let (when, who) = words
                .map_or_else(Default::default, |it| (it.when, [it.speaker, it.after, it.standing].concat()));
            [&*when, title, &*who].iter().map(|text| lines(text, 16.0, width - 28.0)).sum::<f64>() * LINE
                + 8.0
        };
        events.iter().map(line).sum::<f64>() + 16.0
    };
    height += subheading + list(&edition.index.order);
    let rows = toll_rows(&frame, Measure::Killed);
    if !rows.is_empty() {
        height += subheading + 16.0;
        height += rows.iter().map(|row| lines(&row.sentence, 16.0, width - 28.0) * LINE + 8.0).sum::<f64>();
        let sum = sum_words(&frame, Measure::Killed);
        height += paragraph(&[edition.language.get(Message::NeverSummed), " ", &sum].concat());
    }
    if !edition.index.background.is_empty() {
        height += LINE + 20.0;
    }
    height += paragraph(&[edition.plain(&edition.story.credit), " · ", &map_credit(&frame)].concat());
    height += LINE + GAP;
    (height.clamp(320.0, 4000.0) / 10.0).ceil() as u32 * 10
}
