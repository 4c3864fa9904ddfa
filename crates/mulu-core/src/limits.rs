//! How much of what strangers write is read: every bound in one place.
//!
//! Each is far above what a nation's registry needs, and low enough that nothing that is read fills the memory or never ends. What is
//! beyond a bound is not read in part: it is a finding or an error that names the file.

/// The largest record, in bytes. A standard's record is a few kilobytes; a larger file is a slip or an attack.
pub const RECORD_BYTES: u64 = 1 << 20;

/// How many folders deep a registry is looked into. A registry has three levels; a hostile tree may have a million.
pub const FOLDERS_DEEP: usize = 32;

/// The most files that one revision of a registry, or what changed between two, may name. A tree names its folders by their sums, so
/// that nine small ones can name a hundred million files.
pub const TREE_FILES: usize = 2_000_000;

/// The most bytes that the paths of these files may be together.
pub const TREE_PATH_BYTES: usize = 192 << 20;

/// How many registries may depend on one another. A nation, a province, a city and a district are four.
pub const UPSTREAMS_DEEP: usize = 6;

/// The most registries that one may depend on, those of its upstreams counted.
pub const UPSTREAMS: usize = 32;

/// The most bytes that one fetch of an upstream may bring. Twenty thousand records and a thousand changes of them are some thirty million.
pub const FETCH_BYTES: u64 = 512 << 20;

/// The most objects that one fetch of an upstream may bring: records, folders and commits.
pub const FETCH_OBJECTS: u64 = 2_000_000;

/// How long one fetch of an upstream may take, in seconds.
pub const FETCH_SECONDS: u64 = 600;

/// The largest form that the desk takes, in bytes: several times the largest record, as forms write it.
pub const FORM_BYTES: usize = 6 << 20;

/// The largest text of a theme, in bytes: a template, a translation, a page.
pub const THEME_TEXT_BYTES: u64 = 1 << 20;

/// The largest asset of a theme, in bytes.
pub const THEME_ASSET_BYTES: u64 = 64 << 20;

/// How deep the braces of a translation may nest. The reader of translations calls itself for each.
pub const TRANSLATION_DEEP: usize = 8;

/// The longest tag of a template, in bytes: each operator in it is a level of the tree that is made of it.
pub const TEMPLATE_TAG_BYTES: usize = 4 << 10;

/// By how much the memory may grow while one page of a registry's own template is rendered, in bytes.
pub const PAGE_BYTES: u64 = 768 << 20;

/// How long the rendering of one page may take where a registry has templates of its own, in seconds.
pub const PAGE_SECONDS: u64 = 20;

/// The largest index of a prepared part of a site, in bytes: it names each file of the part. Where the site of a million standards is
/// made in ten parts, each has one of some forty million.
pub const PREPARED_INDEX_BYTES: u64 = 256 << 20;

/// The largest spreadsheet that is read, in bytes.
pub const SHEET_BYTES: usize = 64 << 20;

/// The most rows of a spreadsheet. A whole nation's standards are fewer.
pub const SHEET_ROWS: u32 = 200_000;

/// The most columns of a spreadsheet.
pub const SHEET_COLUMNS: u32 = 256;

/// The most cells of a spreadsheet.
pub const SHEET_CELLS: usize = 4_000_000;

/// The most bytes that the texts of a spreadsheet's cells may be together. A workbook holds a text once and names it in each cell.
pub const SHEET_TEXT_BYTES: usize = 256 << 20;

/// The most bytes that a workbook may unzip to.
pub const WORKBOOK_BYTES: u64 = 192 << 20;

/// The most files that a workbook may hold; one of a hundred sheets holds some two hundred.
pub const WORKBOOK_FILES: usize = 2_000;

/// The most merged areas of a sheet.
pub const SHEET_MERGES: usize = 10_000;

/// The most cells that the merged areas of a sheet may cover together.
pub const SHEET_MERGED_CELLS: usize = 400_000;

/// The largest document whose numbers are cited, in bytes.
pub const DOCUMENT_BYTES: u64 = 64 << 20;

/// The most pages of a PDF. A standard of the longest has some hundreds.
pub const PDF_PAGES: usize = 5_000;

/// The most streams of a PDF; a page has some five.
pub const PDF_STREAMS: usize = 200_000;

/// The most bytes that the streams of a PDF may unpack to, pictures aside.
pub const PDF_BYTES: u64 = 512 << 20;

/// The most that is done to read the pages of a PDF: operators, and bytes that are shown.
pub const PDF_STEPS: u64 = 50_000_000;

/// The most numbers that a range in a document stands for. A longer one is more likely a slip, and only its ends are reported.
pub const CITED_RANGE: u32 = 200;

/// The most numbers between the ends of ranges that are written out for one document. Behind them only the ends are reported.
pub const CITED_BETWEEN: usize = 200_000;

/// The most traits of a project that conditions see: more than any registry has words for, and few enough to compare each with each.
pub const PROJECT_TRAITS: usize = 256;

/// For how many unknown names of a registry a rule looks for a near one: each look is a walk through all names, and whoever has hundreds
/// of unknown ones has not misspelt them.
pub const NEAR_NAMES: usize = 100;

/// The longest signature of a commit or a tag that is looked at, in bytes. Those of git are below two thousand.
pub const SIGNATURE_BYTES: usize = 64 << 10;

/// The longest message of a client that asks the server of tools, in bytes: a document whose numbers it has looked up.
pub const MCP_MESSAGE_BYTES: u64 = 16 << 20;
