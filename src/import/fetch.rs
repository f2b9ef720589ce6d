//! Reads addresses of the web, within limits of time, size and redirects.
//!
//! An archivist may name an address of the own house, but an address of the wide world must not lead on into it:
//! a page that redirects there could have the program fetch what only the house may see.

use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

use super::notes::{self, Failure};

/// Longer answers are refused.
const LARGEST: u64 = 32 << 20;

/// So many redirects are followed.
const MOST_REDIRECTS: usize = 8;

/// An answer has to be whole after this time.
const LONGEST: Duration = Duration::from_secs(60);

/// What an address gave.
#[derive(Debug)]
pub struct Fetched {
    /// Where the answer was found in the end.
    pub address: String,
    /// What it is, in the words of the server.
    pub content_type: Option<String>,
    /// The answer.
    pub bytes: Vec<u8>,
}

/// Reads addresses.
pub struct Fetcher {
    anywhere: Agent,
    outside: Agent,
}

impl Default for Fetcher {
    fn default() -> Self {
        let config = || {
            let config = Config::builder()
                .timeout_global(Some(LONGEST))
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .user_agent(concat!("guillemet/", env!("CARGO_PKG_VERSION"), " (archive of articles)"))
                .accept("text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/*;q=0.9, */*;q=0.5");
            config.build()
        };
        let outside = Agent::with_parts(config(), DefaultConnector::default(), OutsideOnly::default());
        Self { anywhere: Agent::new_with_config(config()), outside }
    }
}

impl Fetcher {
    /// Reads `address`, which the archivist named, and what it leads on to.
    ///
    /// # Errors
    /// When it cannot be read, or leads from outside into a private network.
    pub fn fetch(&self, address: &str) -> Result<Fetched, Failure> {
        self.follow(address, true)
    }

    /// Reads `address`, which stands on `page`: inside a private network only if the page comes from the same host.
    ///
    /// # Errors
    /// When it cannot be read, or leads into a private network.
    pub fn fetch_for(&self, address: &str, page: Option<&str>) -> Result<Fetched, Failure> {
        let origin = |address: &str| Url::parse(address).ok().map(|url| url.origin());
        self.follow(address, page.is_some_and(|page| origin(page) == origin(address)))
    }

    fn follow(&self, address: &str, may_be_inside: bool) -> Result<Fetched, Failure> {
        let mut url = Url::parse(address).ok().filter(is_web).ok_or_else(notes::not_web_address)?;
        let mut agent = &self.outside;
        for hop in 0..=MOST_REDIRECTS {
            let mut answer = agent.get(url.as_str()).call();
            if may_be_inside && hop == 0 && answer.as_ref().is_err_and(is_inside) {
                // Named by the archivist: the whole way may stay inside.
                agent = &self.anywhere;
                answer = agent.get(url.as_str()).call();
            }
            let mut answer = match answer {
                Ok(answer) => answer,
                Err(error) if is_inside(&error) => return Err(notes::private_redirect(url.as_str())),
                Err(error) => return Err(notes::unreachable(&error.to_string())),
            };
            let header =
                |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
            let status = answer.status();
            if let Some(location) = header("location").filter(|_| status.is_redirection()) {
                url = url.join(&location).ok().filter(is_web).ok_or_else(notes::not_web_address)?;
                continue;
            }
            if !status.is_success() {
                return Err(notes::http_status(status.as_u16()));
            }
            let content_type = header("content-type");
            let mut bytes = Vec::new();
            let body = answer.body_mut().as_reader().take(LARGEST + 1);
            std::io::BufReader::new(body)
                .read_to_end(&mut bytes)
                .map_err(|error| notes::unreachable(&error.to_string()))?;
            if bytes.len() as u64 > LARGEST {
                return Err(notes::too_large(32));
            }
            return Ok(Fetched { address: url.to_string(), content_type, bytes });
        }
        Err(notes::unreachable("it leads from one address to the next without end"))
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Whether a request was refused because it leads inside.
fn is_inside(error: &ureq::Error) -> bool {
    matches!(error, ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied)
}

/// Resolves names to addresses outside of private networks only. Looking at the addresses themselves, where the
/// connection is made, leaves no gap for a name that changes its address in between.
#[derive(Debug, Default)]
struct OutsideOnly {
    all: DefaultResolver,
}

impl Resolver for OutsideOnly {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.all.resolve(uri, config, timeout)?;
        if addresses.iter().any(|address| is_private(address.ip())) {
            return Err(ureq::Error::Io(std::io::ErrorKind::PermissionDenied.into()));
        }
        Ok(addresses)
    }
}

/// Whether an address belongs to this machine or to a network behind it.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || is_shared
                || first == 0
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_private(IpAddr::V4(v4)),
            None => v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_networks() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "::1",
            "fd00::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(is_private(address.parse().expect("an address")), "{address}");
        }
        for address in ["93.184.216.34", "100.128.0.1", "2606:2800:220:1::1"] {
            assert!(!is_private(address.parse().expect("an address")), "{address}");
        }
    }
}
