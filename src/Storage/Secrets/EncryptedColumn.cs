namespace EmailAgent.Storage.Secrets;

/// <summary>A column whose values were made by <see cref="SecretProtector"/>; an empty value is none.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What its values were protected for.</param>
internal sealed record EncryptedColumn(string Table, string Name, string Purpose)
{
    /// <summary>All there are: what is missing here would go on needing old keys for ever.</summary>
    public static IReadOnlyList<EncryptedColumn> All { get; } =
    [
        new("connections", "secret", SecretProtector.ConnectionPassword),
        new("oauth_tokens", "refresh_token", SecretProtector.ConnectionToken),
        new("oauth_tokens", "access_token", SecretProtector.ConnectionToken),
        new("oauth_revocations", "refresh_token", SecretProtector.ConnectionToken),
        new("oauth_sign_ins", "secrets", SecretProtector.SignIn),
        new("second_factors", "secret", SecretProtector.SecondFactor),
        new("signing_keys", "private_key", SecretProtector.SigningKey),
        new("audit_keys", "secret", SecretProtector.AuditKey),
        new("instance_secrets", "value", SecretProtector.InstanceSecret),
    ];
}
