//! `&Story` and `&View` to a [`Scene`]: what is drawn, as a value.

mod event_mark;
mod frame;
mod gesture;
mod label;
mod legend;
mod lines;
mod map;
mod mark;
mod metrics;
mod sentence;
mod symbol;
mod theme;
mod timeline;
mod tolls;

pub use frame::Frame;
pub use gesture::{BrushGesture, MapGesture, MapOutcome, tapped};
pub use legend::legend_rows;
pub use lines::{EventLine, claim_line, count_words, edition_words, event_line, map_credit};
pub use map::map;
pub use mark::{Align, Font, Item, Layer, LayerKind, Mark, Point, Rect, Scene, Style, Target, Tone};
pub(crate) use metrics::shortened;
pub use metrics::text_width_px;
pub use sentence::{
    chain_words, counted_message, disputed_words, distance_words, event_sentence, figure_words, kind_message,
    measure_message, origin_words, scope_message, span_words, speaker_words, stance_message, standing_label,
    standing_reason, standing_words, when_words, where_words,
};
pub use symbol::symbol;
pub use theme::Theme;
pub use timeline::{BackgroundBand, LaneBand, TimelineLayout, timeline, timeline_height_px};
pub use tolls::{
    SumNote, TollRow, are_of_several_events, sum_notes, sum_words, toll_row, toll_rows, toll_title, tolls,
};
