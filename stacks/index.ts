import { Tags } from "aws-cdk-lib";
import { type App, Stack } from "sst/constructs";
import { age } from "./age.ts";
import { billing } from "./billing.ts";
import { conversation } from "./conversation.ts";
import { dashboard } from "./dashboard.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { joining } from "./joining.ts";
import { memory } from "./memory.ts";
import { privacy } from "./privacy.ts";
import { proactive } from "./proactive.ts";
import { providers } from "./providers.ts";
import { publicApi } from "./public-api.ts";
import { queues } from "./queues.ts";
import { reminders } from "./reminders.ts";
import { webhooks } from "./webhooks.ts";

/** All of Jules on AWS. Foundations first; of the concerns after them, the two APIs know whom they lead to. */
export function stacks(app: App): void {
  app.stack(foundations, { id: "foundations" });
  app.stack(data, { id: "data" });
  app.stack(queues, { id: "queues" });

  app.stack(age, { id: "age" });
  app.stack(billing, { id: "billing" });
  app.stack(webhooks, { id: "webhooks" });
  app.stack(conversation, { id: "conversation" });
  app.stack(providers, { id: "providers" });
  app.stack(memory, { id: "memory" });
  app.stack(privacy, { id: "privacy" });
  app.stack(reminders, { id: "reminders" });
  app.stack(proactive, { id: "proactive" });
  app.stack(joining, { id: "joining" });
  app.stack(publicApi, { id: "public-api" });
  app.stack(dashboard, { id: "dashboard" });

  Tags.of(app).add("app", app.name);
  Tags.of(app).add("stage", app.stage);
  removeCustomResourceHandlers(app);
}

/** SST puts a function with wide rights into every stack, for constructs of its own that we do not use. */
function removeCustomResourceHandlers(app: App): void {
  for (const child of app.node.children) {
    if (child instanceof Stack) child.node.tryRemoveChild("CustomResourceHandler");
  }
}
