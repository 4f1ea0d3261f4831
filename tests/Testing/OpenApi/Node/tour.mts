// A short tour through the API with a client whose types are made from the OpenAPI document.
// Arguments: the address of the server, and the address and password of an account that has one message.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.d.ts";

declare const process: { argv: string[] };

const [baseUrl, email, password] = process.argv.slice(2) as [string, string, string];

function assert(condition: unknown, message: string): asserts condition {
  if (!condition) {
    throw new Error(message);
  }
}

const anonymous = createClient<paths>({ baseUrl });
const login = await anonymous.POST("/api/v1/auth/login", { body: { email, password } });
assert(login.response.status === 200 && login.data && "access_token" in login.data, "logged in");
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${login.data.access_token}` } });

// Fields that are required are there without a question mark; a role is one of two words.
const role: "user" | "admin" = login.data.user.role;
assert(role === "user", "has the role user");

const profile = await client.GET("/api/v1/profile");
assert(profile.data, "has a profile");
const changed = await client.PATCH("/api/v1/profile", {
  body: { first_name: "Ada" },
  headers: { "If-Match": profile.response.headers.get("ETag") ?? "" },
  params: { header: { "If-Match": profile.response.headers.get("ETag") ?? "" } },
});
assert(changed.data?.first_name === "Ada", "changed the profile");

const list = await client.GET("/api/v1/emails", { params: { query: { page_size: 5, in: "all", sort_by: "date" } } });
assert(list.data, "listed messages");
const first = list.data.items[0];
assert(first, "has a message");
const preview: string = first.preview;
const sender: string | null = first.from_name;
assert(preview.length > 0 && sender !== undefined, "a summary is complete");

const message = await client.GET("/api/v1/emails/{id}", { params: { path: { id: first.id }, query: { include_thread: true } } });
assert(message.data?.thread?.length === 1, "read the message with its thread");

const labels = await client.GET("/api/v1/labels");
assert(labels.data?.items.some((label) => label.role === "inbox"), "has an inbox");

const events = await client.GET("/api/v1/events", { params: { query: { types: ["email.received", "email.deleted"] } } });
assert(events.data && events.data.rewound === false, "listed events");

// Each type of event has a schema with its data.
const received: components["schemas"]["EmailReceivedEvent"]["data"]["email_id"] | undefined = undefined;
assert(received === undefined, "the schema of an event is there");

// @ts-expect-error There is no such parameter, which the compiler knows as well as the server.
const misspelled = await client.GET("/api/v1/emails", { params: { query: { unread: true } } });
const problem: components["schemas"]["ProblemDocument"] | undefined = misspelled.error;
assert(problem?.code === "unknown_field" && problem.errors?.unread?.[0]?.includes("is_read"), "a misspelled parameter is refused");

console.log("done");
