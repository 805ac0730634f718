// Stands for `node:process` in the bundles. As with http.cjs, who imports it by name has all its getters evaluated, and they
// load diagnostic reports, finalization and the streams of files.
module.exports = process.getBuiltinModule("node:process");
