// Stands for `node:util` in the bundles. As with http.cjs, who imports it by name has all its getters evaluated, and they load
// threads, locks, the parser of arguments and the colours of diffs.
module.exports = process.getBuiltinModule("node:util");
