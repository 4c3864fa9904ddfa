//! What each key is, in both languages: shown by editors, and written beside the keys of a new record.
//!
//! What a key of one kind is called is declared with the kind; here are the words of keys that mean the same wherever they stand.

use crate::message::StaticMessage;
use crate::model::Kind;

/// What a key is, by its path such as `agency.adoption.since`: as its kind declares it, else by its last parts, since most keys mean
/// the same wherever they stand. The records of a clause's example have the keys of their kinds.
#[must_use]
pub fn about(path: &str) -> Option<(&'static str, &'static str)> {
    let hypothetical = |(part, kind): &(&str, &str)| Some(format!("{kind}.{}", path.split_once(part)?.1));
    let path = EXAMPLES.iter().find_map(hypothetical).unwrap_or_else(|| path.to_owned());
    declared(&path).map(|words| (words.zh, words.en)).or_else(|| shared(&path))
}

/// The records of a clause's example, and the kinds whose keys they have.
const EXAMPLES: [(&str, &str); 4] = [
    (".example.project.", "project"),
    (".example.resource.", "resource"),
    (".example.beside.", "resource"),
    (".example.agency.", "agency"),
];

fn declared(path: &str) -> Option<StaticMessage> {
    let (schema, key) = path.split_once('.')?;
    let has_schema = |kind: &&Kind| kind.declaration().schemas.iter().any(|own| own.name == schema);
    let kind = Kind::ALL.iter().find(has_schema)?;
    let is_key = |own: &str| own == key || own.strip_suffix(".*") == Some(key);
    kind.declaration().fields.iter().find(|field| is_key(field.key))?.words
}

fn shared(path: &str) -> Option<(&'static str, &'static str)> {
    let find = |wanted: &str| SHARED.iter().find(|(key, ..)| *key == wanted).map(|(_, zh, en)| (*zh, *en));
    let key = path.rsplit('.').next().unwrap_or(path);
    let parent = path.split('.').rev().nth(1).unwrap_or_default();
    find(&format!("{parent}.{key}")).or_else(|| find(key))
}

const SHARED: &[(&str, &str, &str)] = &[
    ("about", "说明", "what it is about"),
    ("after", "在哪个阶段通过以后出具", "the gate after which it is made"),
    ("answered", "答复日期", "when it was answered"),
    ("approved", "批准日期", "when it was approved"),
    ("article", "条款", "the article"),
    ("at_least", "至少多久，或一年至少几次", "how long at the least, or how often a year"),
    ("base_is_unconditional", "基础信息资源是否须无条件共享", "whether base databases are shared unconditionally"),
    ("before", "在哪个阶段通过以前出具", "the gate before which it must be there"),
    ("by", "作出结论的单位", "the id of the agency that concluded it"),
    ("checked", "查阅日期", "when it was read"),
    ("clause", "条款", "a clause, as policy#clause"),
    ("closed", "办结日期", "when it was closed"),
    ("composition", "人员构成", "who sits on it"),
    ("confirms", "不予共享是否须经确认", "whether withholding is confirmed by an authority"),
    ("contact", "联系人", "whom to ask"),
    ("date", "日期", "the day"),
    ("deadline", "改正期限", "by when it must be corrected"),
    ("derived", "由信息资源记录得出，不另交材料", "answered from resource records"),
    ("due", "修订或废止的期限", "by when a revision or abolition must be done"),
    ("done", "履行过的定期职责", "a recurring duty that was done"),
    ("done.duty", "哪一项：办法#条/职责", "which: policy#clause/duty"),
    ("done.ref", "材料：路径或网址", "a path or an address"),
    ("duty", "职责或定期义务", "a duty"),
    (
        "formerly",
        "曾用代码；旧的引用和网址仍然有效",
        "the ids that it had; references and addresses by them go on working",
    ),
    ("step.answers", "这一步办成以后不必再交的证明材料", "the kinds of evidence that the step stands for, once done"),
    ("case", "一件办件", "a case"),
    ("case.agency", "办理单位的代码，by = \"agency\" 的步骤归它", "the agency that does the steps left to `agency`"),
    ("case.project", "所关项目的代码", "the project that it is about"),
    ("case.ref", "编号", "what the platform calls it"),
    ("example.case", "设想的办件", "a hypothetical case"),
    ("example.duty", "哪一项定期职责", "which recurring duty"),
    ("example.done", "履行的日期", "when it was done"),
    ("request", "共享申请", "a request to share it"),
    ("request.by", "申请的单位", "who asks to share it"),
    ("request.ref", "编号", "what the platform calls it"),
    ("procedure", "按哪一条办理：办法#条", "the clause whose steps it goes through"),
    ("refused", "不予办理的日期", "when it was refused"),
    ("effective", "实施日期", "from when it applies"),
    ("erratum", "勘误", "the correction of a published fact"),
    ("erratum.key", "写错的键", "the key that was wrong"),
    ("every", "多久一次", "how often"),
    ("evidence", "证明材料", "evidence: a path or an address"),
    ("evidence.issued", "出具日期", "when it was given"),
    ("evidence.issuer", "出具者", "who gives it"),
    ("example.day", "按哪一天验算；不写则为运行之日", "the day; absent: the day of the run"),
    ("example.project", "设想的项目", "a hypothetical project"),
    ("example.resource", "设想的信息资源", "a hypothetical information resource"),
    ("example.beside", "同时在册的其他信息资源", "other resources beside it"),
    ("example.agency", "设想的单位", "a hypothetical agency; for a resource, its provider"),
    ("example.finds", "应当查出问题的规则，不多不少", "the rules that find something, no more and no fewer"),
    ("expect", "应得的结论", "what the clause must get"),
    ("expires", "有效期届满之日", "when it runs out"),
    ("from", "起始日期", "the first day"),
    ("id", "代码", "its id"),
    ("identifier", "标识：身份证号、统一社会信用代码等", "by what it identifies"),
    ("issued", "发布日期", "when it was issued"),
    ("issuer", "发布机关", "who issued it"),
    ("issuers", "可以出具的单位", "who may give it"),
    ("jurisdiction", "行政区划代码（GB/T 2260）", "a GB/T 2260 code"),
    ("kind", "证明材料的种类", "the kind of evidence"),
    ("name", "名称", "its name"),
    ("name_en", "英文名称", "its English name"),
    ("number", "编号", "its number"),
    ("number-series.level", "层级", "the level of its standards"),
    ("number-series.nature", "性质", "how far its standards bind"),
    (
        "upstream.id",
        "在本登记簿中的名称：限定名 ID:记录 的前缀",
        "what it is called here, before the colon of `ID:record`",
    ),
    (
        "upstream.url",
        "版本库的网址，或从本登记簿目录算起的路径",
        "the repository's address, or a path from this registry's folder",
    ),
    ("upstream.path", "版本库的路径，与 url 二选一", "the repository's path, instead of `url`"),
    ("upstream.rev", "标签、分支或提交", "a tag, a branch or a commit"),
    ("upstream.require-signed", "标签或提交是否须有签名", "whether the tag or the commit must be signed"),
    ("upstream.signers", "承认谁的签名：公钥", "whose signatures count: public keys"),
    ("number-series.prefix", "编号开头的代号", "what its numbers begin with"),
    ("of", "谁的事实：agency 为单位的", "whose fact it is: agency"),
    ("order", "责令限期改正", "an order to correct"),
    ("order.issued", "责令日期", "when it was ordered"),
    ("reach", "约束范围：own 本级，below 含下级", "own bodies, or the governments below too"),
    ("reason", "理由", "why"),
    ("received", "收到日期", "when it was received"),
    ("ref", "文号或网址", "its number or address"),
    ("result", "结论", "whether it passed"),
    ("risk", "风险等级", "how grave it is"),
    ("sample", "示例", "an example, said so on every page"),
    ("says", "说明", "what it shows"),
    ("source", "出处", "where these facts were read"),
    ("source.title", "没有网址时写文件名称", "the document's name, where there is no address"),
    ("standard", "标准编号", "the standard's number"),
    ("title", "名称", "its title"),
    ("title_en", "英文名称", "its English title"),
    ("to", "截止日期", "the last day"),
    ("told", "告知使用单位的日期", "when users were notified"),
    ("type", "数据类型和长度", "the type and length of its values"),
    ("unconditional_for", "须无条件共享的事项", "what must be shared unconditionally"),
    ("until", "到哪天为止", "until when"),
    ("url", "网址", "the page's address"),
    ("was", "原来写的内容", "what it said"),
    ("when", "适用条件（CEL）", "a CEL expression over the project"),
    ("window", "一年中的时段", "when within the year"),
    ("within", "时限", "how long it may take"),
];
