//! An information resource as lines.

use mulu_core::facts::ResourceFacts;

use super::Page;
use mulu_core::message::Lang;

/// A line for each thing that is known of it.
pub(super) fn resource(page: &mut Page, facts: &ResourceFacts) {
    let chinese = page.lang == Lang::Zh;
    page.title(facts.name.as_deref().unwrap_or(&facts.id));
    page.line(("资源代码", "code"), facts.code.clone());
    page.line(("分类", "class"), facts.class.join("、"));
    page.line(("摘要", "abstract"), facts.r#abstract.clone());
    page.line(("提供方", "provider"), facts.provider.clone());
    page.line(("地区", "region"), facts.jurisdiction.clone());
    page.line(("基础数据库", "base database"), facts.base.clone());
    page.line(("主题数据库", "theme database"), facts.theme.clone());
    page.line(("格式", "format"), facts.format.map(str::to_owned));
    let sharing = if chinese { facts.sharing_name.clone() } else { facts.sharing.map(str::to_owned) };
    page.line(("共享类型", "sharing"), sharing);
    page.line(("共享条件", "condition"), facts.condition.clone());
    for basis in &facts.basis {
        let title = basis.title.clone().unwrap_or_default();
        let article = basis.article.clone().unwrap_or_default();
        page.line(("依据", "ground"), Some(format!("{title} {article}").trim_end().to_owned()));
    }
    let confirmed = facts.confirmed.map(|day| {
        let by = facts.confirmed_by.clone().unwrap_or_default();
        format!("{day} {by}").trim_end().to_owned()
    });
    page.line(("确认", "confirmed"), confirmed);
    page.line(("共享方式", "mode"), facts.mode.join("、"));
    page.line(("更新周期", "update cycle"), facts.update.clone());
    page.line(("社会开放", "open"), facts.open.map(str::to_owned));
    page.line(("开放条件", "open on terms"), facts.open_condition.clone());
    page.line(("编制", "compiled"), facts.compiled.map(|day| day.to_string()));
    page.line(("发布", "published"), facts.published.map(|day| day.to_string()));
    page.line(("登记", "registered"), facts.registered.map(|day| day.to_string()));
    page.line(("项目", "project"), facts.project.clone());
    page.line(("关联资源", "related"), facts.related.join("、"));
    for item in &facts.items {
        let parts = [item.name.as_deref(), item.r#type.as_deref(), item.identifier, item.from.as_deref()];
        page.line(("信息项", "item"), Some(parts.into_iter().flatten().collect::<Vec<_>>().join("  ")));
    }
    page.line(("最近清查", "last sweep"), facts.sweep.as_ref().map(|sweep| swept(chinese, sweep)));
    for objection in &facts.objections {
        let date = objection.date.map(|day| day.to_string());
        let answer = objection.answered.map_or_else(
            || if chinese { "未答复".to_owned() } else { "not answered".to_owned() },
            |day| format!("{day} {}", objection.result.unwrap_or_default()).trim_end().to_owned(),
        );
        let parts = [date, objection.by.clone(), objection.about.clone(), Some(answer)];
        page.line(("疑义", "objection"), Some(parts.into_iter().flatten().collect::<Vec<_>>().join("  ")));
    }
    if !facts.publish {
        page.line(("网站", "site"), Some(if chinese { "不公布" } else { "not published" }.to_owned()));
    }
    page.line(("文件", "file"), Some(facts.file.clone()));
}

fn swept(chinese: bool, sweep: &mulu_core::facts::SweepFacts) -> String {
    let (from, to, clause) = (sweep.from, sweep.to, &sweep.clause);
    let done = sweep.done.map_or_else(
        || if chinese { "没有清查记录".to_owned() } else { "none recorded".to_owned() },
        |day| day.to_string(),
    );
    format!("{from}/{to} {done} ({clause})")
}
