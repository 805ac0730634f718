/** A CloudFormation template as `cdk synth` writes it, as far as the local stack reads it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

interface TemplateParameter {
  readonly Type: string;
  readonly Default?: string;
}

interface TemplateOutput {
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
}

export interface StackTemplate {
  readonly stackName: string;
  readonly template: Template;
}

/** Where in the templates something is written; the text of every error about a template starts with it. */
export interface Place {
  readonly stackName: string;
  /** Logical id and type of the resource, or the name of the output or parameter. */
  readonly item: string;
  readonly property?: string | undefined;
}

/** A template says something that cannot be run locally. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";

  constructor(place: Place, problem: string) {
    const property = place.property ? `, property ${place.property}` : "";
    super(`stack ${place.stackName}, ${place.item}${property}: ${problem}`);
  }
}
