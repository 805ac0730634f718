// Format and general lint are Biome's. This holds what needs types, and the rules of this project.
import tseslint from "typescript-eslint";

const onlyMini = {
  name: "zod",
  message:
    'import * as z from "zod/mini": the full entry adds 430 kB to a cold start, and its methods tempt to use it.',
};

export default tseslint.config(
  { ignores: ["node_modules/", ".sst/", ".jules/", "**/fixtures/", "**/page/", "*.mjs"] },
  {
    files: ["**/*.ts"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ["tsconfig.json", "packages/tsconfig.json"], tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-restricted-imports": ["error", { paths: [onlyMini] }],
    },
  },
  {
    files: ["packages/functions/src/**/*.ts"],
    ignores: ["**/dependencies.ts", "**/*.test.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Only dependencies.ts reads the environment." },
      ],
      "no-restricted-globals": ["error", { name: "Date", message: "Time comes from a Clock." }],
    },
  },
  {
    files: ["packages/functions/src/runtime/{clock,conversation}.ts"],
    rules: { "no-restricted-globals": "off" },
  },
  {
    files: ["packages/core/src/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-globals": ["error", "process", "console", "fetch", "setTimeout", "setInterval", "crypto"],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Time comes from a Clock." },
        { object: "Math", property: "random", message: "Randomness comes as a parameter." },
      ],
    },
  },
);
