import { expect, test } from "vitest";
import { RouteTable } from "./route-table.ts";

const table = new RouteTable(
  ["ANY /{path+}", "GET /files/{name}", "GET /files/index", "ANY /files/{name}", "GET /"],
  (route) => {
    const [method = "", path = ""] = route.split(" ");
    return { method, path };
  },
);

test.each([
  ["GET", "/files/index", "GET /files/index", {}],
  ["GET", "/files/a%2Fb", "GET /files/{name}", { name: "a/b" }],
  ["PUT", "/files/a", "ANY /files/{name}", { name: "a" }],
  ["GET", "/files/a/b", "ANY /{path+}", { path: "files/a/b" }],
  ["GET", "/", "GET /", {}],
  ["GET", "/%zz", "ANY /{path+}", { path: "%zz" }],
])("%s %s goes to %s", (method, path, route, parameters) => {
  expect(table.find(method, path)).toEqual({ route, parameters });
});

test("nothing fits", () => {
  const only = new RouteTable(["/a/{b}"], (path) => ({ method: "GET", path }));

  expect(only.find("GET", "/a/")).toBeUndefined();
  expect(only.find("GET", "/a/b/c")).toBeUndefined();
  expect(only.find("POST", "/a/b")).toBeUndefined();
});
