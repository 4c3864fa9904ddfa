# 简体中文。与 en.ftl 同名；带参数的句子由 say() 填写，其余经 t 使用。

## Frame of every page

skip = 跳到正文
languages = 语言
menu = 主导航
notice = 公告
nav-catalogue = 目录
nav-classes = 标准体系
nav-levels = 层级
nav-reviews = 复审
nav-policies = 政策
nav-agencies = 单位
nav-projects = 项目
nav-rules = 规则
nav-guide = 使用指南
computed-for = 状态截至
from-revision = 数据版本
computed-why = 现行与否、约束力和复审日期均按此日推算
made-with = 生成工具
repository = 数据仓库
colon = ：
comma = 、
semicolon = ；
stop = 。

## Home and search

at-a-glance = 概况
search-label = 按标准号或词语查找
search-hint = 例如 GB/T 22239 或 等级保护
search = 查找
search-title = 搜索
search-intro = 在标准、政策及其条款、单位、项目、类目、主题、核查规则和使用指南中查找。可以只写标准号的一部分，或几个词，中间用空格分开。
search-keys = 边输入边显示结果；用上下方向键在结果间移动。
search-noscript = 搜索需要 JavaScript。不用 JavaScript 时，请从下列页面或目录查找：
search-one = 找到 1 项
search-many = 找到 %n 项
search-none = 没有找到。请少写几个字，或只写标准号中的数字。
search-failed = 读不到搜索索引，请刷新页面再试。
more = 显示更多
kind-policy = 政策
kind-clause = 条款
attention = 需要处理
attention-none = 没有逾期、失效或引用旧版的事项。
attention-overdue = 复审逾期
attention-listed-superseded = 目录所列标准已被代替
attention-cites-superseded = 政策引用已被代替的版本
attention-policy-expired = 政策有效期已届满
attention-project-hold = 项目不符合要求
coverage = 覆盖情况
coverage-topics = 标准体系共 { $n } 个主题
coverage-more = 按类目查看标准体系
coverage-adopt = 有标采标
coverage-done = 无标制标
coverage-in-progress = 在制
coverage-gap = 缺标补标
coverage-note-adopt = 已有国家、行业或地方标准，列入目录采用
coverage-note-done = 没有上级标准，由本市文件或国际标准覆盖
coverage-note-in-progress = 本市文件正在编制
coverage-note-gap = 尚无可用标准，有待补充
bars-caption = 列入目录的标准数，深色为有约束力者
listed-count = 列入
binding-count = 有约束力
known-count = 收录
current-count = 现行
changes = 最近变更
figure-listed = 列入目录
figure-binding = 有约束力
figure-overdue = 复审逾期
figure-due-soon = 即将到期
figure-gaps = 缺标
figure-standards = 标准
figure-topics = 主题
figure-adopted = 已采用
figure-filed = 已备案
figure-unfiled = 未备案
figure-projects = 项目
figure-duties = 待办结论
figure-reviews = 应复审
figure-scheduled = 已排期

## 图 (pictures)

composition = 目录构成
composition-caption = 列入目录的标准数，按类目和层级；一项标准属于几个类目的，各计一次
composition-whole = 全部
force = 约束力来源
force-listed = 列入目录的 { $n } 项标准
force-number = 强制性标准
force-clause = 条款规定执行
force-recommended = 推荐执行
force-guidance = 指导性文件
force-without = 无约束力
force-note-number = 编号即表明必须执行
force-note-clause = 推荐性标准，由政策条款规定必须执行
force-note-recommended = 推荐性标准，没有条款规定必须执行
force-note-guidance = 仅供参照
force-note-without = 已被代替、废止，或者规定其执行的条款已失效
life-picture = 标准的发布、实施、列入目录和复审在时间轴上的位置，日期见下表
life-force = 施行
chain-picture = 各版本施行的起止时间，日期见下表
reviews-pressing = 其中逾期和即将到期
gates-caption = 各阶段的要求和符合情况
gate-here = 现阶段
obligations-short = 逐项结论
measure-share = 完成比例
record-line = 第 { $n } 行

## The catalogue table

standards-title = 标准明细表
standards-intro = 目录收录的全部标准，含已被代替的版本，便于核对引用。
standards-caption = 标准明细：标准号、名称、层级、类目、实施日期、状态、约束力、下次复审
standards-count = 共 { $n } 项
shown-form = 显示 %n 项，共 %all 项
filter-text = 查找
filter-by = 筛选
filter-reset = 清除筛选
filter-nothing = 没有符合条件的标准。
download = 下载
pages = 分页
previous = 上一页
next = 下一页
page-of = 第 { $n } 页，共 { $of } 页
and-more = 另有 { $n } 项
facet-level = 层级
facet-class = 类目
facet-binding = 约束力
facet-status = 状态
facet-review = 复审
facet-agency = 备案单位
facet-more = 另有 { $n } 个单位
filter-csv = 下载筛选结果（CSV）
filter-first = 筛选和排序全部标准
filter-here = 在明细表中查看
standards = 标准
standards-none = 暂无标准。

## Fields of a standard

standard = 标准
number = 标准号
title = 名称
level = 层级
class = 类目
topic = 主题
topics = 主题
effective = 实施日期
issued = 发布日期
status = 状态
binding = 约束力
next-review = 下次复审
issued-short = 发布
effective-short = 实施
not-issued = 尚未发布
issue-unrecorded = 发布日期未载
effect-unrecorded = 实施日期未载
use-instead = 本版本已被代替，现行版本：
ask-status = 是否有效
ask-binding = 是否必须执行
ask-review = 何时复审
in-catalogue = 实施目录
not-in-catalogue = 未列入实施目录
listing-collected = 收集
listing-excluded = 不适用
listing-proposed = 拟列入
listing-listed = 列入
listing-delisted = 已移出
applies-to = 适用项目
every-project = 全部项目
and-when = 且满足
no-review = 无复审任务
until = 期限
drafting = 编制进度
step-application = 项目申请
step-approval = 批准立项
step-drafting = 组织起草
step-consultation = 征求意见
step-evaluation = 组织评审
step-publication = 批准发布
step-state-done = 已完成
step-state-current = 进行中
step-state-todo = 未开始
editions = 历次版本
edition = 版本状态
cited-by = 引用本标准的政策
cited-by-none = 没有政策条款引用本标准。
cites-as = 写作
cites-replaced = 引用旧版
policy-not-in-force = 政策已失效
filings = 采用与备案
filings-none = 尚无单位登记采用。
not-filed = 未备案
used-by = 采用本标准的项目
past-reviews = 历次复审
past-reviews-none = 尚未复审。
evidence = 依据材料
timeline = 时间线
event-issued = 发布
event-effective = 实施
event-listed = 列入目录
event-delisted = 移出目录
event-reviewed = 复审
event-due = 复审到期
event-duty = 结论落实到期
event-replaced = 被代替
event-withdrawn = 废止
event-missed = 逾期
event-future = 预计
facts = 基本信息
nature = 性质
form = 形式
issuer = 发布机构
withdrawn = 废止日期
replaces = 代替
partly-replaces = 部分代替
replaced-by = 被代替
partly-replaced-by = 被部分代替
adopts = 采用国际标准
keywords = 关键词
cite = 引用格式
copy = 复制
copied = 已复制
sources = 来源
checked-on = 核对于
record = 数据记录
as-json = JSON 数据
edit-record = 修改此记录
record-history = 修改历史
sample-title = 示例数据
sample-text = 本页内容用于演示，并非真实记录。

## Vocabularies of standards

status-draft = 在编
status-upcoming = 即将实施
status-current = 现行
status-replaced = 被代替
status-withdrawn = 废止
binding-mandatory = 强制
binding-recommended = 推荐
binding-guidance = 指导
binding-none = 无
review-scheduled = 已排期
review-due-soon = 即将到期
review-overdue = 已逾期
review-none = 无
level-national = 国家标准
level-industry = 行业标准
level-local = 地方标准
level-municipal = 本市文件
level-group = 团体标准
level-international = 国际标准
level-other = 其他
level-intro-national = 由国务院标准化行政主管部门批准发布，在全国适用。
level-intro-industry = 由国务院有关行政主管部门批准发布，在本行业适用。
level-intro-local = 由地方标准化行政主管部门批准发布，在本行政区域适用。
level-intro-municipal = 没有上级标准时由本市制定的技术规范和标准化指导性文件。
level-intro-group = 由社会团体制定，自愿采用。
level-intro-international = 没有国内标准时可以引用的国际标准和国外先进标准。
level-intro-other = 编号不属于上述层级的标准。
nature-mandatory = 强制性
nature-recommended = 推荐性
nature-guidance = 指导性技术文件
nature-none = 编号未表明
form-specification = 技术规范
form-guidance = 标准化指导性文件
degree-idt = 等同（IDT）
degree-mod = 修改（MOD）
degree-neq = 非等效（NEQ）
conclusion-continue = 继续有效
conclusion-revise = 需要修订
conclusion-abolish = 予以废止
duty-revise = 修订
duty-abolish = 废止
adoption-planned = 计划实施
adoption-implementing = 正在实施
adoption-implemented = 已实施
adoption-suspended = 暂停实施

## The standards system and the levels

classes-title = 标准体系
classes-intro = 按“有标采标、无标制标、缺标补标”逐主题核对：每个主题有没有可用的标准。
group-general = 电子政务标准规范体系
group-service = “互联网+政务服务”地方专题标准
group-cloud = “政务云”平台地方专题标准
clause = 依据
coverage-state = 覆盖
covering = 覆盖标准
covering-none = 尚无
levels-title = 标准层级
levels-intro = 优先采用国家标准、行业标准和地方标准；没有时才用国际标准或制定本市文件。
prefixes = 标准代号

## Policies

policies-title = 政策文件
policies-intro = 对项目提出要求、使推荐性标准成为必须执行的办法和规定。
policy = 文件
document-number = 发文字号
document-issued = 印发日期
document-effective = 施行日期
issuer-document = 发文机关
jurisdiction = 适用地区
clauses = 条款
mandates = 要求执行的标准
cites-replaced-count = 引用旧版
policy-upcoming = 尚未施行
policy-in-force = 施行中
policy-expired = 有效期届满
policy-repealed = 已废止
expires = 有效期至
repealed = 废止日期
subject = 约束对象
subject-project = 项目
subject-agency = 单位
subject-standard = 标准
subject-resource = 资源
subject-procedure = 程序
gate-by = 最迟阶段
when = 适用条件
in-force-now = 现行版本
since = 自
requires = 要求提交
watched-by = 核查规则

## Agencies

agencies-title = 单位
agencies-intro = 各单位的职责、已采用标准的备案情况和承担的项目。
agency = 单位
roles = 职责
adoption = 实施情况
adopted-since = 起始日期
filed = 备案日期
systems = 应用系统
agency-filings = 采用标准备案
agency-filings-none = 尚未登记采用的标准。
agency-duties = 复审任务
due = 到期日
review-state = 复审
uscc = 统一社会信用代码
contact = 联系方式

## Projects

projects-title = 项目
projects-intro = 信息化项目应执行的标准、已声明的符合情况，以及能否安排资金。
project = 项目
stage = 阶段
stage-planning = 规划
stage-approval = 立项
stage-construction = 建设
stage-acceptance = 验收
stage-operation = 运行
stage-retired = 已停用
mlps = 等级保护
mlps-level = 第{ $n ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    *[other] { $n }
  }级
major = 重大
major-long = 重大电子政务服务建设项目
classified = 涉密
declared-count = 已声明
met-count = 已符合
gate = 符合性审查
gate-pass = 符合
gate-hold = 不符合
gate-pass-text = 当前阶段应满足的要求均已满足。
obligations = 应执行的标准和应提交的材料
obligation = 要求
demanded-by = 依据
verdict = 结论
verdict-met = 符合
verdict-planned = 已计划
verdict-not-due = 未到期
verdict-missing = 缺失
verdict-partial = 部分符合
verdict-superseded = 版本已被代替
verdict-expired = 已失效
verdict-waived = 豁免
verdict-not-applicable = 不适用
conformance = 符合情况
conformance-planned = 已计划
conformance-partial = 部分符合
conformance-met = 符合
conformance-not-applicable = 不适用
declared = 已声明的符合情况
declared-none = 尚未声明。
evidence-papers = 证明材料
evidence-kind = 材料
reference = 编号
evidence-issued = 出具日期
evidence-expires = 有效期至
validity-valid = 有效
validity-expired = 已失效
waivers = 豁免
approved-by = 批准
orders = 责令改正
order-open = 待完成
order-overdue = 已逾期
order-closed = 已办结
order-issued = 下达
order-deadline = 限期
order-closed-on = 办结
approved = 批准日期
investment = 投资
investment-unit = 万元
traits = 项目特征
opinion = 标准化审查意见
print-opinion = 打印审查意见
sign-reviewer = 审查人
sign-seal = 审查单位（盖章）
sign-date = 日期

## Rules and findings

rules-title = 核查规则
rules-intro = 每次修改都按这些规则核查；规则的说明、示例和当前发现都在各自页面。
rule = 规则
summary = 摘要
rule-level = 级别
rule-default = 默认
rule-findings = 本目录的核查发现
rule-findings-none = 本目录没有违反此规则。
findings = 核查发现
finding-deny = 不通过
finding-warn = 待处理
finding-note = 提示
finding-allow = 关闭
rules-reading = 读取
rules-numbers = 编号与文件
rules-links = 日期与引用
rules-catalogue = 目录
rules-review = 复审
rules-drafting = 编制
rules-policies = 政策
rules-agencies = 单位
rules-projects = 项目
rules-procedures = 办理程序
rules-history = 历史

## The catalogue as a formal document

written-day = { $year }年{ $month }月{ $day }日
print-title = 标准实施目录（A4 文本）
print-intro = 本页是目录的正式文本，按 A4 纸排版。
print-now = 打印
print-as-of = 截至
print-contents = 目次
print-explanation = 编制说明
print-detail = 标准明细表
print-statistics = 标准统计表
print-index = 标准号索引
print-basis = 编制依据。
print-basis-text = 目录的编制和类目的划分依据下列条款
print-scope = 收录范围。
print-scope-text = 收录截至当日已列入实施目录的标准，共 { $n } 项，其中 { $of } 项必须执行。
print-scope-rest = 只收集、未列入的标准和已移出的标准不收录。一项标准属于几个类目的，列在第一个类目之下，其余类目以“另见”注明。
print-code = 编号。
print-code-text = 编号由类目代码和类目内的序号组成，随版次重排，只供在本文本内查检；引用标准应当使用标准号。明细表和统计表的体例参照 GB/T 13016—2018《标准体系构建原则和要求》。
print-force = 约束力。
print-force-text = 约束力按当日施行的政策文件推算。
print-title-open = 《
print-title-close = 》
print-see = 见
print-mandatory = 必须执行。强制性标准一经批准发布即必须执行；推荐性标准由政策文件规定强制执行的，在其规定的适用范围内必须执行，栏内注明政策文件的序号和条款
print-recommended = 列入目录，应当优先采用
print-guidance = 指导性文件，供参照，不具约束力
print-none = 列入目录，但当日不是现行版本，不具约束力
print-whom = 适用项目。
print-applies-text = 名称之下注明“适用”的，只约束具有所列特征之一的项目；所列含等级保护级别的，还须达到该级别。未注明的，适用于本地区全部项目。
print-review = 下次复审。
print-review-text = 所列为下次复审的到期日，自列入目录、最近一次复审或者实施之日起按复审周期推算。
print-cycle = 复审周期
print-due-soon = 距到期日不超过
print-overdue = 已过到期日，尚未复审
print-no-review = 没有复审任务
print-sources = 政策文件。
print-sources-text = 约束力栏中的序号指下列文件：
print-source-n = 〔{ $n }〕
print-mandate = 〔{ $n }〕{ $article }
print-data = 数据。
print-data-text = 本文本由标准目录的数据直接生成，状态、约束力和复审日期均按封面所载日期推算。
print-revision = 数据版本
print-row = 编号
print-open = （
print-close = ）
print-adopts = 采用
print-applies = 适用
print-mlps = 等级保护{ $level }以上
print-empty = 本类目暂无列入的标准。
print-see-also = 另见
print-unclassed = 未归类标准
print-sum = 合计
print-of-which = 其中强制
print-by-level = 表 1　按类目和层级统计（项）
print-by-level-note = 每项标准只计一次，计入其第一个类目。
print-coverage = 表 2　按类目统计主题覆盖情况（个）
print-coverage-note = 应有为标准体系规定的主题数；现有为已有国家、行业、地方标准列入目录，或者已有本市文件、国际标准可用的主题数。
print-due-topics = 应有
print-covered = 现有
print-share = 现有占应有
print-index-note = 按标准代号和顺序号排列，右侧为明细表中的编号。已被代替的标准号也列入，指向代替它的标准。
print-now-number = 见
group-other = 其他

## Reviews

reviews-title = 复审
next-months = 今后 36 个月
months-picture = 今后 36 个月每月到期的复审数
months-table = 按月列表
scheduled-list = 列出三年内到期的全部复审
badge = 徽章：资金审查结论
calendar = 复审日历（iCalendar）
month = 月份
reviews-due = 到期复审
overdue-none = 没有逾期的复审。
due-soon-none = 近期没有到期的复审。
open-duties = 待落实的修订和废止
open-duties-none = 没有待落实的结论。
duty = 任务
decided = 作出结论
why = 说明
date = 日期
conclusion = 结论
by = 复审单位
reason = 理由

## Not found

not-found = 没有这一页
not-found-text = 地址可能有误，或者记录已改名。可以按标准号或名称查找。
not-found-home = 返回首页

## What would bind a project

nav-apply = 立项自查
apply-title = 立项自查：哪些要求约束我的项目
apply-intro = 申请资金之前，先看项目在哪里、是什么样的，会有哪些标准和材料要求。依次展开即可，不用填写。
apply-always = 凡在此地建设的项目
apply-if = 如果项目还……
apply-nothing = 没有不论何种项目都要满足的要求。
apply-note = 同时符合几项条件的，要求合并计算；个别条款对条件组合另有规定的，以 mulu audit --what-if 的结果为准。
next-gate = 下一阶段还要落实
clause-holds = 因本条不符合的项目

## Roles that the measures name; any other is shown by its id

role-data-authority = 数据资源行政主管部门
role-data-committee = 数据资源管理委员会
role-data-office = 电子政务办
role-quality-supervision = 质量技术监督管理部门
role-standards-steering = 标准化专项小组
role-public-security = 公安机关
role-security = 信息安全主管部门
role-secrecy = 保密部门
role-finance = 财政部门
role-audit = 审计部门
role-sample-agency = 示例单位

## Sentences that the program composes (views)

article = 第{ $han }条
duration-years = { $n } 年
duration-months = { $n } 个月
duration-days = { $n } 日
review-rule = 复审周期一般不超过 { $cycle }，复审结论分为继续有效、需要修订、予以废止三种。
review-reason-listed = { $start } 列入目录，复审周期 { $cycle }
review-reason-reviewed = { $start } 复审（{ $conclusion }），复审周期 { $cycle }
review-reason-effective = { $start } 实施，复审周期 { $cycle }
review-days-over = 逾期 { $n } 日
review-days-left = 还有 { $n } 日
review-today = 今日到期
status-note-replaced = 自 { $date } 起被 { $by } 代替
status-note-partly-replaced = 部分内容被 { $by } 代替
status-note-upcoming = 将于 { $date } 实施
status-note-withdrawn = { $date } 废止
binding-why-mandate = 推荐性标准，由下列条款规定在其适用范围内强制执行
note-hold = { $n } 项要求未满足
hold-reason = { $target }：{ $verdict }

## What there is for programs

data-title = 数据与接口
data-intro = 目录的全部内容，供下载、订阅和程序读取。无需注册，没有服务端，都是文件。
data-downloads = 整表下载
data-format = 格式
data-what = 内容
data-schema = 格式说明
data-feeds = 订阅与日历
data-feeds-agency = 每个单位另有一份，见该单位页面；每项标准和每个项目各有一枚徽章：
data-api = API
data-api-intro = 每份文档都写明截至哪一天（as_of）、出自哪个版本（revision）；长列表每 1000 条一个文件，next 指向下一个。
data-api-openapi = OpenAPI 3.1 文档
data-dcat = 数据目录（DCAT 3，JSON-LD）
data-manifest = 文件清单，逐个列出 SHA-256
data-address = 地址
data-examples = 调用示例
data-example-totals = 目录今天有多少
data-example-standard = 一项标准今天是什么状态
data-example-overdue = 哪些复审已逾期
data-example-replaced = 哪些版本被代替，现行的是哪个
data-records-schema = 编写记录用的 JSON Schema
data-stability = 稳定性承诺
data-stability-keys = v1 之内只增加键和文件，不改名、不删除；键总是写出，未知者为 null，没有者为 []。
data-stability-words = 词（如 current、overdue）和标识符不变；供人阅读的句子（reason、because、message）可能改写，不要据以判断。
data-stability-day = 同一版本、同一日期、同一程序版本，每个文件逐字节相同。
data-licence = 使用许可与说明
data-licence-is = 使用许可
data-licence-none = 发布者没有声明使用许可；再利用之前请询问发布者。
data-caveat = 这里是标准的著录信息，不是标准文本；现行与否以标准发布机关的公告为准。每条记录都写明出处和核对日期。
data-cite = 如何引用本目录

## What changed

changes-title = 变化
changes-intro = 由 git 的历史得出：列入、移出、复审、备案、代替，按标准化的用语写明。
changes-feed = 变化订阅（Atom）
reviews-feed = 复审订阅（Atom）
changes-none = 没有可以显示的变化。
changes-none-yet = 到本页所截至的日期，git 历史中还没有记录的变化；这一天以后的提交不在此列。
history-more = 另有 { $n } 条更早的变化未列出；mulu log 可列出全部。
catalogue-editions = 目录版本
catalogue-editions-none = 还没有目录版本（git 标签 catalogue/名称 即为一版）。
edition-title = 实施目录 { $name } 版
edition-since = 相对于上一版的变化：
edition-first = 第一版：目录当时收录的全部内容。
edition-after = 下一版：
edition-more = 另有 { $n } 条记录，见 JSON。

## The yearly assessment

scorecard = 年度考核
measure = 考核内容
measure-met = 完成
measure-of = 应完成
measure-about = 计算方法
measure-short = 未完成
measure-records = 所依据的记录
trainings = 培训
training-attendance = { $n } 人次
entry-in-file = 记录

# What the audit says beside the verdicts.
gate-open = 尚不能作出结论
gate-open-text = 缺少判定所需的事实，尚不能作出结论
withheld = 暂缓
reading = 理解
undecided = 未定
undecided-text = 以下各项是否约束本项目尚未确定，不影响结论。
turns-on = 要看
unplaced = 主管部门尚未判定是否适用的强制性标准
recommended-here = 目录推荐的标准
recommended-text = 列入目录、推荐采用的标准。重大项目不采用的，应当说明理由，审查单位可以据此提出意见；这是对“不采用市政府确定执行的标准”一类规定的理解，不影响结论。
recommended-silent = 项目未说明
high-risk = 高风险
validity-pending = 尚未生效
validity-refused = 无效
validity-invalid = 不合要求
verdict-invalid = 无效
binding-undecided = 待判定

# Whom a measure binds, and what follows.
reach = 约束范围
reach-own = 本级单位
reach-below = 本级和下级
scope = 适用范围
reaches-back = 溯及
reaches-back-yes = 约束施行前已过关的项目
mandates-where = 概括要求的标准
excuses = 谁可以准许例外
sanction = 后果
steps = 步骤和时限
recurring = 定期义务
examples = 例子
example-fails = 与条款不符
expect-bound = 受约束
expect-not-bound = 不受约束
expect-undecided = 未定
expect-held = 不符合
organ-examines = 审核
organ-approves = 批准
organ-orders = 责令整改
organ-assesses = 考核
mandatory-parts = 强制性条文

# 到期事项
expiries-title = 其他到期事项
expiries-about = 定期职责、办理时限、责令整改、征求意见、新版实施、材料和例外到期，按日期排列。
expiry-what = 事项
expiry-record = 记录
expiry-duty = 定期职责
expiry-step = 办理时限
expiry-order = 责令整改
expiry-consultation = 征求意见截止
expiry-supersession = 代替
expiry-evidence = 材料到期
expiry-waiver = 例外到期
expiry-review = 复审
expiry-revision = 修订
expiry-abolition = 废止
year-picture = 全年日程
year-picture-about = 每月到期的事项有多少、由谁承办。定期职责列全年，其余列到期日在当年的。
year-all = 所及各单位
own-duties = 定期职责
duty-ended = 最近一期
duty-done = 最近履行
duty-next = 下一期
kept-kept = 已履行
kept-late = 迟办
kept-overdue = 逾期未履行
kept-none = 尚未到期
figure-others = 其他到期事项
expect-in-time = 按时
expect-late = 超期
expect-too-short = 历时不足
expect-out-of-order = 日期颠倒
expect-overdue = 逾期
expect-kept = 已履行

# 办件
cases-title = 办件
cases-lede = 按办法规定的时限办理的申请：只记日期和结果，不记申请内容和个人姓名。
organ-times = 各机构办理情况
organ-times-about = 每一步有多少件、多少件超期、办结用时的中位数。事件当日不计；工作日按国务院办公厅的放假安排。
case-step = 步骤
case-limit = 时限
case-begun = 件数
case-over = 办结
case-running = 在办
case-late = 超期
case-median = 用时中位数
dockets = 办件册
docket = 办件册
dockets-none = 没有办件记录。
case-ref = 编号
case-procedure = 依据
case-steps = 办理步骤
case-outcome = 结果
case-refused = 不予办理
case-not-begun = 未开始
case-overdue = 逾期未办
case-in-time = 按时
case-too-short = 历时不足
case-out-of-order = 日期颠倒
case-undecided = 放假安排未公布，无法判断
case-provisional = （次年放假安排公布前暂定）
case-not-announced = { $year } 年放假安排尚未公布
working-days = { $n } 个工作日
spent-working-days = { $n } 个工作日
spent-days = { $n } 天
figure-cases = 办件
figure-cases-running = 在办
figure-cases-late = 有超期的
figure-cases-refused = 不予办理
