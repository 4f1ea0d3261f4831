/** Returns the request of ProofFields; an absent field stands for a password or a second factor that the account does not have. */
export const proofOf = (values: Record<string, string>) => ({
  password: values.password || null,
  code: values.code?.replace(/\s/g, '') || null,
});
