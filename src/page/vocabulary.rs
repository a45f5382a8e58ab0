//! The tags and attributes that the stages look at; everything else of a page's markup is dropped on reading.
//!
//! `extension/page/collect.js` carries the same attribute list; `tests/tidy.rs` compares them.

macro_rules! vocabulary {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the variants are HTML's own names")]
        pub enum $type { $($variant),+ }

        impl $type {
            /// Every variant's HTML name, in order.
            pub const NAMES: &[&str] = &[$($name),+];
            const ALL: &[Self] = &[$(Self::$variant),+];

            /// The HTML name.
            pub fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// The variant of a lower-case HTML name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Every variant, in order.
            pub fn all() -> impl Iterator<Item = Self> {
                Self::ALL.iter().copied()
            }
        }
    };
}

vocabulary! {
    /// An element's tag, or [`Tag::Text`] for a text node, or [`Tag::Other`] for any tag not listed.
    Tag {
        Text = "#text", Other = "#other",
        A = "a", Abbr = "abbr", Address = "address", AmpAd = "amp-ad", AmpImg = "amp-img", Article = "article", Aside = "aside",
        Audio = "audio", B = "b", Blockquote = "blockquote", Body = "body", Br = "br", Button = "button",
        Canvas = "canvas", Caption = "caption", Center = "center", Cite = "cite", Code = "code", Dd = "dd", Del = "del",
        Details = "details", Dialog = "dialog", Div = "div", Dl = "dl", Dt = "dt", Em = "em", Embed = "embed",
        Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure", Font = "font", Footer = "footer", Form = "form",
        H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header", Hgroup = "hgroup",
        Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Img = "img", Input = "input", Ins = "ins", Label = "label",
        Legend = "legend", Li = "li", Link = "link", Main = "main", Mark = "mark", Menu = "menu", Meta = "meta", Nav = "nav",
        Object = "object", Ol = "ol", Option = "option", P = "p", Picture = "picture", Pre = "pre", Q = "q", S = "s",
        Script = "script", Search = "search", Section = "section", Select = "select", Small = "small", Source = "source", Span = "span",
        Strong = "strong", Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody",
        Td = "td", Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title",
        Tr = "tr", U = "u", Ul = "ul", Video = "video", Wbr = "wbr",
    }
}

vocabulary! {
    /// An attribute that the page keeps.
    Attribute {
        Alt = "alt", AriaHidden = "aria-hidden", AriaLabel = "aria-label", Charset = "charset", Class = "class", Content = "content",
        DataComponent = "data-component", DataModule = "data-module", DataName = "data-name", DataQa = "data-qa", DataTest = "data-test",
        DataTestid = "data-testid", DataType = "data-type", Datetime = "datetime", Dir = "dir", Hidden = "hidden", Href = "href",
        Id = "id", Itemprop = "itemprop", Itemtype = "itemtype", Lang = "lang", Media = "media", Name = "name", Open = "open",
        Property = "property", Rel = "rel", Role = "role", Src = "src", Style = "style", Title = "title", Type = "type",
    }
}

/// Whether an element is left out of a page with everything in it: it shows no text of the page's own.
///
/// JSON-LD is the one script that is kept; `data` tells whether the element is that.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn left_out(name: &str, json_ld: bool) -> bool {
    match name {
        "script" => !json_ld,
        "style" | "noscript" | "template" => true,
        _ => false,
    }
}

impl Tag {
    /// Whether the element begins a line of its own in the usual style sheet.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Text
                | Self::Other
                | Self::A
                | Self::Abbr
                | Self::Audio
                | Self::B
                | Self::Br
                | Self::Button
                | Self::Canvas
                | Self::Cite
                | Self::Code
                | Self::Del
                | Self::Em
                | Self::Embed
                | Self::Font
                | Self::I
                | Self::Iframe
                | Self::Img
                | Self::AmpImg
                | Self::Input
                | Self::Ins
                | Self::Label
                | Self::Mark
                | Self::Object
                | Self::Picture
                | Self::Q
                | Self::S
                | Self::Select
                | Self::Small
                | Self::Span
                | Self::Strong
                | Self::Sub
                | Self::Sup
                | Self::Svg
                | Self::Textarea
                | Self::Time
                | Self::U
                | Self::Video
                | Self::Wbr
        )
    }

    /// Whether the element is a heading.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
    }
}
