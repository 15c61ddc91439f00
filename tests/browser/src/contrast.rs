//! How well texts stand out, measured on what is drawn: each text's colour against the pixels behind it. Where axe-core says that it
//! cannot tell (text over a bar, a gradient, a grid line) this can.

use anyhow::{Context, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Outcome, Timeline};

/// A text as it is drawn.
#[derive(Deserialize)]
struct Drawn {
    text: String,
    /// Left, top, width and height in the viewport.
    boxes: Vec<[f64; 4]>,
    /// Red, green, blue and opacity, from 0 to 255.
    colour: [f64; 4],
}

/// Of so many pixels behind a text may so many, as a share, be too near to its colour: grid lines, and the edges of marks.
const STRAY: f64 = 0.15;

/// The texts of a timeline in the viewport that have less than so much contrast, one line each, and how many were measured.
///
/// # Errors
/// If the page cannot be drawn.
pub async fn weak_texts(timeline: &Timeline, least: f64) -> Outcome<(Vec<String>, usize)> {
    let find = "const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
        const drawn = [];
        for (const element of all('*')) {
            if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('option')) continue;
            const nodes = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
            const boxes = nodes.flatMap((node) => { const range = document.createRange(); range.selectNodeContents(node); return [...range.getClientRects()]; })
                // Of a text that is cut only what is left of it.
                .map((box) => {
                    const clip = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
                    for (let around = element; around; around = around.parentElement) {
                        if (getComputedStyle(around).overflowX === 'visible') continue;
                        const frame = around.getBoundingClientRect();
                        clip.left = Math.max(clip.left, frame.left); clip.right = Math.min(clip.right, frame.right);
                        clip.top = Math.max(clip.top, frame.top); clip.bottom = Math.min(clip.bottom, frame.bottom);
                    }
                    return { ...clip, width: clip.right - clip.left, height: clip.bottom - clip.top };
                })
                .filter(({ left, top, right, bottom, width }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && width > 1 && bottom > top)
                // What lies under something else is not read.
                .filter(({ left, top, width, height }) => {
                    const over = host.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
                    return over && (over === element || over.contains(element) || element.contains(over));
                });
            if (!boxes.length) continue;
            let opacity = 1;
            for (let around = element; around; around = around.parentElement) opacity *= Number(getComputedStyle(around).opacity);
            const [red, green, blue, alpha] = rgba(getComputedStyle(element).color);
            drawn.push({ text: `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 40)}”`,
                boxes: boxes.map(({ left, top, width, height }) => [left, top, width, height]), colour: [red, green, blue, alpha * opacity] });
        }
        return drawn;";
    let drawn: Vec<Drawn> = timeline.ask(find, Value::Null).await?;
    // The same page without its texts.
    let hide = "const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { color: transparent !important; transition: none !important; caret-color: transparent !important }');
        if (given) host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, sheet];
        else host.shadowRoot.adoptedStyleSheets = host.shadowRoot.adoptedStyleSheets.slice(0, -1);
        return new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => then(innerWidth))))";
    let width: f64 = timeline.ask(hide, json!(true)).await?;
    let picture = timeline.picture().await?;
    timeline.ask::<f64>(hide, json!(false)).await?;
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().context("a picture of a size")?];
    let frame = reader.next_frame(&mut pixels)?;
    let channels = frame.color_type.samples();
    ensure!(frame.bit_depth == png::BitDepth::Eight && channels >= 3, "a picture in colours");
    let scale = f64::from(frame.width) / width;

    let mut weak = Vec::new();
    for Drawn { text, boxes, colour } in &drawn {
        let mut contrasts = Vec::new();
        for [left, top, width, height] in boxes {
            for y in steps(*top, *height, scale) {
                for x in steps(*left, *width, scale) {
                    let at = (y * frame.width as usize + x) * channels;
                    if let Some([red, green, blue]) =
                        pixels.get(at..at + 3).and_then(|rgb| <[u8; 3]>::try_from(rgb).ok())
                    {
                        contrasts.push(contrast(*colour, [red.into(), green.into(), blue.into()]));
                    }
                }
            }
        }
        contrasts.sort_by(f64::total_cmp);
        let at = (contrasts.len() as f64 * STRAY) as usize;
        if let Some(found) = contrasts.get(at).filter(|found| **found < least) {
            weak.push(format!("{text} has {found:.2}:1"));
        }
    }
    Ok((weak, drawn.len()))
}

/// The pixels of a stretch in the viewport.
fn steps(start: f64, length: f64, scale: f64) -> std::ops::Range<usize> {
    (start * scale).round() as usize..((start + length) * scale).round() as usize
}

/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>, of a colour on a ground.
fn contrast([red, green, blue, alpha]: [f64; 4], ground: [f64; 3]) -> f64 {
    let share = alpha / 255.0;
    let mixed =
        [red, green, blue].into_iter().zip(ground).map(|(own, ground)| own * share + ground * (1.0 - share));
    let luminance = |colour: &mut dyn Iterator<Item = f64>| {
        let parts = [0.2126, 0.7152, 0.0722].into_iter().zip(colour).map(|(weight, value)| {
            let value = value / 255.0;
            weight * if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055_f64).powf(2.4) }
        });
        parts.sum::<f64>()
    };
    let (one, other) = (luminance(&mut mixed.into_iter()), luminance(&mut ground.into_iter()));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::contrast;

    #[test]
    fn black_on_white_is_the_most() {
        assert!((contrast([0.0, 0.0, 0.0, 255.0], [255.0; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([0.0, 0.0, 0.0, 0.0], [255.0; 3]) - 1.0).abs() < 0.01);
        assert!((contrast([119.0, 119.0, 119.0, 255.0], [255.0; 3]) - 4.48).abs() < 0.01);
    }
}
