import { type Identity, identityByType } from "./identities.ts";
import { type Place, type StackTemplate, type Template, TemplateError, type TemplateResource } from "./template.ts";

/** Where the templates are "deployed": the account, the region, and the server that has the queues. */
export interface Environment {
  readonly accountId: string;
  readonly region: string;
  readonly queueUrl: (queueName: string) => string;
}

/** A resource of one of the templates, together with a way to read it. */
export interface Resource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Properties;
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives. */
  attribute(name: string): string;
  /** An error that names this resource. */
  error(problem: string, property?: string): TemplateError;
}

type Properties = Readonly<Record<string, unknown>>;

const partition = "aws";
const urlSuffix = "amazonaws.com";

/**
 * Evaluates the templates' intrinsic functions
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html), across stacks.
 * What it cannot evaluate is an error that names the stack, the resource and the property.
 */
export class Resolver {
  readonly #templates: ReadonlyMap<string, Template>;
  readonly #environment: Environment;
  readonly #identities = new Map<string, Identity | "evaluating">();

  constructor(stacks: readonly StackTemplate[], environment: Environment) {
    this.#templates = new Map(stacks.map(({ stackName, template }) => [stackName, template]));
    this.#environment = environment;
  }

  /** Every resource of that type, in the order of the templates. Its properties are evaluated when they are read. */
  resources(type: string): Resource[] {
    return this.#all().flatMap(([stackName, logicalId, resource]) =>
      resource.Type === type ? [this.#resource(stackName, logicalId, resource)] : [],
    );
  }

  /** The types the templates use, each once, with one resource as an example. */
  types(): Map<string, Place> {
    return new Map(this.#all().map(([stackName, id, resource]) => [resource.Type, placeOf(stackName, id, resource)]));
  }

  #all(): [stackName: string, logicalId: string, resource: TemplateResource][] {
    return [...this.#templates].flatMap(([stackName, template]) =>
      Object.entries(template.Resources ?? {}).map(([logicalId, resource]): [string, string, TemplateResource] => [
        stackName,
        logicalId,
        resource,
      ]),
    );
  }

  #resource(stackName: string, logicalId: string, resource: TemplateResource): Resource {
    const place = placeOf(stackName, logicalId, resource);
    return {
      stackName,
      logicalId,
      type: resource.Type,
      properties: this.#lazyProperties(resource.Properties ?? {}, place),
      ref: identityByType[resource.Type] ? this.#identity(stackName, logicalId, place).ref : logicalId,
      attribute: (name) => this.#attribute(stackName, logicalId, name, place),
      error: (problem, property) => new TemplateError({ ...place, property }, problem),
    };
  }

  #lazyProperties(raw: Properties, place: Place): Properties {
    const evaluated: Properties = {};
    for (const [name, value] of Object.entries(raw)) {
      Object.defineProperty(evaluated, name, {
        enumerable: true,
        get: () => this.#evaluate(value, { ...place, property: name }),
      });
    }
    return evaluated;
  }

  #evaluate(value: unknown, place: Place): unknown {
    if (Array.isArray(value)) {
      return value
        .map((item, index) => this.#evaluate(item, within(place, String(index))))
        .filter((item) => item !== undefined);
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (only && entries.length === 1 && (only[0] === "Ref" || only[0].startsWith("Fn::") || only[0] === "Condition")) {
      return this.#intrinsic(only[0], only[1], place);
    }
    return Object.fromEntries(
      entries
        .map(([name, item]) => [name, this.#evaluate(item, within(place, name))])
        .filter(([, item]) => item !== undefined),
    );
  }

  #intrinsic(name: string, argument: unknown, place: Place): unknown {
    switch (name) {
      case "Ref":
        return this.#reference(String(argument), place);
      case "Fn::GetAtt": {
        const [logicalId, attribute] = Array.isArray(argument) ? argument : String(argument).split(/\.(.*)/s);
        return this.#attribute(place.stackName, String(logicalId), String(attribute), place);
      }
      case "Fn::Join": {
        const [separator, items] = this.#list(argument, place);
        if (!Array.isArray(items)) throw new TemplateError(place, "Fn::Join without a list");
        return items.map((item) => this.#string(item, place)).join(String(separator));
      }
      case "Fn::Sub":
        return this.#substitute(argument, place);
      case "Fn::ImportValue":
        return this.#imported(this.#string(this.#evaluate(argument, place), place), place);
      case "Fn::Select": {
        const [index, items] = this.#list(argument, place);
        const selected = Array.isArray(items) ? items[Number(index)] : undefined;
        if (selected === undefined) throw new TemplateError(place, `Fn::Select finds nothing at ${index}`);
        return selected;
      }
      case "Fn::Split": {
        const [separator, source] = this.#list(argument, place);
        return this.#string(source, place).split(String(separator));
      }
      default:
        throw new TemplateError(place, `the local stack cannot evaluate ${name}`);
    }
  }

  #list(argument: unknown, place: Place): unknown[] {
    const evaluated = this.#evaluate(argument, place);
    if (!Array.isArray(evaluated))
      throw new TemplateError(place, "an intrinsic function without its list of arguments");
    return evaluated;
  }

  #string(value: unknown, place: Place): string {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw new TemplateError(place, `expected a string, found ${JSON.stringify(value)}`);
  }

  #substitute(argument: unknown, place: Place): string {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return this.#string(text, place).replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return this.#string(this.#evaluate(variables[name], place), place);
      const intrinsic = name.includes(".") ? { "Fn::GetAtt": name } : { Ref: name };
      return this.#string(this.#evaluate(intrinsic, place), place);
    });
  }

  #reference(name: string, place: Place): string | undefined {
    switch (name) {
      case "AWS::NoValue":
        return undefined;
      case "AWS::Region":
        return this.#environment.region;
      case "AWS::AccountId":
        return this.#environment.accountId;
      case "AWS::Partition":
        return partition;
      case "AWS::URLSuffix":
        return urlSuffix;
      case "AWS::StackName":
        return place.stackName;
      case "AWS::StackId":
        return `arn:${partition}:cloudformation:${this.#environment.region}:${this.#environment.accountId}:stack/${place.stackName}/local`;
    }
    const template = this.#templates.get(place.stackName);
    if (template?.Parameters?.[name]) return this.#parameter(template, name, place);
    return this.#identity(place.stackName, name, place).ref;
  }

  /** `AWS::SSM::Parameter::Value<String>` names an SSM parameter; here that is one that a template declares. */
  #parameter(template: Template, name: string, place: Place): string {
    const parameter = template.Parameters?.[name];
    if (parameter?.Default === undefined) throw new TemplateError(place, `parameter ${name} has no default`);
    if (!parameter.Type.startsWith("AWS::SSM::Parameter::Value<")) return parameter.Default;
    const declared = this.resources("AWS::SSM::Parameter").find((resource) => resource.ref === parameter.Default);
    if (!declared) throw new TemplateError(place, `no template declares the SSM parameter ${parameter.Default}`);
    return declared.attribute("Value");
  }

  #attribute(stackName: string, logicalId: string, attribute: string, place: Place): string {
    const value = this.#identity(stackName, logicalId, place).attributes[attribute];
    if (value === undefined) throw new TemplateError(place, `${logicalId} has no attribute ${attribute} locally`);
    return value;
  }

  #identity(stackName: string, logicalId: string, place: Place): Identity {
    const key = `${stackName}/${logicalId}`;
    const known = this.#identities.get(key);
    if (known === "evaluating") throw new TemplateError(place, `${logicalId} refers to itself`);
    if (known) return known;
    const resource = this.#templates.get(stackName)?.Resources?.[logicalId];
    if (!resource) throw new TemplateError(place, `refers to ${logicalId}, which the template does not have`);
    const identify = identityByType[resource.Type];
    if (!identify) {
      throw new TemplateError(place, `refers to ${logicalId} of type ${resource.Type}, which has no local meaning`);
    }
    this.#identities.set(key, "evaluating");
    const ownPlace = placeOf(stackName, logicalId, resource);
    const identity = identify({
      stackName,
      logicalId,
      partition,
      ...this.#environment,
      property: (name) => this.#evaluate(resource.Properties?.[name], { ...ownPlace, property: name }),
    });
    this.#identities.set(key, identity);
    return identity;
  }

  #imported(exportName: string, place: Place): string {
    for (const [stackName, template] of this.#templates) {
      for (const [outputName, output] of Object.entries(template.Outputs ?? {})) {
        if (output.Export === undefined) continue;
        const outputPlace = { stackName, item: `output ${outputName}` };
        if (this.#evaluate(output.Export.Name, outputPlace) === exportName) {
          return this.#string(this.#evaluate(output.Value, outputPlace), outputPlace);
        }
      }
    }
    throw new TemplateError(place, `no stack exports ${exportName}`);
  }
}

function placeOf(stackName: string, logicalId: string, resource: TemplateResource): Place {
  return { stackName, item: `${logicalId} (${resource.Type})` };
}

function within(place: Place, name: string): Place {
  return { ...place, property: place.property ? `${place.property}.${name}` : name };
}
