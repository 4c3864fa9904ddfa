//! What is published for programs, declared once: the API's documents with their schemas, and the files to take away.

use std::borrow::Cow;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use crate::changed::SiteDifference;
use mulu_core::facts::{
    AgencyFacts, AuditedProject, Dissolved, Facts, PolicyFacts, PublishedRecord, ResourceFacts, StandardFacts,
};
use mulu_core::message::StaticMessage;
use mulu_core::model::Kind;
use mulu_exchange as exchange;

use super::evidence::ApiEvidenceKind;
use super::manifest::Manifest;
use super::overview::ApiIndex;
use super::page::ListFile;
use super::rows;

/// A document of the API, or the documents of one form.
pub struct ApiDocument {
    /// Its name, also its schema's.
    pub name: &'static str,
    /// Its path below `/api/v1/`; `{id}` stands for a record's id as files have it.
    pub path: Cow<'static, str>,
    /// Whether it goes on in further files, each with a number before `.json`.
    pub paged: bool,
    /// What it is.
    pub about: StaticMessage,
    form: SchemaSource,
}

/// Where the schema of a document comes from.
enum SchemaSource {
    /// A type.
    Of(fn(SchemaGenerator) -> Schema, fn(&mut SchemaGenerator) -> Schema),
    /// A record of a kind.
    Record(Kind),
}

impl ApiDocument {
    fn root(&self, generator: SchemaGenerator) -> Schema {
        match self.form {
            SchemaSource::Of(root, _) => root(generator),
            SchemaSource::Record(kind) => Facts::root_schema(kind, generator).unwrap_or_default(),
        }
    }

    fn part(&self, generator: &mut SchemaGenerator) -> Schema {
        match self.form {
            SchemaSource::Of(_, part) => part(generator),
            SchemaSource::Record(kind) => Facts::schema(kind, generator).unwrap_or_default(),
        }
    }
}

const fn resource<T: JsonSchema>(
    name: &'static str,
    path: &'static str,
    paged: bool,
    about: StaticMessage,
) -> ApiDocument {
    ApiDocument {
        name,
        path: Cow::Borrowed(path),
        paged,
        about,
        form: SchemaSource::Of(SchemaGenerator::into_root_schema_for::<T>, SchemaGenerator::subschema_for::<T>),
    }
}

const fn said(zh: &'static str, en: &'static str) -> StaticMessage {
    StaticMessage { zh, en }
}

/// Every document of the API: those that are declared here, and two for each kind whose pages are derived.
pub fn resources() -> impl Iterator<Item = &'static ApiDocument> {
    RESOURCES.iter().chain(DERIVED.iter())
}

static DERIVED: LazyLock<Vec<ApiDocument>> = LazyLock::new(|| Kind::with_derived_pages().flat_map(of_kind).collect());

fn of_kind(kind: Kind) -> [ApiDocument; 2] {
    let (folder, about) = (kind.folder().unwrap_or(kind.id()), kind.declaration());
    let all = resource::<ListFile<rows::Other>>(folder, "", true, about.plural);
    let one = ApiDocument {
        name: kind.id(),
        path: Cow::Owned(format!("{folder}/{{id}}.json")),
        paged: false,
        about: about.name,
        form: SchemaSource::Record(kind),
    };
    [ApiDocument { path: Cow::Owned(format!("{folder}.json")), ..all }, one]
}

static RESOURCES: &[ApiDocument] = &[
    resource::<ApiIndex>(
        "index",
        "index.json",
        false,
        said("有什么、有多少、在哪里", "what there is, how much, and where"),
    ),
    resource::<ListFile<rows::ApiStandard>>(
        "standards",
        "standards.json",
        true,
        said("全部标准，每版一行", "all standards, a line for each edition"),
    ),
    resource::<PublishedRecord<StandardFacts>>(
        "standard",
        "standards/{id}.json",
        false,
        said("一项标准，连同推算出的一切", "one standard, with everything derived"),
    ),
    resource::<ListFile<rows::ApiPolicy>>("policies", "policies.json", true, said("全部政策文件", "all policies")),
    resource::<PublishedRecord<PolicyFacts>>(
        "policy",
        "policies/{id}.json",
        false,
        said("一件政策文件，连同各条款", "one policy, with its clauses"),
    ),
    resource::<ListFile<rows::ApiAgency>>("agencies", "agencies.json", true, said("全部单位", "all agencies")),
    resource::<PublishedRecord<AgencyFacts<Dissolved>>>(
        "agency",
        "agencies/{id}.json",
        false,
        said("一个单位，连同备案和项目", "one agency, with its filings and projects"),
    ),
    resource::<ListFile<rows::ApiProject>>(
        "projects",
        "projects.json",
        true,
        said("全部项目及其资金审查", "all projects, each with its gate"),
    ),
    resource::<PublishedRecord<AuditedProject>>(
        "project",
        "projects/{id}.json",
        false,
        said("一个项目，连同应执行的标准、逐项结论和资金审查", "one project, with its obligations, verdicts and gate"),
    ),
    resource::<ListFile<rows::InformationResource>>(
        "resources",
        "resources.json",
        true,
        said("全部信息资源", "all information resources"),
    ),
    resource::<PublishedRecord<ResourceFacts>>(
        "resource",
        "resources/{id}.json",
        false,
        said("一项信息资源，连同共享、依据和清查", "one information resource, with its sharing, grounds and sweeps"),
    ),
    resource::<ListFile<rows::ApiClass>>(
        "classes",
        "classes.json",
        false,
        said("标准体系，连同各主题的覆盖", "the standards system, with the coverage of its topics"),
    ),
    resource::<ListFile<ApiEvidenceKind>>(
        "evidence",
        "evidence.json",
        false,
        said("条款所要的各种证明材料", "the kinds of evidence that clauses ask for"),
    ),
    resource::<ListFile<rows::ApiDue>>(
        "reviews",
        "reviews.json",
        true,
        said(
            "今后 36 个月应复审、修订、废止的，逾期在前",
            "what is to be reviewed, revised or abolished in the next 36 months, the overdue first",
        ),
    ),
    resource::<ListFile<rows::ApiChange>>(
        "changes",
        "changes.json",
        false,
        said("最近 1000 条变化，出自 git 的历史", "the newest 1,000 changes, from git's history"),
    ),
    resource::<ListFile<rows::ApiRule>>("rules", "rules.json", false, said("核查规则", "the rules of the check")),
];

/// A file to take away whole.
pub struct ApiDownload {
    /// Its path from the site's root.
    pub file: &'static str,
    /// What its format is called.
    pub format: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What describes its form, from the site's root.
    pub schema: Option<&'static str>,
    /// The specification that it conforms to.
    pub conforms_to: Option<&'static str>,
    /// What it is.
    pub about: StaticMessage,
}

/// The files to take away.
pub const DOWNLOADS: &[ApiDownload] = &[
    ApiDownload {
        file: "catalogue.csv",
        format: "CSV",
        media_type: "text/csv",
        schema: Some("catalogue.csv-metadata.json"),
        conforms_to: Some("https://www.rfc-editor.org/rfc/rfc4180"),
        about: said(
            "标准明细表，UTF-8，可直接用表格软件打开",
            "the table of standards in UTF-8; spreadsheets open it as it is",
        ),
    },
    ApiDownload {
        file: "catalogue.xlsx",
        format: "XLSX",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        schema: None,
        conforms_to: Some("https://www.iso.org/standard/71691.html"),
        about: said(
            "同一张表，表头冻结，日期是真日期",
            "the same table; its header stays in view, its dates are dates",
        ),
    },
    ApiDownload {
        file: "catalogue.ndjson",
        format: "NDJSON",
        media_type: "application/x-ndjson",
        schema: Some("data/schema/catalogue-row.json"),
        conforms_to: None,
        about: said("同一张表，每行一个 JSON 对象", "the same table, a JSON object a line"),
    },
    ApiDownload {
        file: "catalogue.bib",
        format: "BibTeX",
        media_type: "application/x-bibtex",
        schema: None,
        conforms_to: None,
        about: said("全部标准的参考文献条目", "all standards as references"),
    },
    ApiDownload {
        file: "catalogue.ris",
        format: "RIS",
        media_type: "application/x-research-info-systems",
        schema: None,
        conforms_to: None,
        about: said(
            "全部标准的参考文献条目，供文献管理软件导入",
            "all standards as references, for reference managers",
        ),
    },
];

/// The names of the schemas of what is published: of the API's documents, of the lines of `catalogue.ndjson`, of the manifest and of what
/// differs from the one before.
pub fn schema_names() -> impl Iterator<Item = &'static str> {
    SCHEMAS.iter().copied().chain(MORE_SCHEMAS.iter().map(String::as_str))
}

static MORE_SCHEMAS: LazyLock<Vec<String>> =
    LazyLock::new(|| DERIVED.iter().map(|resource| format!("api/{}", resource.name)).collect());

const SCHEMAS: &[&str] = &[
    "api/index",
    "api/standards",
    "api/standard",
    "api/policies",
    "api/policy",
    "api/agencies",
    "api/agency",
    "api/projects",
    "api/project",
    "api/resources",
    "api/resource",
    "api/classes",
    "api/evidence",
    "api/reviews",
    "api/changes",
    "api/rules",
    "catalogue-row",
    "changed",
    "manifest",
];

/// What serde writes is described, not what it reads: every key is there.
fn generator(definitions: &'static str) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.with(|settings| settings.definitions_path = definitions.into()).into_generator()
}

/// The JSON Schema (2020-12) of something published, by its name in [`schema_names`].
pub fn schema(name: &str) -> Value {
    if name == "catalogue-row" {
        return exchange::row_schema(exchange::SheetKind::Standards);
    }
    let own = generator("/$defs");
    let found = name.strip_prefix("api/").and_then(|name| resources().find(|resource| resource.name == name));
    let schema = match found {
        Some(resource) => resource.root(own),
        None if name == "changed" => own.into_root_schema_for::<SiteDifference>(),
        None => own.into_root_schema_for::<Manifest>(),
    };
    let mut schema = schema.to_value();
    plain(&mut schema);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$id".to_owned(), json!(format!("urn:mulu:schema:{}", name.replace('/', ":"))));
        schema.insert("title".to_owned(), json!(format!("Mulu {name}")));
    }
    schema
}

/// The schemas of all resources as the parts of one OpenAPI document: the schema of each, and the definitions that they share.
pub fn components() -> (Vec<(&'static ApiDocument, Value)>, Value) {
    let mut generator = generator("/components/schemas");
    let parts = resources().map(|resource| (resource, resource.part(&mut generator).to_value())).collect();
    let mut definitions = Value::Object(generator.take_definitions(true));
    plain(&mut definitions);
    (parts, definitions)
}

/// Takes the links to Rust's own items out of descriptions, which are their documentation: `` [`Day`] `` is `` `Day` ``.
fn plain(schema: &mut Value) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(plain),
        Value::Object(parts) => {
            if let Some(Value::String(text)) = parts.get_mut("description") {
                *text = text.replace("[`", "`").replace("`]", "`");
            }
            parts.values_mut().for_each(plain);
        }
        _ => {}
    }
}
