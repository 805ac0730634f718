/**
 * Hands what is being started over to `owner`, which closes it even if it comes up only after something else has failed.
 */
export function owned<Started extends { close(): unknown }>(
  owner: AsyncDisposableStack,
  starting: Promise<Started>,
): Promise<Started> {
  owner.defer(async () => {
    const started = await starting.catch(() => undefined);
    await started?.close();
  });
  return starting;
}
