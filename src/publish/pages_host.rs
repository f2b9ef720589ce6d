//! The addresses that GitHub, GitLab and Codeberg give to the sites of their users.

use crate::config::BaseUrl;

/// A host of repositories and of sites: its name, the name under which it shows sites, and the repository whose site
/// stands at the root (`USER` for the user's name).
const HOSTS: [(&str, &str, &str); 3] = [
    ("github.com", "github.io", "USER.github.io"),
    ("gitlab.com", "gitlab.io", "USER.gitlab.io"),
    ("codeberg.org", "codeberg.page", "pages"),
];

/// Why a site for `base_url` does not fit a branch of `remote`, if it does not. A site under a domain of its own can
/// stand anywhere.
pub fn misfit(remote: &str, base_url: &BaseUrl) -> Option<String> {
    let (host, user, repository) = repository_of(remote)?;
    let (_, pages, root) = HOSTS.iter().find(|(name, _, _)| *name == host)?;
    let shown = base_url.host().to_ascii_lowercase();
    let shows_sites = |(_, pages, _): &(&str, &str, &str)| shown.ends_with(&format!(".{pages}"));
    if !HOSTS.iter().any(shows_sites) {
        return None;
    }
    let user = user.to_ascii_lowercase();
    let path =
        if repository.eq_ignore_ascii_case(&root.replace("USER", &user)) { "/" } else { &format!("/{repository}/") };
    let expected = format!("https://{user}.{pages}{path}");
    (!base_url.as_str().eq_ignore_ascii_case(&expected)).then(|| format!("{remote} is shown at {expected}"))
}

/// Host, user and repository of `git@host:user/repository.git` and `https://host/user/repository.git`.
fn repository_of(remote: &str) -> Option<(&str, &str, &str)> {
    let remote = remote.trim_end_matches('/').trim_end_matches(".git");
    let without_user = |rest: &'_ str| rest.split_once('@').map_or(0, |(user, _)| user.len() + 1);
    let (host, path) = match remote.split_once("://") {
        Some((_, rest)) => {
            let (host, path) = rest.get(without_user(rest)..)?.split_once('/')?;
            (host.split(':').next()?, path)
        }
        None => remote.get(without_user(remote)..)?.split_once(':')?,
    };
    let (user, repository) = path.split_once('/')?;
    (!repository.contains('/')).then_some((host, user, repository))
}
