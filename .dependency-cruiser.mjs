/** Who may import whom. The table in docs/architecture.md, as a check. */
const TEST = "\\.test\\.ts$|/journeys/|/test/";

const packages = {
  core: [],
  adapters: ["core"],
  functions: ["core", "adapters"],
  simulators: [],
  testkit: ["core"],
  "crisis-training": ["core"],
  simulation: ["core", "adapters", "functions", "testkit"],
  evaluation: ["core", "adapters", "functions", "testkit"],
};

const boundaries = Object.entries(packages).map(([name, allowed]) => ({
  name: `${name}-imports`,
  comment: `packages/${name} may import ${allowed.length > 0 ? allowed.join(" and ") : "no other package"}.`,
  severity: "error",
  from: { path: `^packages/${name}/`, pathNot: TEST },
  to: { path: "^(packages|infra|stacks)/", pathNot: `^packages/(${[name, ...allowed].join("|")})/` },
}));

export default {
  forbidden: [
    ...boundaries,
    {
      name: "core-is-pure",
      comment: "The domain knows no vendor, no Node and no logger; zod is its one library.",
      severity: "error",
      from: { path: "^packages/core/src", pathNot: TEST },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/.*zod" },
    },
    {
      name: "core-modules-meet-at-their-index",
      severity: "error",
      from: { path: "^packages/core/src/([^/]+)/" },
      to: { path: "^packages/core/src/([^/]+)/", pathNot: ["^packages/core/src/$1/", "/index\\.ts$"] },
    },
    {
      name: "functions-know-no-vendor",
      comment: "Vendors' SDKs stay behind adapters.",
      severity: "error",
      from: { path: "^packages/functions/src", pathNot: `${TEST}|/bundling/` },
      to: { path: "node_modules/(@aws-sdk|@anthropic-ai|@upstash|stripe|openai)" },
    },
    {
      name: "infra-imports-cdk-only",
      severity: "error",
      from: { path: "^infra/", pathNot: TEST },
      to: { path: "^(packages|stacks)/|node_modules/sst/" },
    },
    {
      name: "stacks-know-no-packages",
      comment: "Stacks name handlers by path. Their tests may read the functions' environment schemas.",
      severity: "error",
      from: { path: "^stacks/", pathNot: TEST },
      to: { path: "^packages/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, pathNot: `${TEST}|\\.d\\.ts$|/page/|/baselines/|/bundling/|index\\.ts$` },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/fixtures/" },
    tsConfig: { fileName: "packages/tsconfig.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
