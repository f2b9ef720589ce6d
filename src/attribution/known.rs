//! Speakers that are known already.
