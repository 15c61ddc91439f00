import "news-timeline";
import type { NewsTimelineElement, TimelineFilters } from "news-timeline";

const timeline = document.querySelector("news-timeline") as NewsTimelineElement;
const filters: TimelineFilters = { kind: ["talks"] };
timeline.data = [
  {
    url: "https://news.example/a",
    headline: "A",
    events: [
      { id: "a", title: "A talk", kind: "talks", date: "2016-10-13" },
      { id: "b", title: "An incident", kind: "incident", date: "2016-10-14" },
    ],
  },
];
timeline.filters = filters;
timeline.addEventListener("timeline-ready", ({ detail }) => {
  document.title = `${detail.shown} of ${detail.events}`;
});
