// What a server does that renders pages: it imports the package, and nothing happens.
import "news-timeline";
import "news-timeline/host";

if (globalThis.customElements || globalThis.document) throw new Error("a server has no page");
console.log("imported on a server");
