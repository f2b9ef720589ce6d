//! A bucket as a [`Store`]: Amazon S3 and what is like it, and Google Cloud Storage.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use futures_util::stream::StreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions,
    RetryConfig,
};
use tokio::runtime::Runtime;

use super::aws_profile::AwsProfile;
use super::error::PublishError;
use super::store::Store;
use crate::config::{BucketSettings, Service};
use crate::media::{cache_control, media_type};

/// How many requests are under way at once.
const CONCURRENCY: usize = 16;

/// A bucket, or a folder in it.
pub struct Bucket {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    place: String,
    runtime: Runtime,
}

impl Bucket {
    /// The bucket that some settings describe. Credentials come from the environment or the user's profile.
    ///
    /// # Errors
    /// When there are no credentials, or a setting cannot be used.
    pub fn new(settings: &BucketSettings) -> Result<Self, PublishError> {
        // Another library of the program may have chosen already; any choice will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let place = place(settings);
        let store = match settings.service {
            Service::S3 => s3(settings, &place)?,
            Service::Gcs => gcs(settings, &place)?,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.map_err(|error| PublishError::unreachable(&place, &error.to_string()))?;
        Ok(Self { store, prefix: settings.prefix.clone(), place, runtime })
    }

    fn path(&self, path: &str) -> Result<Path, PublishError> {
        let whole = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Path::parse(whole.trim_end_matches('/'))
            .map_err(|error| PublishError::unusable_setting("prefix", &self.prefix, &error.to_string()))
    }

    fn wait<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        self.runtime.block_on(work)
    }

    fn put_as(&self, path: &str, bytes: Vec<u8>, mode: PutMode) -> Result<Result<(), Error>, PublishError> {
        let at = self.path(path)?;
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, media_type(path)),
            (Attribute::CacheControl, cache_control(path)),
        ]);
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        Ok(self.wait(self.store.put_opts(&at, bytes.into(), options)).map(|_| ()))
    }

    fn problem(&self, error: &Error) -> PublishError {
        problem(&self.place, error)
    }
}

fn place(settings: &BucketSettings) -> String {
    let (scheme, endpoint) = match settings.service {
        Service::S3 => ("s3", settings.endpoint.as_deref()),
        Service::Gcs => ("gs", None),
    };
    let folder = if settings.prefix.is_empty() { String::new() } else { format!("/{}", settings.prefix) };
    let at = endpoint.map(|endpoint| format!(" at {endpoint}")).unwrap_or_default();
    format!("{scheme}://{}{folder}{at}", settings.bucket)
}

/// A request that fails for a passing reason is tried again, after a pause that grows.
fn retry() -> RetryConfig {
    let backoff =
        BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(5), base: 2.0 };
    RetryConfig { backoff, max_retries: 6, retry_timeout: Duration::from_secs(60) }
}

fn client(endpoint: Option<&str>) -> ClientOptions {
    let is_plain = endpoint.is_some_and(|endpoint| endpoint.starts_with("http://"));
    ClientOptions::new()
        .with_allow_http(is_plain)
        .with_connect_timeout(Duration::from_secs(10))
        .with_timeout(Duration::from_secs(180))
}

fn s3(settings: &BucketSettings, place: &str) -> Result<Arc<dyn ObjectStore>, PublishError> {
    let profile = AwsProfile::read(settings.profile.as_deref())?;
    let endpoint = settings.endpoint.clone().or_else(|| profile.endpoint.clone());
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(&settings.bucket)
        .with_retry(retry())
        .with_client_options(client(endpoint.as_deref()));
    if let Some(endpoint) = endpoint {
        builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
    }
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if let Some(region) = settings.region.clone().or_else(|| profile.region.clone()) {
        builder = builder.with_region(region);
    } else if !set("AWS_REGION") && !set("AWS_DEFAULT_REGION") {
        builder = builder.with_region("us-east-1");
    }
    let has_own = ["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"]
        .into_iter()
        .any(set);
    match &profile.keys {
        // A profile that the configuration names is meant, whatever the environment says.
        Some((id, secret)) if settings.profile.is_some() || !has_own => {
            builder = builder.with_access_key_id(id).with_secret_access_key(secret);
            if let Some(token) = &profile.token {
                builder = builder.with_token(token);
            }
        }
        _ if has_own => {}
        _ => return Err(no_credentials(place)),
    }
    let store = builder.build().map_err(|error| problem(place, &error))?;
    Ok(Arc::new(store))
}

fn no_credentials(place: &str) -> PublishError {
    PublishError::no_credentials(
        place,
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or write them to ~/.aws/credentials \
        (and name the section as `profile` in guillemet.toml): see docs/publish.md",
    )
}

fn gcs(settings: &BucketSettings, place: &str) -> Result<Arc<dyn ObjectStore>, PublishError> {
    let mut builder = GoogleCloudStorageBuilder::from_env()
        .with_bucket_name(&settings.bucket)
        .with_retry(retry())
        .with_client_options(client(settings.endpoint.as_deref()));
    if let Some(endpoint) = &settings.endpoint {
        builder = builder.with_base_url(endpoint);
    }
    let store = builder.build().map_err(|error| problem(place, &error))?;
    Ok(Arc::new(store))
}

fn problem(place: &str, error: &Error) -> PublishError {
    let text = chain(error);
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match error {
        _ if says(&["StorageFull", "QuotaExceeded", "InsufficientStorage", "507 "]) => PublishError::no_space(place),
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => PublishError::denied(
            place,
            &text,
            "check the credentials in your environment or profile, and that they may read, write and delete there",
        ),
        _ if says(&["InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied"]) => {
            PublishError::denied(place, &text, "check the credentials in your environment or profile")
        }
        Error::NotFound { .. } => {
            PublishError::no_such_place(place, "make the bucket first, or correct its name in guillemet.toml")
        }
        _ => PublishError::unreachable(place, &text),
    }
}

/// What an error says, and its causes as far as they say more.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Store for Bucket {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn concurrency(&self) -> usize {
        CONCURRENCY
    }

    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let path = self.path(path)?;
        match self.wait(async { self.store.get(&path).await?.bytes().await }) {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.problem(&error)),
        }
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), PublishError> {
        self.put_as(path, bytes, PutMode::Overwrite)?.map_err(|error| self.problem(&error))
    }

    fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, PublishError> {
        match self.put_as(path, bytes.clone(), PutMode::Create)? {
            Ok(()) => Ok(true),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(false),
            // A store that knows no conditions: the best that can be done is to look first.
            Err(Error::NotImplemented { .. }) => {
                let is_free = self.get(path)?.is_none();
                if is_free {
                    self.put(path, bytes)?;
                }
                Ok(is_free)
            }
            Err(error) => Err(self.problem(&error)),
        }
    }

    fn copy(&self, from: &str, to: &str) -> Result<bool, PublishError> {
        let (from, to) = (self.path(from)?, self.path(to)?);
        match self.wait(self.store.copy(&from, &to)) {
            Ok(()) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.problem(&error)),
        }
    }

    fn remove(&self, path: &str) -> Result<(), PublishError> {
        let path = self.path(path)?;
        match self.wait(self.store.delete(&path)) {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.problem(&error)),
        }
    }

    fn list(&self, folder: &str, limit: usize) -> Result<Vec<String>, PublishError> {
        let folder = self.path(folder)?;
        let folder = Some(&folder).filter(|folder| !folder.as_ref().is_empty());
        let objects = self.store.list(folder).take(limit).try_collect::<Vec<_>>();
        let objects = self.wait(objects).map_err(|error| self.problem(&error))?;
        let within = |path: &Path| {
            let path = path.as_ref();
            path.strip_prefix(&self.prefix).unwrap_or(path).trim_start_matches('/').to_owned()
        };
        Ok(objects.iter().map(|object| within(&object.location)).collect())
    }
}
