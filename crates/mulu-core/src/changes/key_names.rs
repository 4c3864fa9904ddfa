//! What keys are called in sentences about changes: shorter than what their kind declares of them, and the same wherever a change is
//! told.

use crate::message::StaticMessage;
use crate::model::Kind;

const fn key(key: &'static str, zh: &'static str, en: &'static str) -> (&'static str, StaticMessage) {
    (key, StaticMessage { zh, en })
}

const NAMES: &[(&str, StaticMessage)] = &[
    key("number", "编号", "number"),
    key("title", "名称", "title"),
    key("issued", "发布日期", "day of issue"),
    key("effective", "实施日期", "effective day"),
    key("withdrawn", "废止日期", "day of withdrawal"),
    key("repealed", "废止日期", "day of repeal"),
    key("expires", "有效期届满日", "day of expiry"),
    key("approved", "立项日期", "day of project approval"),
    key("listed", "列入日期", "day of listing"),
    key("catalogue.listed", "列入日期", "day of listing"),
    key("catalogue.delisted", "移出日期", "day of delisting"),
    key("drafting.application", "项目申请日期", "day of application"),
    key("drafting.approval", "批准立项日期", "day of approval"),
    key("drafting.drafting", "组织起草日期", "first day of drafting"),
    key("drafting.consultation", "征求意见日期", "first day of consultation"),
    key("drafting.consultation_until", "征求意见截止日期", "last day of consultation"),
    key("drafting.evaluation", "组织评审日期", "day of evaluation"),
    key("drafting.publication", "批准发布日期", "day of publication"),
];

/// What a key is called in sentences; none where it has no name of its own there.
pub fn in_sentences(key: &str) -> Option<StaticMessage> {
    NAMES.iter().find(|(own, _)| *own == key).map(|(_, name)| *name)
}

/// What a key is called: in sentences, else as a kind declares it; none where nothing declares it.
pub fn key_name(key: &str) -> Option<StaticMessage> {
    let fields = || Kind::ALL.iter().flat_map(|kind| kind.declaration().fields);
    let declared = || fields().filter(|field| field.key == key).find_map(|field| field.words);
    in_sentences(key).or_else(declared)
}
