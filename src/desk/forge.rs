//! Where a merge request is opened, for the forges whose addresses are known, or as the forge itself says when it is pushed to.

use mulu_core::percent;

/// The address at which a merge request of a branch is opened. `said` is what the forge said to the push.
pub fn request_address(remote: &str, branch: &str, target: &str, said: &str) -> Option<String> {
    let (host, project) = web(remote)?;
    if let Some(address) = offered(said, &host) {
        return Some(address);
    }
    let (from, to) = (percent::ascii(&percent::part(branch)), percent::ascii(&percent::part(target)));
    let name = host.split(':').next().unwrap_or(&host);
    if name == "github.com" {
        return Some(format!("https://{host}/{project}/compare/{to}...{from}?expand=1"));
    }
    if name == "gitee.com" {
        return Some(format!("https://{host}/{project}/compare/{to}...{from}"));
    }
    if name == "gitlab.com" || name.split('.').any(|part| part == "gitlab") {
        return Some(format!(
            "https://{host}/{project}/-/merge_requests/new?merge_request%5Bsource_branch%5D={from}&merge_request%5Btarget_branch%5D={to}"
        ));
    }
    None
}

/// The host and the project of a remote's address: `git@host:group/project.git`, `https://host/group/project`, `ssh://…`.
fn web(remote: &str) -> Option<(String, String)> {
    let rest = ["https://", "http://", "ssh://", "git://"].iter().find_map(|scheme| remote.strip_prefix(scheme));
    let (host, project) = match rest {
        Some(rest) => rest.split_once('/')?,
        None => remote.split_once(':').filter(|(host, path)| !host.contains('/') && !path.starts_with('\\'))?,
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    // A port of ssh is none of the web's.
    let host = if remote.starts_with("http") { host } else { host.split(':').next().unwrap_or(host) };
    let project = project.trim_matches('/');
    let project = project.strip_suffix(".git").unwrap_or(project);
    let is_plain = |text: &str| {
        !text.is_empty() && !text.chars().any(|ch| ch.is_control() || ch.is_whitespace() || "\"'<>\\?#".contains(ch))
    };
    let is_host = host.contains('.') && is_plain(host);
    (is_host && is_plain(project)).then(|| (host.to_owned(), percent::ascii(project)))
}

/// The address that a forge offers when it is pushed to; only one of its own host.
fn offered(said: &str, host: &str) -> Option<String> {
    let words = said.lines().filter_map(|line| line.strip_prefix("remote:")).flat_map(str::split_whitespace);
    let own = [format!("https://{host}/"), format!("http://{host}/")];
    words.filter(|word| own.iter().any(|begins| word.starts_with(begins))).map(str::to_owned).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forges_that_are_known_have_addresses() {
        let asked = |remote: &str| request_address(remote, "desk/li-ming", "main", "");
        for remote in
            ["git@github.com:city/book.git", "https://github.com/city/book", "ssh://git@github.com:22/city/book.git"]
        {
            assert_eq!(
                asked(remote).as_deref(),
                Some("https://github.com/city/book/compare/main...desk%2Fli-ming?expand=1"),
                "{remote}"
            );
        }
        assert_eq!(
            asked("https://gitee.com/city/book.git").as_deref(),
            Some("https://gitee.com/city/book/compare/main...desk%2Fli-ming")
        );
        assert_eq!(
            asked("git@gitlab.city.example:office/book.git").as_deref(),
            Some(
                "https://gitlab.city.example/office/book/-/merge_requests/new?merge_request%5Bsource_branch%5D=desk%2Fli-ming&merge_request%5Btarget_branch%5D=main"
            )
        );
        for remote in [
            "/srv/book.git",
            "../book",
            "C:\\book",
            "git@forge.example:city/book.git",
            "file:///srv/book.git",
            "javascript:alert(1)",
        ] {
            assert_eq!(asked(remote), None, "{remote}");
        }
    }

    #[test]
    fn what_a_forge_offers_of_its_own_is_taken_and_nothing_else() {
        let said = "remote: Create a new pull request:\nremote:   https://forge.example/city/book/compare/main...x\n";
        assert_eq!(
            request_address("git@forge.example:city/book.git", "x", "main", said).as_deref(),
            Some("https://forge.example/city/book/compare/main...x")
        );
        let said = "remote: https://elsewhere.example/\n";
        assert_eq!(request_address("git@forge.example:city/book.git", "x", "main", said), None);
    }
}
