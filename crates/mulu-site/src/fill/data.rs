//! What there is for programs: downloads, feeds, the API, what is promised of them.

use crate::api::{API, DOWNLOADS, resources, schema_file};
use crate::views::data::{ApiDocumentRow, CommandExample, DataFile, DataPage, SchemaFile};
use mulu_core::address;
use mulu_core::config::is_web;
use mulu_core::model::Kind;
use mulu_core::schema;

use super::Fill;

impl Fill<'_> {
    /// The page for who reads the catalogue by program.
    pub fn data(&self) -> DataPage {
        let licence = self.registry.config.licence.clone();
        let badge = |kind: &str| format!("badges/{kind}/ID.svg");
        DataPage {
            downloads: self.downloads(),
            feeds: self.feeds(),
            badges: vec![badge("standards"), badge("projects")],
            resources: self.resources(),
            examples: self.examples(),
            schemas: schema::schemas().map(|(_, schema)| named(&schema_file(schema.name), schema.files)).collect(),
            licence_url: licence.clone().filter(|licence| is_web(licence)),
            licence,
        }
    }

    fn downloads(&self) -> Vec<DataFile> {
        let download = |download: &crate::api::ApiDownload| DataFile {
            file: download.file.to_owned(),
            name: download.file.to_owned(),
            format: download.format.to_owned(),
            media_type: download.media_type.to_owned(),
            what: download.about.get(self.lang()).to_owned(),
            schema_file: download.schema.map(str::to_owned),
        };
        DOWNLOADS.iter().map(download).collect()
    }

    fn feeds(&self) -> Vec<SchemaFile> {
        let word = |id: &str| self.translations.word(id);
        vec![
            named("feeds/changes.atom", &word("changes-feed")),
            named("feeds/reviews.atom", &word("reviews-feed")),
            named("feeds/plan.atom", &word("plan-feed")),
            named("calendar/reviews.ics", &word("calendar")),
        ]
    }

    fn resources(&self) -> Vec<ApiDocumentRow> {
        let registry = self.registry;
        let resource = |resource: &crate::api::ApiDocument| {
            let kind = Kind::ALL.iter().find(|kind| kind.id() == resource.name);
            let id = kind.and_then(|kind| registry.record_at(*kind, 0)).map(mulu_core::registry::Record::id);
            let path = format!("{API}{}", resource.path);
            let file = match id {
                _ if !path.contains("{id}") => Some(path.clone()),
                Some(id) => Some(path.replace("{id}", &address::encode(&address::file_name(id)))),
                None => None,
            };
            ApiDocumentRow {
                address: path,
                file,
                what: resource.about.get(self.lang()).to_owned(),
                schema_file: schema_file(&format!("api/{}", resource.name)),
            }
        };
        resources().map(resource).collect()
    }

    /// Commands that work wherever `curl` and `jq` are. Without an address of its own the site is looked for where `mulu serve`
    /// has it.
    fn examples(&self) -> Vec<CommandExample> {
        let base = self.registry.config.site_url.as_deref().unwrap_or("http://127.0.0.1:3000/").replace('\'', "%27");
        let example = |what: &str, file: &str, filter: &str| CommandExample {
            what: self.translations.word(what),
            command: format!("curl -s '{base}{file}' | jq {filter}"),
        };
        let mut examples = vec![example("data-example-totals", "api/v1/index.json", "'{as_of, totals}'")];
        if let Some(standard) = self.registry.standards.first() {
            let file = format!("{API}standards/{}.json", address::encode(&address::file_name(&standard.id)));
            examples.push(example("data-example-standard", &file, "'{number, status, current, review}'"));
        }
        let overdue = "-r '.records[] | select(.state == \"overdue\") | [.due, .number] | @tsv'";
        examples.push(example("data-example-overdue", "api/v1/reviews.json", overdue));
        let replaced = "-r 'select(.status == \"replaced\") | [.number, (.current | join(\" \"))] | @tsv'";
        examples.push(example("data-example-replaced", "catalogue.ndjson", replaced));
        examples
    }
}

fn named(file: &str, what: &str) -> SchemaFile {
    SchemaFile { file: file.to_owned(), what: what.to_owned() }
}
