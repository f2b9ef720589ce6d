//! The user's `~/.aws`, where the tools of S3-compatible stores keep credentials.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::error::PublishError;

/// What one profile says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AwsProfile {
    /// The identifier of the access key, and the secret that goes with it.
    pub keys: Option<(String, String)>,
    /// The token of a session.
    pub token: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The address of the store.
    pub endpoint: Option<String>,
}

impl AwsProfile {
    /// Reads the profile of a name, or the one that `AWS_PROFILE` names, or `default`.
    ///
    /// # Errors
    /// When a named profile does not exist.
    pub fn read(name: Option<&str>) -> Result<Self, PublishError> {
        let named = name.map(str::to_owned).or_else(|| std::env::var("AWS_PROFILE").ok());
        let profile = named.as_deref().unwrap_or("default");
        let text = |variable, file| std::fs::read_to_string(location(variable, file)).unwrap_or_default();
        let credentials = text("AWS_SHARED_CREDENTIALS_FILE", "credentials");
        let config = text("AWS_CONFIG_FILE", "config");
        let mut settings = section(&config, &format!("profile {profile}"));
        settings.extend(section(&config, profile));
        settings.extend(section(&credentials, profile));
        if named.is_some() && settings.is_empty() {
            return Err(PublishError::no_credentials(
                &format!("the profile `{profile}`"),
                "add a section of that name to ~/.aws/credentials, or correct the name",
            ));
        }
        let mut take = |key: &str| settings.remove(key);
        Ok(Self {
            keys: take("aws_access_key_id").zip(take("aws_secret_access_key")),
            token: take("aws_session_token"),
            region: take("region"),
            endpoint: take("endpoint_url"),
        })
    }
}

fn location(variable: &str, file: &str) -> PathBuf {
    match std::env::var_os(variable) {
        Some(path) => path.into(),
        None => std::env::home_dir().unwrap_or_default().join(".aws").join(file),
    }
}

/// The lines `key = value` below `[name]`.
fn section(text: &str, name: &str) -> BTreeMap<String, String> {
    let mut is_inside = false;
    let mut settings = BTreeMap::new();
    for line in text.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            is_inside = heading.trim() == name;
        } else if let Some((key, value)) = line.split_once('=').filter(|_| is_inside && !line.starts_with(['#', ';'])) {
            settings.insert(key.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::section;

    #[test]
    fn sections_are_told_apart() {
        let text = "[default]\naws_access_key_id = A\n# aws_access_key_id = B\n\n[ other ]\naws_access_key_id=C=\n";
        let key = |name: &str| section(text, name).remove("aws_access_key_id");
        assert_eq!(key("default").as_deref(), Some("A"));
        assert_eq!(key("other").as_deref(), Some("C="));
        assert_eq!(key("none"), None);
    }
}
