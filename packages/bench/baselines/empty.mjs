/** The floor: what it costs to start Node and to answer. */
export const handler = async () => ({ statusCode: 200, body: "" });
