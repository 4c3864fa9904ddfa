//! Files of JSON that name their schema: written by one run, read by a later one.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A document that begins with the id of its schema.
pub trait JsonDocument: Serialize + DeserializeOwned {
    /// The id.
    const SCHEMA: &'static str;

    /// The id that this document names.
    fn schema(&self) -> &str;

    /// Reads a document.
    ///
    /// # Errors
    /// When it is not JSON of this form: what is wrong with it.
    fn parse(text: &str) -> Result<Self, String> {
        let document: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.schema() != Self::SCHEMA {
            return Err(format!("its schema is `{}`, not `{}`", document.schema(), Self::SCHEMA));
        }
        Ok(document)
    }

    /// The document as a file: indented, so that differences read well.
    ///
    /// # Errors
    /// Never in practice; JSON writing is fallible by its type.
    fn to_json(&self) -> serde_json::Result<String> {
        crate::json::indented(self)
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::JsonDocument;

    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Count {
        schema: String,
        count: u8,
    }

    impl JsonDocument for Count {
        const SCHEMA: &'static str = "test.count/1";

        fn schema(&self) -> &str {
            &self.schema
        }
    }

    #[test]
    fn only_a_document_of_its_own_schema_is_read() {
        let document = Count { schema: Count::SCHEMA.to_owned(), count: 3 };
        let text = document.to_json().unwrap();
        assert_eq!(Count::parse(&text), Ok(document));
        let other = text.replace("count/1", "count/2");
        assert_eq!(Count::parse(&other), Err("its schema is `test.count/2`, not `test.count/1`".to_owned()));
        assert!(Count::parse("[]").unwrap_err().contains("line 1"));
    }
}
