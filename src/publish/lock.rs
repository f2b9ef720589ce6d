//! One publisher at a time: a file in the store says who is at work.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::site::Hash;
use super::store::Store;

const LOCK: &str = ".guillemet/lock.json";

/// How long a lock holds that nobody renews: its holder was interrupted.
const LIFETIME: Duration = Duration::from_secs(300);

/// How often a lock is renewed.
const RENEWAL: Duration = Duration::from_secs(30);

/// The right to change a store, held until it is dropped.
pub struct Lock<'a> {
    store: &'a dyn Store,
    token: String,
    renewed: Mutex<Instant>,
}

/// What the file says.
#[derive(Serialize, Deserialize)]
struct Holder {
    token: String,
    user: String,
    host: String,
    process: u32,
    /// Seconds since 1970.
    expires: i64,
}

impl<'a> Lock<'a> {
    /// Takes the lock of a store; with `takes_over`, from whoever has it.
    ///
    /// # Errors
    /// When somebody else has it, or the store fails.
    pub fn take(store: &'a dyn Store, takes_over: bool) -> Result<Self, PublishError> {
        let moment = jiff::Timestamp::now().as_nanosecond();
        let token = Hash::of(format!("{} {} {moment}", host(), std::process::id()).as_bytes()).to_string();
        let lock = Self { store, token, renewed: Mutex::new(Instant::now()) };
        for _ in 0..3 {
            // Looked at first: a store that knows no conditions would write a new lock over that of somebody else.
            match lock.holder()? {
                Some(holder) if !takes_over && holder.is_alive() => return Err(holder.refusal(&store.place())),
                Some(_) => store.remove(LOCK)?,
                None => {}
            }
            store.create(LOCK, lock.text())?;
            if lock.holder()?.is_some_and(|holder| holder.token == lock.token) {
                return Ok(lock);
            }
        }
        Err(PublishError::locked(&store.place(), "they were quicker", "try again in a few minutes"))
    }

    /// Says that the work goes on.
    ///
    /// # Errors
    /// When somebody has taken over, or the store fails.
    pub fn renew(&self) -> Result<(), PublishError> {
        if self.holder()?.is_none_or(|holder| holder.token != self.token) {
            return Err(PublishError::overtaken(&self.store.place()));
        }
        *self.renewed.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.store.put(LOCK, self.text())
    }

    /// Says that the work goes on, if that was not said for a while.
    ///
    /// # Errors
    /// When somebody has taken over, or the store fails.
    pub fn renew_if_due(&self) -> Result<(), PublishError> {
        let is_due = {
            let mut renewed = self.renewed.lock().unwrap_or_else(PoisonError::into_inner);
            let is_due = renewed.elapsed() > RENEWAL;
            if is_due {
                *renewed = Instant::now();
            }
            is_due
        };
        if is_due { self.renew() } else { Ok(()) }
    }

    fn holder(&self) -> Result<Option<Holder>, PublishError> {
        Ok(self.store.get(LOCK)?.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    fn text(&self) -> Vec<u8> {
        let holder = Holder {
            token: self.token.clone(),
            user: user(),
            host: host(),
            process: std::process::id(),
            expires: jiff::Timestamp::now().as_second().saturating_add(LIFETIME.as_secs().cast_signed()),
        };
        serde_json::to_vec(&holder).unwrap_or_default()
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // If the store is out of reach, the lock expires by itself.
        if self.holder().is_ok_and(|holder| holder.is_some_and(|holder| holder.token == self.token)) {
            let _ = self.store.remove(LOCK);
        }
    }
}

impl Holder {
    /// Whether the holder is still at work, as far as can be known.
    fn is_alive(&self) -> bool {
        let is_here = self.host == host() && self.user == user();
        let has_ended = is_here && self.process != std::process::id() && !is_running(self.process);
        !has_ended && self.expires > jiff::Timestamp::now().as_second()
    }

    fn refusal(&self, place: &str) -> PublishError {
        let minutes = (self.expires - jiff::Timestamp::now().as_second()).div_euclid(60) + 1;
        PublishError::locked(
            place,
            &format!("{} on {}", self.user, self.host),
            &format!(
                "wait until they are done; if their work was interrupted, the way is free in {minutes} min, \
                or at once with `--allow takeover`"
            ),
        )
    }
}

fn is_running(process: u32) -> bool {
    let id = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    // A process that may not be asked is there.
    id.is_some_and(|id| rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH))
}

fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "somebody".into())
}

fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}
