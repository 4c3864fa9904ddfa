//! The words of closed lists as a text for people has them: in its own language. JSON has the ids.

use mulu_core::message::Lang;

/// Ids of closed lists, as Chinese calls them where they stand alone.
const CHINESE: [(&str, &str); 58] = [
    ("abolish", "予以废止"),
    ("acceptance", "验收"),
    ("adopt", "有标采标"),
    ("agency", "单位"),
    ("allow", "不查"),
    ("approval", "立项审批"),
    ("below", "本级和下级"),
    ("collected", "收集"),
    ("construction", "建设"),
    ("current", "现行"),
    ("delisted", "移出"),
    ("deny", "不通过"),
    ("done", "无标制标"),
    ("draft", "在编"),
    ("due-soon", "即将到期"),
    ("excluded", "不适用"),
    ("expired", "已过有效期"),
    ("gap", "缺标补标"),
    ("group", "团体标准"),
    ("guidance", "指导性"),
    ("in-force", "有效"),
    ("in-progress", "在制"),
    ("in-time", "按时"),
    ("industry", "行业标准"),
    ("international", "国际标准"),
    ("known", "仅有提及"),
    ("late", "超期"),
    ("listed", "列入"),
    ("local", "地方标准"),
    ("mandatory", "强制"),
    ("municipal", "本市标准文件"),
    ("national", "国家标准"),
    ("none", "无"),
    ("not-begun", "未开始"),
    ("note", "提示"),
    ("operation", "运行"),
    ("out-of-order", "日期颠倒"),
    ("overdue", "逾期"),
    ("own", "本级"),
    ("pending", "尚未施行"),
    ("planning", "规划"),
    ("procedure", "办理程序"),
    ("project", "项目"),
    ("proposed", "拟列入"),
    ("recommended", "推荐"),
    ("repealed", "已废止"),
    ("replaced", "被代替"),
    ("resource", "信息资源"),
    ("retired", "停用"),
    ("running", "在办"),
    ("scheduled", "已安排"),
    ("standard", "标准"),
    ("too-short", "历时不足"),
    ("undecided", "待判定"),
    ("unknown", "未收录"),
    ("upcoming", "即将实施"),
    ("warn", "警告"),
    ("withdrawn", "废止"),
];

/// An id in a language; one that no list here has, as it is.
#[must_use]
pub fn word(lang: Lang, id: &str) -> String {
    let known = CHINESE.iter().find(|(own, _)| *own == id).filter(|_| lang == Lang::Zh);
    known.map_or(id, |(_, chinese)| chinese).to_owned()
}
