/**
 * Synthesizes all stacks into a directory, without credentials or network. A program of its own, as SST keeps its
 * project and app in module state: `node stacks/synthesize.ts <root> <stage> <directory>`.
 *
 * The SST CLI would ask AWS for the account and look for `.env` files; a project made by hand needs neither.
 */
import { join } from "node:path";
import { Aspects } from "aws-cdk-lib";
import { DISABLE_ASSET_STAGING_CONTEXT } from "aws-cdk-lib/cx-api";
import { AwsSolutionsChecks, NagReportFormat } from "cdk-nag";
import { App } from "sst/constructs";
import { setProject } from "sst/project.js";
import config from "../sst.config.ts";

/** Any account will do: the templates that come out are never deployed. */
const ACCOUNT = "000000000000";

const [root, stage, directory] = process.argv.slice(2);
if (!root || !stage || !directory) throw new Error("Usage: stacks/synthesize.ts <root> <stage> <directory>");

process.chdir(root);
const { name, region } = config.config();

setProject({
  version: "2.49.8",
  cdkVersion: "2.224.0",
  constructsVersion: "10.3.0",
  config: { name, region, stage, ssmPrefix: `/sst/${name}/${stage}/` },
  stacks: config.stacks,
  metafile: { inputs: {}, outputs: {} },
  paths: {
    root,
    config: join(root, "sst.config.ts"),
    out: directory,
    artifacts: join(directory, "artifacts"),
  },
});

const app = new App(
  { mode: "deploy", account: ACCOUNT, name, stage, region },
  {
    outdir: join(directory, "assembly"),
    treeMetadata: false,
    context: { [DISABLE_ASSET_STAGING_CONTEXT]: true },
  },
);
config.stacks(app);
await app.finish();
Aspects.of(app).add(new AwsSolutionsChecks({ reports: true, reportFormats: [NagReportFormat.JSON] }));
app.synth();
