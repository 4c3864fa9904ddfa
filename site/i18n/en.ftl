# English. Same ids as zh-CN.ftl; sentences with arguments are filled by say(), the rest come through `t`.

## Frame of every page

skip = Skip to content
languages = Language
menu = Main menu
notice = Notice
nav-catalogue = Catalogue
nav-classes = Standards system
nav-levels = Levels
nav-reviews = Reviews
nav-policies = Policies
nav-agencies = Agencies
nav-projects = Projects
nav-rules = Rules
nav-guide = Handbook
state-since = The state described holds since
state-always = The state described has no first day
state-until = it may next change on
state-for-good = no day to come changes it
state-commit = record last changed by
today = today
build-title = About this build
build-lede = The whole site is computed for the day and the revision below. Every other page says since when its state holds and until when, and changes only when what it says changes.
build-day = Computed for
build-revision = Data revision
build-changed = (includes uncommitted changes: nobody else can reproduce this build)
build-no-revision = not in git
build-program = Made with
build-files = For programs
build-index = the same day and revision, and totals
build-manifest = all files with their SHA-256; next to it, changed.json lists what differs from the build before
data-cite-at = How to cite this catalogue
made-with = Made with
repository = Repository
colon = {": "}
comma = {", "}
semicolon = {"; "}
stop = {". "}

## Home and search

at-a-glance = At a glance
search-label = Find by number or words
search-hint = e.g. GB/T 22239 or cryptography
search = Search
search-title = Search
search-intro = Standards, policies and their clauses, agencies, projects, classes, topics, rules and the guide. A part of a number will do, or a few words with spaces between them.
search-keys = Results show as you type; the arrow keys move between them.
search-noscript = The search needs JavaScript. Without it, look in these pages or in the table:
search-one = One result
search-many = %n results
search-none = Nothing found. Try fewer characters, or only the digits of the number.
search-failed = The search index could not be read. Reload the page to try again.
more = Show more
kind-policy = Policy
kind-clause = Clause
attention = Needs attention
attention-none = The checks found nothing that needs attention.
attention-gaps = Some topics of the standards system still have no standard.
attention-overdue = Review overdue
attention-listed-superseded = Listed, but replaced
attention-cites-superseded = Policies citing a replaced edition
attention-policy-expired = Policies that have expired
attention-project-hold = projects that do not comply
coverage = Coverage
coverage-topics = { $n ->
     [one] One topic
    *[other] { $n } topics
  } in the standards system
coverage-more = The standards system, class by class
coverage-adopt = Adopted
coverage-done = Made locally
coverage-in-progress = In progress
coverage-unadopted = Not adopted yet
coverage-gap = Gap
coverage-note-adopt = A national, industry or local standard exists and is listed
coverage-note-done = Covered only by a municipal document or an international standard
coverage-note-in-progress = A municipal document is being drafted
coverage-note-unadopted = In force and on record, but not listed
coverage-note-gap = No standard yet
bars-caption = Listed standards; the dark part is binding
listed-count = Listed
binding-count = Binding
known-count = Known
current-count = Current
changes = Recent changes
figure-listed = Listed
figure-binding = Binding
figure-overdue = Review overdue
figure-due-soon = Review due soon
figure-gaps = Gaps
figure-standards = Standards
figure-topics = Topics
figure-adopted = Adopted
figure-filed = Filed
figure-unfiled = Not filed
figure-projects = Projects
figure-duties = Open duties
figure-reviews = To review
figure-scheduled = Scheduled

## Pictures

composition = What the catalogue is made of
composition-caption = Listed standards by class and level; one that belongs to several classes counts in each
composition-whole = All
force = Where binding force comes from
force-listed = { $n ->
     [one] One listed standard
    *[other] { $n } listed standards
  }
force-number = Mandatory standards
force-clause = Made mandatory
force-recommended = Recommended
force-guidance = Guidance
force-without = Without force
force-note-number = Mandatory by their numbers
force-note-clause = Recommended standards that a clause makes mandatory
force-note-recommended = No clause makes them mandatory
force-note-guidance = For reference only
force-note-without = Replaced or withdrawn, or the clause behind them has lapsed
life-picture = When the standard was issued, took effect, was listed and reviewed, on an axis of years; the dates stand below
life-force = In force
chain-picture = From when to when each edition applies; the dates stand below
reviews-pressing = Of these overdue or due soon
gates-caption = What each stage asks for, and how much of it is met
gate-here = the project is here
obligations-short = Verdicts
measure-share = Share
record-line = line { $n }

## The catalogue table

standards-title = Table of standards
standards-intro = Every standard on record, replaced editions included, so that citations can be checked.
standards-caption = Standards: number, title, level, class, effective date, status, binding force, next review
standards-count = { $n ->
     [one] One standard
    *[other] { $n } standards
  }
shown-form = %n of %all standards
filter-text = Find
filter-by = Filter
filter-reset = Clear filters
filter-nothing = No standard matches.
download = Download
pages = Pages
previous = Previous
next = Next
page-of = Page { $n } of { $of }
and-more = { $n } more
facet-level = Level
facet-class = Class
facet-binding = Binding force
facet-status = Status
facet-review = Review
facet-agency = Filed by
facet-more = { $n ->
     [one] one agency more
    *[other] { $n } agencies more
  }
filter-csv = Download what is filtered (CSV)
filter-first = Filter and sort all standards
filter-here = See them in the table
standards = Standards
standards-none = No standards.

## Fields of a standard

standard = Standard
number = Number
title = Title
level = Level
class = Class
topic = Topic
topics = Topics
effective = Effective
issued = Issued
status = Status
binding = Binding force
next-review = Next review
issued-short = issued
effective-short = effective
not-issued = Not issued yet
issue-unrecorded = Date of issue not recorded
effect-unrecorded = Effective date not recorded
use-instead = This edition has been replaced. In force now:
ask-status = In force?
ask-binding = Binding?
ask-review = Next review?
in-catalogue = Catalogue
not-in-catalogue = Not in the catalogue
listing-collected = collected
listing-excluded = does not apply
listing-proposed = proposed
listing-listed = listed
listing-delisted = delisted
applies-to = Applies to
every-project = every project
and-when = and when
no-review = No review duty
until = by
drafting = Drafting
step-application = Application
step-approval = Approval
step-drafting = Drafting
step-consultation = Consultation
step-evaluation = Evaluation
step-publication = Publication
step-state-done = done
step-state-current = in progress
step-state-todo = not begun
editions = Editions
edition = Edition
cited-by = Policies that cite it
cited-by-none = No policy clause cites it.
cites-as = cited as
cites-replaced = Replaced edition
policy-not-in-force = Policy no longer in force
filings = Adoption and filing
filings-none = No agency has recorded its adoption.
not-filed = Not filed
used-by = Projects that rely on it
past-reviews = Past reviews
past-reviews-none = Not reviewed yet.
evidence = Evidence
timeline = Timeline
event-issued = issued
event-effective = effective
event-listed = listed
event-delisted = delisted
event-reviewed = reviewed
event-due = review due
event-duty = conclusion to be carried out
event-replaced = replaced
event-withdrawn = withdrawn
event-missed = missed
event-future = to come
facts = Facts
nature = Nature
form = Form
issuer = Issuer
withdrawn = Withdrawn
replaces = Replaces
partly-replaces = Partly replaces
replaced-by = Replaced by
partly-replaced-by = Partly replaced by
adopts = Adopts
keywords = Keywords
cite = Cite as
copy = Copy
copied = Copied
sources = Sources
checked-on = checked
record = Record
as-json = JSON
edit-record = Edit this record
record-history = History
origin = Inherited from an upstream registry and not edited here
origin-page = its page there
aggregate-title = Standards by region
aggregate-intro = { $n } registries, each by its own law. Every figure leads to the registry that it is of.
aggregate-day = As of
aggregate-ranking = Registries
aggregate-rule = Ranked by the share of topics that a standard covers, then by the fewest overdue reviews, then by the most filings. Equals share a rank.
aggregate-rank = Rank
aggregate-registry = Registry
aggregate-covered = Topics covered
aggregate-filings = Filings
aggregate-overdue = Overdue reviews
aggregate-longest = Longest overdue: was due
aggregate-matrix = Topics covered, by class
aggregate-adoption = Adoption of standards
aggregate-standard = Standard
aggregate-registries = Registries
aggregate-implemented = Implemented
aggregate-all = All { $n } standards
sample-title = Sample record
sample-text = This page shows an example and describes nothing real.

## Vocabularies of standards

status-draft = Draft
status-upcoming = Upcoming
status-current = Current
status-replaced = Replaced
status-withdrawn = Withdrawn
binding-mandatory = Mandatory
binding-recommended = Recommended
binding-guidance = Guidance
binding-none = None
review-scheduled = Scheduled
review-due-soon = Due soon
review-overdue = Overdue
review-none = None
level-national = National
level-industry = Industry
level-local = Local
level-municipal = Municipal
level-group = Association
level-international = International
level-other = Other
level-intro-national = Approved for the whole country by the national standardization authority.
level-intro-industry = Approved by a ministry for its industry.
level-intro-local = Approved by a province or city for its territory.
level-intro-municipal = Technical specifications and guidance made by the city where nothing else exists.
level-intro-group = Made by associations, adopted voluntarily.
level-intro-international = International and foreign standards, to be used where no domestic one exists.
level-intro-other = Standards whose numbers belong to none of the levels above.
nature-mandatory = Mandatory
nature-recommended = Recommended
nature-guidance = Guidance
nature-none = Not stated by its number
form-specification = Technical specification
form-guidance = Guidance document
degree-idt = identical (IDT)
degree-mod = modified (MOD)
degree-neq = not equivalent (NEQ)
conclusion-continue = Continue
conclusion-revise = Revise
conclusion-abolish = Abolish
duty-revise = Revision
duty-abolish = Abolition
duty-supersede = Replacement
adoption-planned = Planned
adoption-implementing = Implementing
adoption-implemented = Implemented
adoption-suspended = Suspended

## The standards system and the levels

classes-title = The standards system
classes-intro = Topic by topic: is there a standard to adopt, one made locally, or a gap?
group-general = E-government standards
group-service = Internet + government services
group-cloud = Government cloud platform
clause = Basis
coverage-state = Coverage
covering = Covered by
covering-none = Nothing yet
levels-title = Levels of standards
levels-intro = National, industry and local standards come first; international ones and the city's own documents fill what they leave open.
prefixes = Prefixes

## Policies

policies-title = Policies
policies-intro = Measures whose clauses bind projects and make recommended standards mandatory.
policy = Policy
document-number = Document number
document-issued = Issued
document-effective = In force from
issuer-document = Issuer
jurisdiction = Jurisdiction
clauses = Clauses
mandates = Mandated standards
cites-replaced-count = Replaced editions cited
policy-upcoming = Not yet in force
policy-in-force = In force
policy-expired = Expired
policy-repealed = Repealed
expires = Expires
repealed = Repealed
subject = Subject
subject-project = Projects
subject-agency = Agencies
subject-standard = Standards
subject-resource = Resources
subject-procedure = Procedure
gate-by = Due by stage
when = When
in-force-now = In force now
since = Since
requires = Evidence required
watched-by = Watched by

## Agencies

agencies-title = Agencies
agencies-intro = Roles, adopted standards and their filing, and projects, agency by agency.
agency = Agency
roles = Roles
adoption = Adoption
adopted-since = Since
filed = Filed
systems = Systems
agency-filings = Adopted standards
agency-filings-none = No adopted standard on record.
agency-duties = Review duties
due = Due
review-state = Review
uscc = Unified social credit code
contact = Contact

## Projects

projects-title = Projects
projects-intro = What binds each IT project, what it declares, and whether it complies at its stage.
project = Project
stage = Stage
stage-planning = Planning
stage-approval = Approval
stage-construction = Construction
stage-acceptance = Acceptance
stage-operation = Operation
stage-retired = Retired
mlps = Protection level
mlps-level = Level { $n }
major = Major
major-long = Major project
classified = Classified
declared-count = Declared
met-count = Met
gate = Conformity
gate-pass = complies
gate-hold = does not comply
gate-pass-text = Everything due at the present stage is met.
obligations = What binds this project
obligation = Requirement
demanded-by = Demanded by
verdict = Verdict
verdict-met = Met
verdict-planned = Planned
verdict-not-due = Stage not reached
verdict-missing = Missing
verdict-partial = Partial
verdict-superseded = Superseded edition
verdict-expired = Expired
verdict-waived = Waived
verdict-not-applicable = Not applicable
declined = Mandatory, and declared not to apply; the reviewer judges the reason
conformance = Conformance
conformance-planned = Planned
conformance-partial = Partial
conformance-met = Met
conformance-not-applicable = Not applicable
declared = Declared conformance
declared-none = Nothing declared yet.
evidence-papers = Evidence
evidence-kind = Kind
reference = Reference
evidence-issued = Issued
evidence-expires = Valid until
validity-valid = Valid
validity-expired = Expired
waivers = Waivers
approved-by = Approved by
orders = Orders to correct
order-open = Open
order-overdue = Overdue
order-closed = Closed
order-issued = issued
order-deadline = deadline
order-closed-on = closed
approved = Approved
investment = Investment
investment-unit = × 10,000 yuan
traits = Traits
opinion = Standards review opinion
print-opinion = Print the review opinion
opinion-number = Document number
opinion-project = Project
opinion-applicant = Applicant
opinion-day = As of
opinion-conclusion = Conclusion
as-word = Word document (.docx)
announcement = Announcement to print and sign
order-notice = Notice to correct
assessment-form = Assessment to print and sign
opinion-language = (in the registry's language)
sign-reviewer = Reviewer
sign-seal = Authority (seal)
sign-date = Date

## Rules and findings

rules-title = Rules
rules-intro = Every change is checked against these rules; each has its explanation, examples and current findings.
rule = Rule
summary = Summary
rule-level = Level
rule-default = default
rule-findings = Findings in this registry
rule-findings-none = Nothing in this registry breaks this rule.
findings = Findings
finding-deny = Denied
finding-warn = Warning
finding-note = Note
finding-allow = Off
rules-reading = Reading
rules-numbers = Numbers and files
rules-links = Dates and links
rules-catalogue = Catalogue
rules-review = Review
rules-drafting = Drafting
rules-policies = Policies
rules-agencies = Agencies
rules-projects = Projects
rules-resources = Information resources
rules-procedures = Procedures
rules-history = History

## The catalogue as a formal document

written-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
  } { $year }
print-title = The catalogue for print (A4)
print-intro = The formal text of the catalogue, set for A4 paper.
print-now = Print
print-as-of = As of
print-contents = Contents
print-explanation = Explanation
print-detail = Table of standards
print-statistics = Figures
print-index = Index by number
print-basis = Basis.
print-basis-text = The catalogue and its classes rest on
print-scope = Scope.
print-scope-text = { $n } standards are listed in the implementation catalogue on this day; { $of } of them must be followed.
print-scope-rest = Standards that are only on record, or were delisted, are left out. A standard of several classes stands under the first; the others refer to it.
print-code = Numbers and codes.
print-code-text = The first column numbers the whole table. A code consists of the class and the place in it; codes change from edition to edition and serve only to look things up in this document: cite a standard by its number. The columns are those of the detail table of GB/T 13016—2018; the level is the one that the standard has.
print-force = Binding force.
print-force-text = It stands under the remarks and is computed from the policies in force on the day.
print-title-open = {""}
print-title-close = {", "}
print-see = {" See "}
print-mandatory = must be followed. A mandatory standard binds as soon as it is issued; a recommended one binds where a policy makes it mandatory, within that policy's scope: the remarks name the policy by its serial number, and the clause
print-recommended = listed; to be preferred
print-guidance = guidance, for reference; it never binds
print-none = listed, but not the edition in force on the day; it does not bind
print-whom = Whom it concerns.
print-applies-text = The remarks say whom a standard concerns: projects with one of these traits and, where a level of classified protection is named, of that level. Without such a remark it concerns every project of the jurisdiction.
print-review = Next review.
print-review-text = The remarks give the day by which the next review is due, counted from the listing, the last review or the effective date.
print-cycle = Review cycle
print-due-soon = due within
print-overdue = the due day has passed without a review
print-no-review = there is no duty to review
print-sources = Policies.
print-sources-text = The serial numbers in the remarks stand for
print-source-n = [{ $n }]
print-mandate = [{ $n }] { $article }
print-data = Data.
print-data-text = This text was made from the catalogue's records; status, binding force and review dates are computed for the day on the cover.
print-revision = {" Revision"}
print-n = No.
print-name = Title
print-level = Level
print-replaces = Replaces, or withdrawn
print-remark = Remarks
print-row = Code in the system
print-open = {" ("}
print-close = )
print-adopts = International or foreign standard and degree of adoption
print-applies = For
print-mlps = classified protection, { $level } and above
print-empty = No standard of this class is listed yet.
print-see-also = See also
print-unclassed = Standards without a class
print-sum = All
print-of-which = Mandatory
print-by-level = Table 1. Standards by class and level
print-by-level-note = Each standard is counted once, under its first class.
print-coverage = Table 2. Topics by class and coverage
print-coverage-note = Topics are those that the standards system names. A topic is covered where a national, industry or local standard is listed, or a municipal document or an international standard serves.
print-due-topics = Topics
print-covered = Covered
print-share = Share
print-index-note = By prefix and serial; the code on the right is that of the table of standards. Replaced numbers are there too, and lead to what replaces them.
print-now-number = see
group-other = Others

## Reviews

reviews-title = Reviews
next-months = The next 36 months
months-picture = Reviews due in each of the next 36 months
this-month = now
months-table = The figures, month by month
scheduled-list = Every review due within the next 36 months
badge = Badge: the funding gate
calendar = Calendar of reviews (iCalendar)
month = Month
reviews-due = Reviews due
overdue-none = No review is overdue.
due-soon-none = No review is due soon.
open-duties = Revisions, abolitions and replacements to be carried out
open-duties-none = Nothing is open.
duty = Duty
decided = Decided
why = Why
date = Date
conclusion = Conclusion
by = By
reason = Reason

## Not found

agency-timeline = What became of it
moved-title = This record has another name now
moved-text = What was at this address is now here:
not-found = No such page
not-found-text = The address may be wrong, or the record has been renamed. Try its number or title.
not-found-home = Back to the start

## What would bind a project

nav-apply = What binds me
apply-title = What would bind my project
apply-intro = Before applying for funds: choose the project's place and features and get one list, by stage, of the standards and papers required. It can be printed, and its address can be shared.
apply-always = Every project here
apply-if = And if the project …
apply-nothing = Nothing is asked of every project.
apply-note = The list depends on place, kind of project and level only. Where a clause looks at other facts, such as the day of approval or the investment, the project's own audit decides.
next-gate = The next stage will also ask for
clause-holds = Projects that do not comply with this clause

## Roles that the measures name; any other is shown by its id

role-data-authority = Data authority
role-data-committee = Data committee
role-data-office = E-government office
role-quality-supervision = Quality supervision
role-standards-steering = Standards steering group
role-public-security = Public security
role-security = Information security
role-secrecy = Secrecy
role-finance = Finance
role-audit = Audit
role-sample-agency = Sample agency

## Sentences that the program composes (views)

duration-years = { $n ->
     [one] one year
    *[other] { $n } years
  }
duration-months = { $n ->
     [one] one month
    *[other] { $n } months
  }
duration-days = { $n ->
     [one] one day
    *[other] { $n } days
  }
review-rule = A standard is reviewed at least every { $cycle }; the conclusion is to continue, to revise or to abolish it.
review-reason-listed = Listed { $start }, review cycle { $cycle }
review-reason-reviewed = Reviewed { $start } ({ $conclusion }), review cycle { $cycle }
review-reason-effective = Effective { $start }, review cycle { $cycle }
review-late-since = overdue since { $day }
review-in-time = in time until { $day }
status-note-replaced = Replaced by { $by } since { $date }
status-note-partly-replaced = Partly replaced by { $by }
status-note-upcoming = Takes effect { $date }
status-note-withdrawn = Withdrawn { $date }
binding-why-mandate = Recommended, made mandatory within its scope by these clauses
note-hold = { $n ->
     [one] One requirement is
    *[other] { $n } requirements are
  } not met
hold-reason = { $target }: { $verdict }

## What there is for programs

data-title = Data and API
data-intro = All that the catalogue holds, to download, to follow and to read by program. No registration and no server: files.
data-downloads = The whole table
data-format = Format
data-what = What it is
data-schema = Its form
data-feeds = Feeds and calendar
data-feeds-agency = Each agency has its own, named on its page; each standard and each project has a badge:
data-api = API
data-api-intro = Every document says for which day (as_of) and from which commit (revision) it was made; long lists go on in files of 1,000, and next names the next.
data-api-openapi = OpenAPI 3.1 document
data-dcat = Data catalogue (DCAT 3, JSON-LD)
data-manifest = List of all files with their SHA-256
data-address = Address
data-examples = Examples
data-example-totals = How much the catalogue holds today
data-example-standard = What one standard’s status is today
data-example-overdue = Which reviews are overdue
data-example-replaced = Which editions are replaced, and what is in force
data-records-schema = JSON Schema for writing records
data-stability = What stays as it is
data-stability-keys = Within v1, keys and files are added and never renamed or removed; every key is always there, null where it is not known, [] where there is none.
data-stability-words = Words such as current and overdue, and all ids, are stable; sentences for people (reason, because, message) may be reworded: do not parse them.
data-stability-day = For the same revision, day and version of the program, every file is the same byte for byte.
data-licence = Terms of use
data-licence-is = Licence
data-licence-none = The publisher states no licence: ask before you use it elsewhere.
data-caveat = This site describes standards and does not contain their text; whether one is in force is for its issuer to announce. Each record names its sources and the day they were read.
data-cite = How to cite this catalogue

## What changed

changes-title = Changes
changes-intro = From git's history, in the field's terms: listed, delisted, reviewed, filed, replaced.
changes-feed = Feed of changes (Atom)
reviews-feed = Feed of reviews (Atom)
changes-none = There is no change to show.
changes-none-yet = Git's history up to the day of this page has no change to a record. Later commits are not shown.
history-more = { $n ->
     [one] One older change is
    *[other] { $n } older changes are
  } not shown; `mulu log` prints all.
catalogue-editions = Editions of the catalogue
catalogue-editions-none = No edition of the catalogue is tagged yet (a git tag catalogue/NAME makes one).
edition-title = Edition { $name } of the catalogue
edition-since = What changed since the edition
edition-first = The first edition: everything that the catalogue held.
edition-after = Next edition:
edition-more = { $n ->
     [one] One more record is
    *[other] { $n } more records are
  } in the JSON.

## The yearly assessment

scorecard = Yearly assessment
measure = Measure
measure-met = Done
measure-of = To be done
measure-about = How it is counted
measure-short = Fell short
measure-records = the records behind it
trainings = Trainings
training-attendance = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
entry-in-file = entry

# What the audit says beside the verdicts.
gate-open = no conclusion yet
gate-open-text = Facts that decide it are missing, so nobody can conclude yet
withheld = Held back
reading = Reading
undecided = Undecided
undecided-text = It is not decided whether these bind the project. They do not affect the conclusion.
turns-on = it turns on
unplaced = Mandatory standards whose scope the office has not decided
recommended-here = Recommended by the catalogue
recommended-text = Listed standards that are recommended. A major project that does not follow one says why, and the reviewer may refuse: that is how words such as “does not adopt the standards that the government has decided on” are read here. Nothing turns on them by itself.
recommended-silent = the project does not say
high-risk = high risk
validity-pending = not valid yet
validity-refused = not valid
validity-invalid = not as it must be
verdict-invalid = invalid
binding-undecided = to be decided

# Whom a measure binds, and what follows.
reach = Reach
reach-own = this government’s own bodies
reach-below = this government and those below
scope = Scope
reaches-back = Reaches back
reaches-back-yes = binds also what passed before it was in force
mandates-where = Standards meant
excuses = Who may excuse
sanction = What follows
steps = Steps and limits
recurring = Recurring duties
examples = Examples
example-fails = the clause does not bear it out
expect-bound = bound
expect-not-bound = not bound
expect-undecided = undecided
expect-held = does not comply
expect-found = a finding
organ-confirms = Confirms what is withheld
organ-funds = Funds
organ-inspects = Inspects
organ-maintains = Maintains
organ-operates = Builds and operates
organ-provides = Provides
organ-publishes = Publishes
organ-steers = Steers
duty-may-review = Reviews
duty-may-list = Lists standards
duty-may-register = Accepts filings
duty-may-publish = Publishes documents
duty-may-order = Orders to correct
duty-may-waive = Grants exceptions
organ-examines = Examines
organ-approves = Approves
organ-orders = Orders to correct
organ-assesses = Assesses
mandatory-parts = Mandatory clauses

## Information resources

nav-resources = Resources
resources-title = Information resources
resources-intro = What information agencies hold and on what terms they share it; the grounds of what is withheld, and what is registered and checked. The data themselves are not here.
resources-by-agency = How each agency shares
resources-withheld = Withheld resources
resources-late = Not registered, not checked, objections open
resources-all = All information resources
resources-none = No information resource has been recorded.
resource = Information resource
resource-provider = Provider
resource-provider-code = Provider’s code
resource-abstract = Abstract
resource-code = Code
resource-class = Class
resource-base = Base database
resource-bases = Base databases
resource-theme = Theme database
resource-themes = Theme databases
resource-format = Format
resource-about = About
resource-sharing = Sharing
resource-condition = Condition
resource-basis = Ground
resource-confirmed = Confirmed
resource-mode = Provided by
resource-update = Update cycle
resource-open = Open to society
resource-compiled = Compiled
resource-published = Published
resource-registered = Registered
resource-sweep = Sweep that was due last
resource-swept = Gone through
resource-unswept = no sweep recorded
resource-unregistered = not registered on the platform
resource-doubted = objection open
resource-related = Related resources
resource-items = Items
resource-item = Name
resource-item-type = Type
resource-identifier = Identifier
resource-from = Taken from
resource-objections = Objections
resource-requests = Requests to share it
resource-answered = answered
resource-told = users notified
figure-resources = Resources
figure-shared = Unconditional
figure-on-terms = On terms
figure-withheld = Withheld
figure-unregistered = Not registered
figure-unswept = Not checked
figure-doubted = Objections open
# What falls due
expiries-title = What else falls due
expiries-about = Recurring duties, steps of cases, orders, consultations, replacements, papers and waivers that run out, by day.
expiry-what = What
expiry-record = Record
expiry-duty = Duty
expiry-step = Step of a case
expiry-order = Order
expiry-consultation = Consultation ends
expiry-supersession = Replacement
expiry-evidence = Paper runs out
expiry-waiver = Waiver runs out
expiry-review = Review
expiry-revision = Revision
expiry-abolition = Abolition
year-picture = The year
year-picture-about = How much falls due in each month, and by whom. Recurring duties are those of the whole year, the rest what falls due within it.
year-all = all that it reaches
own-duties = Recurring duties
duty-ended = Last period
duty-done = Last done
duty-next = Next period
kept-kept = done
kept-late = done late
kept-overdue = overdue
kept-none = not due yet
figure-others = Falls due otherwise
expect-in-time = in time
expect-late = late
expect-too-short = too short
expect-out-of-order = out of order
expect-overdue = overdue
expect-kept = kept

# Cases
cases-title = Cases
cases-lede = Applications for which a measure sets time limits: days and outcomes only, no contents and no names of persons.
organ-times = How long each organ takes
organ-times-about = For each step: how many there were, how many were late, and the median time of those that ended. The day of the event does not count; working days follow the notices of the State Council.
case-step = Step
case-limit = limit
case-begun = Cases
case-over = Ended
case-running = Running
case-late = Late
case-median = Median
dockets = Dockets
docket = Docket
dockets-none = There are no cases on record.
case-ref = Reference
case-procedure = Under
case-steps = Steps
case-outcome = Outcome
case-refused = refused
case-not-begun = not begun
case-overdue = overdue
case-in-time = in time
case-too-short = too short
case-out-of-order = out of order
case-undecided = not announced, so not judged
case-provisional = (provisional until the next notice)
case-not-announced = { $year } is not announced yet
working-days = { $n } working days
spent-working-days = { $n } working days
spent-days = { $n } days
figure-cases = Cases
figure-cases-running = running
figure-cases-late = with something late
figure-cases-refused = refused

## Search, self-check, ways in

report-mistake = Report a mistake on this page
readers = Ways in, by reader
reader-owner = Project owners
reader-owner-way = what would bind my project
reader-agency = Agencies
reader-agency-way = filings, duties and deadlines of each
reader-office = The standards office
reader-office-way = what is to be reviewed
reader-public = The public
reader-public-way = the standards in the catalogue
reader-programmer = Programmers
reader-programmer-way = downloads and API
attention-others = Other findings of the checks
elsewhere = Local standards of other regions, for reference
could-be-adopted = In force, and could be listed
topics-named = The topics of each class, by name
superseded-soon = From { $day } this is replaced by
verdict-today = Against the edition in force
text-at = Text
text-at-link = Read it on the public platform
amendments = Amendments
filter-chosen = Chosen filters
filter-remove = Remove filter: %s
facet-listing = In the catalogue
listing-none = not considered yet
search-missing = %s is not on record here. Similar numbers and titles are listed below.
search-lookup = Look this number up on the public platform
search-partly = Partial matches: these contain only a part of what was typed
apply-choose = What the project is
apply-where = Where the project is
apply-what = What it is like (any number)
apply-no-level = No level yet, or level 1
apply-answer = What is asked in all
apply-for-any = nothing else chosen
apply-more = The list is long; the rest is on the sheets below.
apply-and = and
apply-not = Not: 
as-written = as the record has it
policy-contents = Articles
policy-glance = What it asks for, at a glance
editors-notes = Editors’ notes
rule-explanation = Explanation
rule-fixtures = Examples (the rule’s tests)
plan-title = What is being made
plan-intro = Municipal documents in preparation, by the step that each has reached.
plan-feed = Follow their progress (Atom)
plan-open = Open for comments
plan-open-none = Nothing is open for comments now; the feed announces new consultations.
plan-no-end = no end on record
plan-without = No step on record
plan-none = Nothing is in preparation. The standards system shows the topics without a standard.
empty-how = See the handbook.
empty-standards = The registry has no standard yet. Add one with mulu new standard, many with mulu import, then list them with mulu list-in.
empty-projects = The registry has no project yet. Add one with mulu new project; before there is one, the self-check says what would bind it.
empty-policies = The registry has no measure yet. mulu new policy --from FILE cuts the text of one into clauses.
empty-agencies = The registry has no agency yet. Add one with mulu new agency; it files standards with mulu register.
