// A small frontend: lists pages, reads a document, and shows every kind of block. It compiles only if the types that are
// made from the OpenAPI document are exact. `types.ts` is generated before it is compiled.
import type { components, paths } from "./types.js";

type Query = NonNullable<paths["/pages/"]["get"]["parameters"]["query"]>;
type PageList = paths["/pages/"]["get"]["responses"]["200"]["content"]["application/json"];
type Document = components["schemas"]["Document"];
type Summary = Extract<Document, { type: "research_summary" }>;
type Block = Summary["body"][number];
type Problem = components["schemas"]["Problem"];

const api = "https://cms.example.org/api/v1";

async function get<Body>(path: string): Promise<Body> {
  const response = await fetch(api + path);
  if (response.ok) return (await response.json()) as Body;
  const problem = (await response.json()) as Problem;
  throw new Error([problem.title, ...problem.errors.map((error) => `${error.field}: ${error.detail}`)].join("\n"));
}

function text(block: Block): string {
  switch (block.type) {
    case "heading": return `${"#".repeat(block.value.level)} ${block.value.text}`;
    case "paragraph": return block.value.html;
    case "quote": return `${block.value.text.html} (${block.value.attribution ?? "unknown"})`;
    case "callout": return `${block.value.tone}: ${block.value.text.html}`;
    case "key_points": return block.value.points.map((point) => point.html).join("\n");
    case "figure": return `${block.value.image.src} ${block.value.image.alt}`;
    case "table": return block.value.table.columns.map((column) => column.heading).join("\t");
    case "embed": return block.value.player_url ?? block.value.url;
    case "document_download": return block.value.document.url;
    case "call_to_action": return block.value.form?.success_message ?? block.value.link?.href ?? block.value.heading;
    case "link": return block.value.target?.kind === "page" ? block.value.target.path : block.value.href;
    case "study": return `${block.value.design ?? "study"}: ${block.value.pico.outcomes.join(", ")}`;
    case "finding": return finding(block.value);
    case "limitations": return block.value.items.map((item) => item.html).join("\n");
    case "conclusion": return block.value.text.html;
    default: return exhausted(block);
  }
}

function finding(value: components["schemas"]["Finding"]): string {
  const interval = value.interval ? ` (${value.interval.level} % ${value.interval.low} to ${value.interval.high})` : "";
  const certainty: "high" | "moderate" | "low" | "very_low" | "not_assessed" = value.certainty;
  return `${value.outcome}: ${value.measure ?? ""} ${value.estimate ?? "not reported"}${interval}, ${certainty}`;
}

function exhausted(block: never): string {
  throw new Error(`A block that this client does not know: ${JSON.stringify(block)}`);
}

const query: Query = { type: ["research_summary"], order: "-updated_at", limit: 5 };
const list = await get<PageList>(`/pages/?${new URLSearchParams({ order: query.order ?? "", limit: String(query.limit) })}`);
for (const card of list.items) {
  const page = await get<Document>(`/pages/${card.id}/`);
  if (page.type === "research_summary") console.log(page.title, page.authors.length, page.body.map(text).join("\n"));
}
