import { createHash } from "node:crypto";

/** A message attribute, in the spelling of a Lambda event. Binary values are base64. */
export interface MessageAttribute {
  readonly dataType: string;
  readonly stringValue?: string;
  readonly binaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** Hexadecimal MD5 of a message's body. The SDK compares it with its own and refuses the answer when they differ. */
export function digestOfBody(body: string): string {
  return createHash("md5").update(body, "utf8").digest("hex");
}

/**
 * Hexadecimal MD5 of a message's attributes, `undefined` for none.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function digestOfAttributes(attributes: MessageAttributes): string | undefined {
  const entries = Object.entries(attributes).sort(([left], [right]) => (left < right ? -1 : 1));
  if (entries.length === 0) return undefined;
  const hash = createHash("md5");
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, attribute] of entries) {
    add(Buffer.from(name));
    add(Buffer.from(attribute.dataType));
    const binary = attribute.dataType.startsWith("Binary");
    hash.update(Buffer.of(binary ? 2 : 1));
    add(binary ? Buffer.from(attribute.binaryValue ?? "", "base64") : Buffer.from(attribute.stringValue ?? ""));
  }
  return hash.digest("hex");
}

/** Bytes that count towards the size limit: the body and each attribute's name, type and value. */
export function sizeInBytes(body: string, attributes: MessageAttributes): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, attribute] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.dataType);
    bytes += Buffer.byteLength(attribute.stringValue ?? "");
    bytes += Buffer.byteLength(attribute.binaryValue ?? "", "base64");
  }
  return bytes;
}
