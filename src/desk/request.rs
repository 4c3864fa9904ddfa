//! What is asked and what is answered, without a network.

use mulu_core::percent;

/// The fields of a form or of an address, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Reads `a=1&b=2`. What is not UTF-8 is not a field of ours.
    #[must_use]
    pub fn parse(text: &str) -> Pairs {
        let decoded = |part: &str| percent::decoded(&part.replace('+', " ")).map(std::borrow::Cow::into_owned);
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).filter_map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Browsers send lines as the network has them.
            Some((decoded(name)?, decoded(value)?.replace("\r\n", "\n")))
        });
        Pairs(pairs.collect())
    }

    /// Fields as they are.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Pairs {
        Pairs(pairs.into_iter().collect())
    }

    /// The first field of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first field of a name without blanks around it; nothing where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default().trim()
    }

    /// All fields of a name.
    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Every field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// A request.
#[derive(Clone, Debug, Default)]
pub struct DeskRequest {
    /// Whether it is to change something: a POST.
    pub is_post: bool,
    /// The path, without the query: `/desk/task/review`.
    pub path: String,
    /// The query.
    pub query: Pairs,
    /// The form.
    pub form: Pairs,
    /// The header `Host`.
    pub host: String,
    /// The header `Origin`.
    pub origin: Option<String>,
    /// The header `Sec-Fetch-Site`.
    pub fetch_site: Option<String>,
    /// The header `Cookie`.
    pub cookies: String,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskResponse {
    /// The status.
    pub status: u16,
    /// The header `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// Where to go next.
    pub location: Option<String>,
    /// Whether it may come from a stranger's files: no script of it runs.
    pub is_sandboxed: bool,
    /// A cookie to keep.
    pub cookie: Option<String>,
}

impl DeskResponse {
    /// A page.
    #[must_use]
    pub fn html(status: u16, body: String) -> DeskResponse {
        DeskResponse {
            status,
            content_type: "text/html; charset=utf-8",
            body: body.into_bytes(),
            ..DeskResponse::default()
        }
    }

    /// A file of the program.
    #[must_use]
    pub fn file(content_type: &'static str, body: Vec<u8>) -> DeskResponse {
        DeskResponse { status: 200, content_type, body, ..DeskResponse::default() }
    }

    /// Another page, to be asked for with GET.
    #[must_use]
    pub fn see(location: String) -> DeskResponse {
        DeskResponse {
            status: 303,
            content_type: "text/plain; charset=utf-8",
            location: Some(location),
            ..DeskResponse::default()
        }
    }
}
