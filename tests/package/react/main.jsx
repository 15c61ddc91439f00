import React, { useState } from "react";
import { createRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import "news-timeline";

const data = [
  {
    url: "https://news.example/a",
    headline: "A",
    events: [
      { id: "a", title: "A talk", kind: "talks", date: "2016-10-13" },
      { id: "b", title: "An incident", kind: "incident", date: "2016-10-14" },
    ],
  },
];

function Page() {
  const [kind, setKind] = useState("talks");
  const [ready, setReady] = useState("");
  const [isShown, setShown] = useState(true);
  return (
    <>
      <h1>A page of React</h1>
      <button onClick={() => setKind("incident")}>Incidents</button>
      <button onClick={() => setShown(!isShown)}>On and off</button>
      <output>{ready}</output>
      {isShown && (
        <news-timeline
          lanes="kind"
          data={data}
          filters={{ kind: [kind] }}
          ontimeline-ready={({ detail }) => setReady(`${detail.shown} of ${detail.events}`)}
        >
          <a href="/list.html">All our reporting</a>
        </news-timeline>
      )}
    </>
  );
}

createRoot(document.querySelector("#root")).render(<Page />);
document.documentElement.dataset.onServer = renderToString(<news-timeline src="/a.json" lanes="kind" />);
