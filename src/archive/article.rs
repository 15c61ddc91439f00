//! An article: what a point on the timeline links to.

use super::Span;
use crate::time::Moment;

/// An article of a source. Texts are spans of the archive's text.
#[derive(Clone, Debug)]
pub struct Article {
    /// The article's identity within the archive.
    pub id: Span,
    /// Absolute `http` or `https` address; empty if the file gave none that is safe.
    pub url: Span,
    /// The address as the file gave it.
    pub given_url: Span,
    /// The headline; empty if the file gave none.
    pub headline: Span,
    /// The source's index among the values of [`super::Facet::Source`].
    pub source: Option<u32>,
    /// When it was published.
    pub published: Option<Moment>,
    /// BCP 47 tag of its language; empty if not given.
    pub language: Span,
    /// A summary; empty if not given.
    pub summary: Span,
    /// Its picture.
    pub image: Option<Image>,
}

/// A picture of an article.
#[derive(Clone, Copy, Debug)]
pub struct Image {
    /// Absolute `http` or `https` address.
    pub url: Span,
    /// The text in place of the picture.
    pub alt: Span,
    /// Who made it.
    pub credit: Span,
}
