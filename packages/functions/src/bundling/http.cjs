// Stands for `node:http` in the bundles. An ES module that imports it by name makes Node evaluate all its getters, and
// one of them loads the whole of undici: a sixth of a webhook's cold start, for nothing.
module.exports = process.getBuiltinModule("node:http");
