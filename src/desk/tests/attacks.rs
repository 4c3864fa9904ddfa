//! Who is not let in, and what nobody can write through a form.

use super::*;

#[test]
fn the_token_is_given_once_and_a_cookie_lets_in_from_then_on() {
    let office = Office::open();
    let first = DeskRequest { cookies: String::new(), query: Pairs::parse(&format!("token={SECRET}")), ..admitted() };
    let reply = office.desk.answer(&DeskRequest { path: "/desk/".to_owned(), ..first });
    assert_eq!((reply.status, reply.location.as_deref()), (303, Some("/desk/")));
    let cookie = reply.cookie.unwrap();
    assert!(
        cookie.starts_with(&format!("mulu-desk-3000={SECRET};"))
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    assert_eq!(office.get("/desk/").status, 200);
}

#[test]
fn strangers_are_refused_whatever_they_send() {
    let office = Office::open();
    let form = |token: &str| {
        Pairs::new([
            ("_token".to_owned(), token.to_owned()),
            ("numbers".to_owned(), "GB/T 22239-2019".to_owned()),
            ("_do".to_owned(), "save".to_owned()),
        ])
    };
    let token = guard::form_token(&office.desk);
    let sound = DeskRequest { is_post: true, path: "/desk/task/delist".to_owned(), form: form(&token), ..admitted() };
    let with = |change: fn(&mut DeskRequest)| {
        let mut asked = sound.clone();
        change(&mut asked);
        asked
    };
    let hosts = [
        "example.org",
        "example.org:3000",
        "127.0.0.1.nip.io:3000",
        "localhost.example.org:3000",
        "127.0.0.2:3000",
        "",
        ":3000",
        "[::2]:3000",
        "a@127.0.0.1:3000",
        "127.0.0.1:3000:1",
        "127.0.0.1:x",
        "localhost:-1",
    ];
    let mut refused: Vec<DeskRequest> =
        hosts.iter().map(|host| DeskRequest { host: (*host).to_owned(), ..sound.clone() }).collect();
    let origins = [
        "null",
        "",
        "https://127.0.0.1:3000",
        "http://127.0.0.1",
        "http://127.0.0.1:3001",
        "http://localhost:3000",
        "http://example.org",
        "http://127.0.0.1:3000.example.org",
        "http://127.0.0.1:3000/",
    ];
    refused.extend(origins.iter().map(|origin| DeskRequest { origin: Some((*origin).to_owned()), ..sound.clone() }));
    let cookies = [
        "",
        "mulu-desk-3000=",
        "mulu-desk-3000=5ec2e8",
        "mulu-desk-3000=5ec2e77",
        "mulu-desk-3001=5ec2e7",
        "mulu-desk-=5ec2e7",
        "x=5ec2e7",
        "mulu-desk-3000",
    ];
    refused.extend(cookies.iter().map(|cookies| DeskRequest { cookies: (*cookies).to_owned(), ..sound.clone() }));
    refused.extend(
        ["", "5ec2e7", "0", &token[1..]].iter().map(|token| DeskRequest { form: form(token), ..sound.clone() }),
    );
    refused.push(with(|asked| asked.origin = None));
    refused.push(with(|asked| (asked.origin, asked.fetch_site) = (None, Some("same-site".to_owned()))));
    refused.push(with(|asked| (asked.origin, asked.fetch_site) = (None, Some("cross-site".to_owned()))));
    refused.push(with(|asked| (asked.cookies, asked.query) = (String::new(), Pairs::parse("token=5ec2e8"))));
    refused.push(with(|asked| (asked.cookies, asked.query) = (String::new(), Pairs::parse("token="))));
    // The token of the address signs in and does nothing else.
    refused.push(with(|asked| (asked.cookies, asked.query) = (String::new(), Pairs::parse("token=5ec2e7"))));
    for asked in &refused {
        let reply = office.desk.answer(asked);
        assert_eq!(reply.status, 403, "{asked:?}");
        assert!(
            reply.cookie.is_none() && !body(&reply).contains(SECRET) && !body(&reply).contains("标准办"),
            "{asked:?}"
        );
    }
    assert_eq!(office.read(STANDARD), RECORD);
    assert!(refused.len() > 30);
    assert_eq!(
        office
            .desk
            .answer(&with(|asked| (asked.origin, asked.fetch_site) = (None, Some("same-origin".to_owned()))))
            .status,
        303
    );
}

/// What people type who mean harm, or nothing.
const HOSTILE: &[&str] = &[
    "--force",
    "-h",
    "--help",
    "--root=/",
    "--root",
    "--rev=HEAD",
    "--",
    "-",
    "../../../etc/passwd",
    "/etc/passwd",
    "..\\..\\x",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</textarea><script>1</script>",
    "'; DROP TABLE x; --",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "${7*7}",
    "`id`",
    "$(id)",
    "| id",
    "; id",
    "&& id",
    "\u{0}",
    "a\u{0}b",
    "\u{7f}",
    "\u{1b}[31m",
    "\u{1b}]0;x\u{7}",
    "\u{202e}abc",
    "\u{200b}",
    "\u{feff}",
    "\u{9b}31m",
    "\u{fffd}",
    "😀😀",
    "𠀀𠀁",
    "e\u{301}",
    "\"",
    "'",
    "\\",
    "\\\"",
    "\"\"\"",
    "'''",
    "\"\n[catalogue]\nstatus = \"listed\"",
    "x\"\nby = \"evil",
    "+++",
    "\n+++\n",
    "\r\n+++\r\n",
    "\r",
    "#",
    "# comment",
    "[x]",
    "[[x]]",
    "a = 1",
    "= 1",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "2026-13-01",
    "2026-11-21T00:00:00Z",
    "-1",
    "1e999",
    "NaN",
    "inf",
    "0x10",
    "18446744073709551616",
    "1_000",
    "٣",
    "２０２６年１１月２１日",
    "GB/T 22239",
    "GB/T 99999-9999",
    "GB",
    "GB/T",
    "ISO/IEC 27001:2022",
    "gb-t-22239-2019",
    "con",
    "nul",
    "CON.md",
    ".git/config",
    ".mulu-lock",
    "a/../b",
    "book.toml",
    "https://example.org/?a=1&b=2",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:x@y",
    "%00",
    "%2e%2e%2f",
    "+",
    "&",
    "=",
    "?",
    "a&b=c",
    "_token",
    "f.number",
    "remove.review.0",
    "row.0.number",
    "constructor",
    "__proto__",
    "toString",
    "null",
    "true",
    "undefined",
    "",
    " ",
    "\t",
    "\n\n\n",
    "a\nb\nc",
];

#[test]
fn hostile_texts_are_texts_in_every_field_of_every_task() {
    assert!(HOSTILE.len() >= 100, "{}", HOSTILE.len());
    let office = Office::open();
    let tasks = super::super::task::TASKS;
    for (at, text) in HOSTILE.iter().enumerate() {
        let task = &tasks[at % tasks.len()];
        let names = task.fields.iter().map(|field| field.name.to_owned());
        let rows = task.rows.iter().map(|field| format!("row.0.{}", field.name));
        let names: Vec<String> = names.chain(rows).collect();
        let mut form: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), *text)).collect();
        form.push(("_do", "anyway"));
        let reply = office.post(&format!("/desk/task/{}", task.id), &form);
        assert!([200, 303].contains(&reply.status), "{text:?}: {}", reply.status);
        let page = body(&reply);
        assert!(
            !page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("</textarea><script"),
            "{text:?}"
        );
        for path in ["book.toml", STANDARD, AGENCY] {
            assert!(office.read(path).len() < 10_000, "{path}");
        }
    }
    let listed = |folder: &str| std::fs::read_dir(office.folder.path().join(folder)).unwrap().count();
    assert_eq!((listed("standards"), listed("agencies")), (1, 1));
}

#[test]
fn a_hostile_text_in_a_record_stays_one_value() {
    for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
        let office = Office::open();
        let reply = office.save(AGENCY, OFFICE, &[("f.contact", text), ("_do", "anyway")]);
        assert!([200, 303].contains(&reply.status), "{text:?}: {}", reply.status);
        let record = office.read(AGENCY);
        let table: toml::Table = record.parse().unwrap_or_else(|why| panic!("{text:?}: {why}\n{record}"));
        assert_eq!(table.len(), 4, "{text:?}: {record}");
        assert!(record.starts_with("name = \"标准办\" # 名称\n"), "{text:?}: {record}");
        let page = office.get(&format!("/desk/record?path={AGENCY}"));
        assert!(!body(&page).contains("<script>alert") && !body(&page).contains("<img src=x"), "{text:?}");
    }
}

#[test]
fn no_path_leads_out_of_the_registry() {
    let office = Office::open();
    let secret = office.folder.path().join("secret.toml");
    std::fs::write(&secret, "name = \"geheim\"\n").unwrap();
    let absolute = secret.to_str().unwrap();
    for path in [
        "secret.toml",
        "./book.toml",
        "agencies/../secret.toml",
        "../x.toml",
        "/etc/passwd",
        ".git/config",
        "agencies/none.toml",
        "agencies/office.toml/",
        "",
        absolute,
    ] {
        let shown = office.get(&format!("/desk/record?path={}", mulu_core::percent::part(path)));
        assert_eq!(shown.status, 404, "{path}");
        assert!(!body(&shown).contains("geheim"), "{path}");
        assert_eq!(office.save(path, "name = \"geheim\"\n", &[("f.name", "x")]).status, 404, "{path}");
    }
    for id in ["../x", "/x", "a/b", "..", "CON", "x.toml/..", "-x", "x\u{0}"] {
        let id = mulu_core::percent::part(id);
        assert_eq!(office.get(&format!("/desk/new/agency?id={id}")).status, 200);
        assert!(body(&office.get(&format!("/desk/new/agency?id={id}"))).contains("role=\"alert\""), "{id}");
    }
    assert_eq!(std::fs::read_to_string(secret).unwrap(), "name = \"geheim\"\n");
}
