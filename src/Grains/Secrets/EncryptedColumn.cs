namespace EmailAgent.Grains.Secrets;

/// <summary>
/// A column with values of <see cref="SecretProtector"/>; an empty value means none. Each feature registers its columns: values of a
/// missing column would require old keys for ever.
/// </summary>
/// <param name="Purpose">The purpose that its values are protected for.</param>
internal sealed record EncryptedColumn(string Table, string Name, string Purpose);
