//! The kinds' colours in `style/kinds.css`: seen against the page, readable under text, and told apart under the
//! common colour-vision deficiencies.

const KINDS: &str = include_str!("../style/kinds.css");

type Rgb = [f64; 3];

/// A kind's look: number, light and dark colour, shape.
fn looks() -> Vec<(usize, [Rgb; 2], &'static str)> {
    let rules = KINDS.lines().filter_map(|line| {
        let (number, rest) = line.strip_prefix(".k")?.split_once(" { --kind: ")?;
        let (_, colours) = rest.split_once("light-dark(")?;
        let (light, rest) = colours.split_once(", ")?;
        let (dark, _) = rest.split_once(')')?;
        let (_, shape) = rest.split_once("--shape: ")?;
        Some((number.parse().ok()?, [linear(light), linear(dark)], shape))
    });
    rules.collect()
}

/// A hexadecimal colour in linear light.
fn linear(hex: &str) -> Rgb {
    [1, 3, 5].map(|at| {
        let part = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap_or_default()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// The contrast of two colours (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |[r, g, b]: Rgb| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

/// Ways of seeing: ordinary, then protanopia, deuteranopia and tritanopia after Machado, Oliveira and Fernandes (2009),
/// <https://doi.org/10.1109/TVCG.2009.113>.
const VISIONS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
];

#[expect(clippy::disallowed_methods, reason = "nobody downloads a test")]
fn seen(colour: Rgb, vision: &[[f64; 3]; 3]) -> Rgb {
    vision.map(|row| row.iter().zip(colour).map(|(weight, part)| weight * part).sum::<f64>().clamp(0.0, 1.0))
}

/// Distance in OKLab (<https://bottosson.github.io/posts/oklab/>), black to white being 100.
fn distance(a: Rgb, b: Rgb) -> f64 {
    let lab = |[r, g, b]: Rgb| {
        let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
        let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
        let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ]
    };
    let (a, b) = (lab(a), lab(b));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() * 100.0
}

#[test]
fn every_kind_stands_out_from_the_page_and_carries_text() {
    let (paper, on_kind) = ([linear("#ffffff"), linear("#14161a")], [linear("#ffffff"), linear("#0d0f12")]);
    let looks = looks();
    assert_eq!(looks.len(), 18);
    for (number, colours, _) in looks {
        for theme in 0..2 {
            assert!(contrast(colours[theme], paper[theme]) >= 3.0, "k{number} on the page, theme {theme}");
            assert!(contrast(colours[theme], on_kind[theme]) >= 4.5, "text on k{number}, theme {theme}");
        }
    }
}

#[test]
fn every_built_in_kind_has_a_shape_of_its_own() {
    let shapes: std::collections::BTreeSet<_> = looks().into_iter().map(|(_, _, shape)| shape).collect();
    assert_eq!(shapes.len(), 18);
}

/// The first seven colours are given by the design; the others keep away from these and from one another.
#[test]
fn colours_are_told_apart_under_every_way_of_seeing() {
    let looks = looks();
    for theme in 0..2 {
        for vision in &VISIONS {
            for (a, a_colours, _) in &looks[..12] {
                for (b, b_colours, _) in looks[7..12].iter().filter(|(b, ..)| b > a) {
                    let apart = distance(seen(a_colours[theme], vision), seen(b_colours[theme], vision));
                    assert!(
                        apart >= 6.0,
                        "k{a} and k{b} are {apart:.1} apart, theme {theme}, seen by {vision:?}"
                    );
                }
            }
        }
    }
}
