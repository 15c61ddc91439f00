//! The card: one event in full, or the events of a cluster; the article's invitation.

use leptos::html::Div;
use leptos::prelude::*;

use super::axis::px;
use super::card_place::{CARD_PX, place};
use super::mark::href;
use crate::archive::{Archive, Event, EventIdx, Facet, kind};
use crate::layout::MarkKey;
use crate::read::link;
use crate::state::{Opened, Session, Texts};
use crate::time::{Phrases, short_words, words};

/// How many events of a cluster are listed.
const LISTED: usize = 100;

/// What the card shows: what is opened, else what is under the pointer.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Opened(EventIdx),
    Preview(EventIdx),
    Cluster(MarkKey),
}

/// The card over the chart.
#[component]
pub(crate) fn Card(session: Session) -> impl IntoView {
    let shown = Memo::new(move |_| match session.opened.get() {
        Some(Opened::Event(idx)) => Some(Shown::Opened(idx)),
        Some(Opened::Cluster(key)) => Some(Shown::Cluster(key)),
        None => session.previewed.get().map(Shown::Preview),
    });
    move || {
        let shown = shown.get()?;
        let element = NodeRef::<Div>::new();
        Effect::new(move |_| {
            if let Some(element) = element.get()
                && session.card_wants_focus.get_value()
            {
                session.card_wants_focus.set_value(false);
                _ = element.focus();
            }
        });
        let preview = matches!(shown, Shown::Preview(_));
        let spot = Memo::new(move |_| match shown {
            Shown::Opened(idx) | Shown::Preview(idx) => place(&session, |mark| session.stands_for_event(mark, idx)),
            Shown::Cluster(key) => place(&session, |mark| mark.key == key),
        });
        let content = match shown {
            Shown::Opened(idx) | Shown::Preview(idx) => view! { <EventCard session idx preview /> }.into_any(),
            Shown::Cluster(key) => view! { <ClusterCard session key /> }.into_any(),
        };
        let key_down = move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                session.close_card();
            }
        };
        Some(view! {
            <div
                class="card"
                class:preview=preview
                part="card"
                role="group"
                aria-label=session.texts.card
                aria-hidden=preview.then_some("true")
                tabindex="-1"
                node_ref=element
                on:keydown=key_down
                style:left=move || px(spot.get().0)
                style:top=move || px(spot.get().1)
                style:width=px(CARD_PX)
            >
                {content}
            </div>
        })
    }
}

#[component]
fn EventCard(session: Session, idx: EventIdx, preview: bool) -> impl IntoView {
    let texts = session.texts;
    let content = session.peek_archive(|archive| archive.event(idx).map(|event| content(session, archive, event, preview)));
    let tools = (!preview).then(|| {
        let neighbour = move |forward: bool, name: &'static str| {
            let to = move || session.neighbour(idx, forward);
            let title = move || {
                let title = to().and_then(|to| {
                    session.peek_archive(|archive| archive.event(to).map(|event| event.title().to_owned())).flatten()
                });
                title.unwrap_or_default()
            };
            let go = move |_| {
                if let Some(to) = to() {
                    session.card_wants_focus.set_value(true);
                    session.open_event(to);
                }
            };
            let arrow = if forward { ("", " →") } else { ("← ", "") };
            view! {
                <button type="button" class="link" class:next=forward aria-label=name
                    disabled=move || to().is_none() on:click=go>
                    {arrow.0}
                    <span dir="auto">{title}</span>
                    {arrow.1}
                </button>
            }
        };
        view! {
            <button type="button" class="close" aria-label=texts.close on:click=move |_| session.close_card()>"×"</button>
            <nav class="neighbours">{neighbour(false, texts.previous)}{neighbour(true, texts.next)}</nav>
        }
    });
    view! { {content.flatten()} {tools} }
}

fn content(session: Session, archive: &Archive, event: Event<'_>, preview: bool) -> AnyView {
    let texts = session.texts;
    let when = session.intl.with_untracked(|intl| words(event.date(), &**intl, &Phrases::ENGLISH));
    let status = texts.status(event.status()).map(|status| view! { <span class="badge">{status}</span> });
    let look = kind::look(event.kind());
    let pills = [Facet::Actor, Facet::Country].into_iter().flat_map(|facet| {
        let names = &archive.facet(facet).names;
        event.values(facet).iter().map(move |&value| {
            let value = names.get(value).to_owned();
            let name = session.value_name(facet, &value);
            let title = Texts::fill(texts.filter_by, &[&name]);
            let only = move |_| session.filter.update(|filter| _ = filter.choice_mut(facet).include.insert(value.clone()));
            view! { <li><button type="button" dir="auto" title=title on:click=only>{name}</button></li> }
        })
    });
    let pills = pills.collect_view();
    let mut quotes: Vec<&str> = event.reports().iter().map(|report| archive.text(report.quote)).collect();
    quotes.retain(|quote| !quote.is_empty());
    let quote = quotes.first().map(|quote| view! { <blockquote dir="auto">{format!("“{quote}”")}</blockquote> });
    let place = (!event.place().is_empty()).then(|| view! { <p class="place" dir="auto">{event.place().to_owned()}</p> });
    let reports = event.reports().iter().filter_map(|report| {
        let article = archive.article(report.article)?;
        let text = |span| archive.text(span).to_owned();
        let url = link::to_passage(archive.text(article.url), archive.text(report.quote));
        let mut headline = text(article.headline);
        if headline.is_empty() {
            headline = text(article.given_url);
        }
        let source = article.source.map(|source| archive.facet(Facet::Source).names.get(source).to_owned());
        let published = article.published.map(|published| {
            let date = crate::time::EventDate::At(published);
            session.intl.with_untracked(|intl| short_words(&date, &**intl, &Phrases::ENGLISH))
        });
        let passage = (!url.is_empty() && !report.quote.is_empty()).then(|| format!("{} ↗", texts.to_passage));
        let no_link = url.is_empty().then(|| texts.no_link.to_owned());
        let line = [source, published, passage, no_link].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let picture = article.image.filter(|_| !preview).map(|image| {
            let credit = text(image.credit);
            let title = (!credit.is_empty()).then(|| Texts::fill(texts.photo, &[&credit]));
            view! { <img src=text(image.url) alt=text(image.alt) title=title loading="lazy" referrerpolicy="no-referrer" /> }
        });
        let headline = if url.is_empty() {
            view! { <span class="headline" dir="auto">{headline}</span> }.into_any()
        } else {
            view! { <a class="headline" dir="auto" href=url rel="noopener">{headline}</a> }.into_any()
        };
        Some(view! { <li>{picture}<div>{headline}<small dir="auto">{line}</small></div></li> })
    });
    let reports = reports.collect_view();
    view! {
        <p class="when">
            <span class=format!("tag k{look}")><span class="symbol" aria-hidden="true"></span>{texts.kind(event.kind())}</span>
            <span>{when}</span>
            {status}
        </p>
        <h3 dir="auto">{event.title().to_owned()}</h3>
        {place}
        <ul class="pills">{pills}</ul>
        {quote}
        <ul class="reports">{reports}</ul>
    }
    .into_any()
}

#[component]
fn ClusterCard(session: Session, key: MarkKey) -> impl IntoView {
    let texts = session.texts;
    let members = session.members(&key);
    let number = |value: usize| session.intl.with(|intl| intl.number(value));
    let title = session.events_in_words(members.len());
    let items = session.peek_archive(|archive| {
        let events = members.iter().take(LISTED).filter_map(|&idx| archive.event(idx));
        events
            .map(|event| {
                let idx = event.idx();
                let when = session.intl.with_untracked(|intl| short_words(event.date(), &**intl, &Phrases::ENGLISH));
                let open = move |click: leptos::ev::MouseEvent| {
                    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
                    if !modified && !session.follow_links.get_untracked() {
                        click.prevent_default();
                        session.card_wants_focus.set_value(true);
                        session.open_event(idx);
                    }
                };
                view! {
                    <li>
                        <a class=format!("k{}", kind::look(event.kind())) href=href(archive, event) on:click=open>
                            <span class="symbol" aria-hidden="true"></span>
                            <span dir="auto">{event.title().to_owned()}</span>
                            <small>{when}</small>
                        </a>
                    </li>
                }
            })
            .collect_view()
    });
    let more = members.len().checked_sub(LISTED).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p class="more">{Texts::fill(texts.and_more, &[&number(more)])}</p> });
    view! {
        <button type="button" class="close" aria-label=texts.close on:click=move |_| session.close_card()>"×"</button>
        <h3>{title}</h3>
        <ul class="members">{items}</ul>
        {more}
    }
}
