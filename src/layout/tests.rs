//! Whole arrangements against naive models.
